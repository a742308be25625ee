using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Queries.PerElement;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>
/// GG3007: reports tasks that are started for all elements of a sequence that nothing limits, and that nothing holds back.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedFanOutAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.UnboundedFanOut);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            var fanOuts = new FanOuts(evidence);
            var phases = new ReadPhaseAnalysis(evidence);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, fanOuts, phases)));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, FanOuts fanOuts, ReadPhaseAnalysis phases)
    {
        foreach (var fanOut in fanOuts.In(context.SemanticModel))
        {
            if (phases.MayRepeat(fanOut.Call))
                context.Report(Diagnostic.Create(
                    RuleCatalog.UnboundedFanOut, QueryPlaces.Of(fanOut.Call), SiteReport.Properties(fanOut.Call),
                    $"{fanOut.Call.TargetMethod.ContainingType.Name}.{fanOut.Call.TargetMethod.Name}", Places.MemberName(fanOut.Call), SiteReport.Text(fanOut.Sequence.Syntax, "a sequence")));
        }
    }
}
