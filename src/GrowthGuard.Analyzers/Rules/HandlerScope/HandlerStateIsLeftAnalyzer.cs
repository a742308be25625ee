using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2001: reports static fields and properties, and variables that handlers capture, that an invocation leaves its data in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerStateIsLeftAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.HandlerStateIsLeft);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = VerdictJudge.For(start.Compilation, start.Options, start.CancellationToken).Context;
            if (!evidence.HandlerScopes.Handlers.MayExist)
                return;
            start.RegisterSymbolAction(symbol => AnalyzeType(symbol, evidence), SymbolKind.NamedType);
            start.RegisterSemanticModelAction(file => AnalyzeFile(file, evidence));
        });
    }

    private static void AnalyzeType(SymbolAnalysisContext context, EvidenceContext evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.In((INamedTypeSymbol)context.Symbol).Where(kept => kept is { Place: KeptIn.Static, IsContext: false }))
            context.Report(KeptReport.Create(RuleCatalog.HandlerStateIsLeft, kept, evidence, KeptReport.NameOf(kept), KeptReport.DataOf(kept)));
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, EvidenceContext evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.Captured(context.SemanticModel).Where(kept => !kept.IsContext))
            context.Report(KeptReport.Create(RuleCatalog.HandlerStateIsLeft, kept, evidence, KeptReport.NameOf(kept), KeptReport.DataOf(kept)));
    }
}
