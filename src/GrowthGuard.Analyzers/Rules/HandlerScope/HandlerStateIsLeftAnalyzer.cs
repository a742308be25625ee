using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2001: reports static fields and properties, and variables that handlers capture, that an invocation leaves its data in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerStateIsLeftAnalyzer() : HandlerScopeAnalyzer(RuleCatalog.HandlerStateIsLeft)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, VerdictJudge judge)
    {
        var evidence = judge.Context;
        start.RegisterSymbolAction(symbol => AnalyzeType(symbol, evidence), SymbolKind.NamedType);
        start.RegisterSemanticModelAction(file => AnalyzeFile(file, evidence));
    }

    private static void AnalyzeType(SymbolAnalysisContext context, EvidenceContext evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.In((INamedTypeSymbol)context.Symbol).Where(kept => kept is { Place: KeptIn.Static, IsContext: false }))
            context.Report(KeptReport.Create(RuleCatalog.HandlerStateIsLeft, kept, evidence, KeptReport.NameOf(kept, evidence), KeptReport.DataOf(kept, evidence)));
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, EvidenceContext evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.Captured(context.SemanticModel).Where(kept => !kept.IsContext))
            context.Report(KeptReport.Create(RuleCatalog.HandlerStateIsLeft, kept, evidence, KeptReport.NameOf(kept, evidence), KeptReport.DataOf(kept, evidence)));
    }
}
