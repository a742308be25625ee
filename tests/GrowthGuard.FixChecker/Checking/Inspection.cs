using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>Asks the compiler and the analyzers about documents and projects.</summary>
internal sealed class Inspection(ImmutableArray<DiagnosticAnalyzer> analyzers, Action<string> onAnalyzerException)
{
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellationToken) =>
        await DriverFor(project, (await project.GetCompilationAsync(cancellationToken))!).GetAnalyzerDiagnosticsAsync(cancellationToken);

    public async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document, CancellationToken cancellationToken)
    {
        var compilation = (await document.Project.GetCompilationAsync(cancellationToken))!;
        var model = compilation.GetSemanticModel((await document.GetSyntaxTreeAsync(cancellationToken))!);
        var driver = DriverFor(document.Project, compilation);
        return
        [
            .. await driver.GetAnalyzerSyntaxDiagnosticsAsync(model.SyntaxTree, cancellationToken),
            .. await driver.GetAnalyzerSemanticDiagnosticsAsync(model, null, cancellationToken),
        ];
    }

    public static async Task<IEnumerable<Diagnostic>> ErrorsAsync(Document document, CancellationToken cancellationToken) =>
        (await document.GetSemanticModelAsync(cancellationToken))!.GetDiagnostics(cancellationToken: cancellationToken).Where(IsError);

    public static async Task<IEnumerable<Diagnostic>> ErrorsAsync(Project project, CancellationToken cancellationToken) =>
        (await project.GetCompilationAsync(cancellationToken))!.GetDiagnostics(cancellationToken).Where(IsError);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private CompilationWithAnalyzers DriverFor(Project project, Compilation compilation) => compilation.WithAnalyzers(
        analyzers,
        new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions, (exception, analyzer, _) => onAnalyzerException(
                $"{analyzer.GetType().Name}: {exception}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
}
