using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.TestHarness;

/// <summary>
/// Runs analyzers on solutions, concurrently as the compiler does. Lives as long as one test, and analyzes each text once:
/// the same fixed text is reached by the fix and by Fix All in three scopes.
/// </summary>
internal sealed class AnalyzerRunner(ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    private readonly Dictionary<string, AnalyzedSolution> _analyzed = [];

    /// <summary>The diagnostics of a solution: the same one, or one with the same texts that was analyzed before.</summary>
    public async Task<AnalyzedSolution> AnalyzeAsync(Solution solution)
    {
        var key = await KeyAsync(solution);
        if (!_analyzed.TryGetValue(key, out var result))
        {
            result = await RunAsync(solution);
            _analyzed.Add(key, result);
        }

        return result;
    }

    private async Task<AnalyzedSolution> RunAsync(Solution solution)
    {
        var all = ImmutableArray.CreateBuilder<(ProjectId, Diagnostic)>();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync()
                ?? throw new InvalidOperationException($"Project '{project.Name}' has no compilation.");
            all.AddRange((await RunAsync(project, compilation)).Select(d => (project.Id, d)));
        }

        return new AnalyzedSolution(solution, all.ToImmutable());
    }

    private async Task<IEnumerable<Diagnostic>> RunAsync(Project project, Compilation compilation)
    {
        if (analyzers.IsEmpty)
        {
            return compilation.GetDiagnostics();
        }

        var exceptions = new ConcurrentQueue<(DiagnosticAnalyzer Analyzer, Exception Exception)>();
        var options = new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            onAnalyzerException: (exception, analyzer, _) => exceptions.Enqueue((analyzer, exception)),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        var diagnostics = await compilation.WithAnalyzers(analyzers, options).GetAllDiagnosticsAsync(CancellationToken.None);
        if (exceptions.TryPeek(out var first))
        {
            throw new VerificationException($"AD0001: analyzer {first.Analyzer.GetType().Name} threw:\n{first.Exception}", first.Exception);
        }

        return diagnostics
            .OrderBy(d => d.Location.GetLineSpan().Path ?? "", StringComparer.Ordinal)
            .ThenBy(d => d.Location.SourceSpan.Start)
            .ThenBy(d => d.Location.SourceSpan.End)
            .ThenBy(d => d.Id, StringComparer.Ordinal);
    }

    private static async Task<string> KeyAsync(Solution solution)
    {
        var key = new StringBuilder();
        foreach (var project in solution.Projects)
        {
            foreach (var document in Documents.All(project).OrderBy(d => d.FilePath, StringComparer.Ordinal))
            {
                key.Append(project.Name).Append('\0').Append(document.FilePath).Append('\0').Append(await document.GetTextAsync()).Append('\0');
            }
        }

        return key.ToString();
    }
}
