using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>A rule about pages: reports those of the faults in a file that are its own.</summary>
public abstract class PagingAnalyzer : DiagnosticAnalyzer
{
    private protected PagingAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = ImmutableArray.Create(rule);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var evidence = PagingEvidence.For(start.Compilation, start.Options, start.CancellationToken);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, evidence)));
        });
    }

    /// <summary>The diagnostic for a fault, or <see langword="null"/> when another rule reports it.</summary>
    private protected abstract Diagnostic? Report(PagingFinding finding);

    private void Analyze(SemanticModelAnalysisContext context, PagingEvidence evidence)
    {
        foreach (var finding in evidence.In(context.SemanticModel))
        {
            if (Report(finding) is { } diagnostic)
                context.Report(diagnostic);
        }
    }
}
