using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2006: reports fields of handler classes, of which the host makes one object, that an invocation leaves its data in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvocationDataIsLeftAnalyzer() : HandlerScopeAnalyzer(RuleCatalog.InvocationDataIsLeft)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, VerdictJudge judge)
    {
        start.RegisterSymbolAction(symbol => Analyze(symbol, judge.Context), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, EvidenceContext evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.In((INamedTypeSymbol)context.Symbol).Where(kept => kept is { Place: KeptIn.HandlerClass, IsContext: false }))
            context.Report(KeptReport.Create(RuleCatalog.InvocationDataIsLeft, kept, evidence, kept.Symbol.Name, KeptReport.OwnerOf(kept, evidence), KeptReport.DataOf(kept, evidence)));
    }
}
