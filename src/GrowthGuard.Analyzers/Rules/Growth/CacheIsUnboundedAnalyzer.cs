using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Resources.Caches;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1005: reports caches without a limit whose entries never leave, and entries that a cache with a limit does not take.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CacheIsUnboundedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.CacheIsUnbounded);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            var finder = new CacheFinder(evidence);
            var judge = new CacheAnalysis(evidence);
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            start.RegisterSymbolAction(
                RecursionGuard.Guard<SymbolAnalysisContext>(symbol => Analyze(symbol, finder, judge, bounds)),
                SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, CacheFinder finder, CacheAnalysis judge, DocumentedBounds bounds)
    {
        foreach (var cache in finder.HeldBy((INamedTypeSymbol)context.Symbol))
        {
            var verdict = judge.Judge(cache);
            if ((verdict.Growing.IsEmpty && verdict.Throwing.IsEmpty) || !finder.IsLongLived(cache))
                continue;
            foreach (var entry in verdict.Throwing)
                context.Report(AtEntry(
                    cache,
                    entry,
                    CacheReport.NoSize,
                    "has a size limit, but this entry has no size: adding it throws InvalidOperationException"));
            if (verdict.Growing.IsEmpty || bounds.Of(cache.Symbol, context.CancellationToken) is not null)
                continue;
            if (cache.Creation is not null)
                context.Report(AtCreation(cache, verdict));
            else
            {
                foreach (var entry in verdict.Growing)
                    context.Report(AtEntry(
                        cache,
                        entry,
                        CacheReport.NoExpiry,
                        $"has no visible size limit, and this entry never expires ({Key(entry)})"));
            }
        }
    }

    private static Diagnostic AtCreation(HeldCache cache, CacheVerdict verdict) => Diagnostic.Create(
        RuleCatalog.CacheIsUnbounded,
        cache.Creation!.Syntax.GetLocation(),
        verdict.Growing.Select(entry => entry.Call.Syntax.GetLocation()),
        Properties(cache, verdict.HasOthers ? CacheReport.NoLimitSomeEntries : CacheReport.NoLimit),
        cache.Symbol.Name,
        "has no size limit, and entries that never expire are added in " +
        $"{Places.Of(verdict.Growing.Select(entry => (IOperation)entry.Call).ToList())} ({Key(verdict.Growing[0])})");

    private static Diagnostic AtEntry(HeldCache cache, CacheEntry entry, string problem, string text) =>
        Diagnostic.Create(
            RuleCatalog.CacheIsUnbounded,
            entry.Call.Syntax.GetLocation(),
            Properties(cache, problem),
            cache.Symbol.Name,
            text);

    // A parameter has no id of its own; its method does.
    private static ImmutableDictionary<string, string?> Properties(HeldCache cache, string problem) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticPropertyNames.Problem, problem)
            .Add(
                DiagnosticPropertyNames.Symbol,
                (cache.Symbol is IParameterSymbol parameter ? parameter.ContainingSymbol : cache.Symbol).GetDocumentationCommentId());

    private static string Key(CacheEntry entry)
    {
        var key = entry.Key?.Syntax.ToString() ?? "";
        return key.Length is > 0 and <= 40 && key.IndexOf('\n') < 0 ? $"keyed by '{key}', open domain" : "under keys from an open domain";
    }
}
