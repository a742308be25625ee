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
    private readonly DiagnosticDescriptor _rule;

    private protected PagingAnalyzer(DiagnosticDescriptor rule)
    {
        _rule = rule;
        SupportedDiagnostics = ImmutableArray.Create(rule);
    }

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
            var levels = new PagingLevels(_rule, start.Options);
            start.RegisterSemanticModelAction(
                RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, evidence, levels)));
        });
    }

    /// <summary>What the message says of a fault, or <see langword="null"/> when another rule reports it.</summary>
    private protected abstract object[]? Words(PagingFinding finding);

    private void Analyze(SemanticModelAnalysisContext context, PagingEvidence evidence, PagingLevels levels)
    {
        foreach (var finding in evidence.In(context.SemanticModel))
        {
            if (Words(finding) is { } words)
                context.Report(PagingReport.Diagnostic(_rule, finding, levels.SeverityOf(finding), words));
        }
    }
}
