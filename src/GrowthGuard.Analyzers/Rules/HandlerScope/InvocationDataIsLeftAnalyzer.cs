using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2006: reports fields of handler classes, of which the host makes one object, that an invocation leaves its data in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvocationDataIsLeftAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.InvocationDataIsLeft);

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
            start.RegisterSymbolAction(symbol => Analyze(symbol, evidence), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, EvidenceContext evidence)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.In((INamedTypeSymbol)context.Symbol).Where(kept => kept is { Place: KeptIn.HandlerClass, IsContext: false }))
            context.Report(KeptReport.Create(RuleCatalog.InvocationDataIsLeft, kept, evidence, kept.Symbol.Name, context.Symbol.Name, KeptReport.DataOf(kept)));
    }
}
