using System.Collections.Immutable;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.StaticGrowth;

/// <summary>GG1001: reports static stores whose verdict is that they grow, unless their bound is documented.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticCollectionGrowsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.StaticCollectionGrows);

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
        foreach (var store in StoreFinder.StaticStores((INamedTypeSymbol)context.Symbol, judge.Context.Facts))
        {
            var verdict = judge.Judge(store);
            if (verdict.Judgement == Judgement.Growing && !judge.Context.HandlerScopes.Types.HoldContexts(store.Type) && bounds.Of(store.Symbol, context.CancellationToken) is null)
                context.Report(GrowthReport.Create(RuleCatalog.StaticCollectionGrows, store.Symbol.Name, store, verdict, judge.Context));
        }
    }
}
