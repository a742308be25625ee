using System.Collections.Immutable;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.StaticGrowth;

/// <summary>GG1003: reports long-lived stores whose bound is documented with a number, and whose verdict is that they grow all the same.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnenforcedBoundAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.BoundIsNotEnforced);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var judge = VerdictJudge.For(start.Compilation, start.Options, start.CancellationToken);
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            start.RegisterSymbolAction(symbol => Analyze(symbol, judge, bounds), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, VerdictJudge judge, DocumentedBounds bounds)
    {
        foreach (var found in LongLivedStores.In((INamedTypeSymbol)context.Symbol, judge.Context, store => Maximum(store) is not null))
        {
            if (judge.Judge(found.Store) is { Judgement: Judgement.Growing } verdict && found.IsLongLived)
                context.Report(GrowthReport.Create(RuleCatalog.BoundIsNotEnforced, found.Name, found.Store, verdict, judge.Context, Maximum(found.Store)!));
        }

        string? Maximum(Store store) => bounds.Of(store.Symbol, context.CancellationToken)?.MaximumInWords;
    }
}
