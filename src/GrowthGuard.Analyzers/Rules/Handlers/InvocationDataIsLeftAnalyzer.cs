using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>GG2006: reports fields of handler classes, of which the host makes one object, that an invocation leaves its data in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvocationDataIsLeftAnalyzer() : HandlerAnalyzer(RuleCatalog.InvocationDataIsLeft)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge)
    {
        start.RegisterSymbolAction(
            RecursionGuard.Guard<SymbolAnalysisContext>(symbol => Analyze(symbol, judge.Context)),
            SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationAnalysis evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept
            .In((INamedTypeSymbol)context.Symbol)
            .Where(kept => kept is { Place: RetainedStatePlace.HandlerClass, IsContext: false }))
            context.Report(RetentionReport.Create(
                RuleCatalog.InvocationDataIsLeft,
                kept,
                evidence,
                kept.Symbol.Name,
                RetentionReport.OwnerOf(kept, evidence),
                RetentionReport.DataOf(kept, evidence),
                RetentionReport.FaultOf(kept)));
    }
}
