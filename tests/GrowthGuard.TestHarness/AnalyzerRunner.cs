using System.Collections.Concurrent;
using System.Collections.Immutable;
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
        var texts = await Documents.ReadAsync(solution);
        var key = string.Concat(texts.Select(t => $"{t.Project.Name}\0{t.Path}\0{t.Text}\0"));
        if (!_analyzed.TryGetValue(key, out var result))
        {
            result = new AnalyzedSolution(solution, texts, await RunAsync(solution));
            _analyzed.Add(key, result);
        }

        return result;
    }

    private async Task<ImmutableArray<(ProjectId Project, Diagnostic Diagnostic)>> RunAsync(Solution solution)
    {
        var all = ImmutableArray.CreateBuilder<(ProjectId, Diagnostic)>();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync()
                ?? throw new InvalidOperationException($"Project '{project.Name}' has no compilation.");
            all.AddRange((await RunAsync(project, compilation)).Select(d => (project.Id, d)));
        }

        return all.ToImmutable();
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

        if (diagnostics.Select(diagnostic => AnalyzerTest.Contract?.Invoke(diagnostic)).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw new VerificationException(fault);
        }

        return diagnostics
            .OrderBy(d => d.Location.GetLineSpan().Path ?? "", StringComparer.Ordinal)
            .ThenBy(d => d.Location.SourceSpan.Start)
            .ThenBy(d => d.Location.SourceSpan.End)
            .ThenBy(d => d.Id, StringComparer.Ordinal);
    }
}
