using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>
/// GG2001: reports static fields and properties, and variables that handlers capture, that an invocation leaves its data in.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerStateIsLeftAnalyzer() : HandlerAnalyzer(RuleCatalog.HandlerStateIsLeft)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge)
    {
        var evidence = judge.Context;
        start.RegisterSymbolAction(
            RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeType(symbol, evidence)),
            SymbolKind.NamedType);
        start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => AnalyzeFile(file, evidence)));
    }

    private static void AnalyzeType(SymbolAnalysisContext context, CompilationAnalysis evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept
            .In((INamedTypeSymbol)context.Symbol)
            .Where(kept => kept is { Place: RetainedStatePlace.Static, IsContext: false }))
            context.Report(RetentionReport.Create(
                RuleCatalog.HandlerStateIsLeft,
                kept,
                evidence,
                RetentionReport.NameOf(kept, evidence),
                RetentionReport.DataOf(kept, evidence),
                RetentionReport.FaultOf(kept)));
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, CompilationAnalysis evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.Captured(context.SemanticModel).Where(kept => !kept.IsContext))
            context.Report(RetentionReport.Create(
                RuleCatalog.HandlerStateIsLeft,
                kept,
                evidence,
                RetentionReport.NameOf(kept, evidence),
                RetentionReport.DataOf(kept, evidence),
                RetentionReport.FaultOf(kept)));
    }
}
