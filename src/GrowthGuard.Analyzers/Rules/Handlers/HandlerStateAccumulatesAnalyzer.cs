using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>
/// GG2002: reports growing stores of handler classes of which the host makes one object, and of variables that handlers capture. Those of
/// an object that such a class keeps are reported at the field that keeps it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerStateAccumulatesAnalyzer() : HandlerAnalyzer(RuleCatalog.HandlerStateAccumulates)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge)
    {
        var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
        start.RegisterSymbolAction(
            RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeType(symbol, judge, bounds)),
            SymbolKind.NamedType);
        start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => AnalyzeFile(file, judge)));
    }

    private static void AnalyzeType(SymbolAnalysisContext context, GrowthAnalysis judge, DocumentedBounds bounds)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var handlers = judge.Context.HandlerScopes.Handlers;
        if (!handlers.IsPartOfContainerClass(type))
            return;
        foreach (var store in StoreFinder.InstanceStores(type, judge.Context.Facts))
        {
            var isInherited = !SymbolEqualityComparer.Default.Equals(store.Symbol.ContainingType, type);
            if (isInherited && type.IsAbstract || !Grows(store, null, judge, bounds, context.CancellationToken, out var verdict) ||
                handlers.ContainerClassOf(type) is not { } made)
                continue;
            var name = $"'{store.Symbol.Name}' of handler class '{made.Name}'";

            // What a base class declares is reported there, unless other classes that derive from it are made for each invocation.
            if (!isInherited)
                context.Report(GrowthReport.Create(RuleCatalog.HandlerStateAccumulates, name, store, verdict, judge.Context));
            else if (handlers.ContainerClassOf(store.Symbol.ContainingType) is null)
                context.Report(GrowthReport.Create(RuleCatalog.HandlerStateAccumulates, name, type, verdict, judge.Context));
        }

        foreach (var holder in judge.Context.Lifetimes
            .HoldersIn(type, static (_, _) => true)
            .Where(holder => !holder.Symbol.IsStatic && bounds.Of(holder.Symbol, context.CancellationToken) is null))
        {
            foreach (var store in StoreFinder.InstanceStores(holder.Held, judge.Context.Facts))
            {
                if (Grows(store, holder, judge, bounds, context.CancellationToken, out var verdict) &&
                    handlers.ContainerClassOf(type) is { } made)
                    context.Report(GrowthReport.Create(
                        RuleCatalog.HandlerStateAccumulates,
                        $"'{store.Symbol.Name}' of the '{holder.Held.Name}' held by '{holder.Symbol.Name}' of handler class '{made.Name}'",
                        holder.Symbol,
                        verdict,
                        judge.Context));
            }
        }
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, GrowthAnalysis judge)
    {
        foreach (var store in judge.Context.HandlerScopes.Captures.StoresIn(context.SemanticModel))
        {
            var verdict = judge.Judge(store);
            if (verdict.Judgement == GrowthOutcome.Growing)
                context.Report(GrowthReport.Create(
                    RuleCatalog.HandlerStateAccumulates,
                    $"Captured variable '{store.Symbol.Name}'",
                    store.Symbol.Locations[0],
                    SiteReport.Properties(verdict.Growth[0].Operation),
                    verdict,
                    judge.Context));
        }
    }

    private static bool Grows(
        Store store,
        LongLivedHolder? holder,
        GrowthAnalysis judge,
        DocumentedBounds bounds,
        CancellationToken cancellationToken,
        out GrowthVerdict verdict)
    {
        verdict = judge.Judge(store, holder);
        return verdict.Judgement == GrowthOutcome.Growing && !judge.Context.HandlerScopes.Types.HoldContexts(store.Type) &&
            bounds.Of(store.Symbol, cancellationToken) is null;
    }
}
