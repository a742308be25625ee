using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Censuses;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1011: reports stores that a census saw growing and that no other rule reports, since the code does not tell whether they grow
/// or how long they live. The process did tell.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StoreWasSeenGrowingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.StoreWasSeenGrowing);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(AnalyzeFile);
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Options.AdditionalFiles.Any(CensusFile.Files.Include))
                return;
            var judge = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken);
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            start.RegisterSymbolAction(
                RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeType(symbol, (INamedTypeSymbol)symbol.Symbol, judge, bounds)),
                SymbolKind.NamedType);
        });
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context)
    {
        if (!CensusFile.Files.Include(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        var file = new PolicyFile(context.AdditionalFile.Path, text);
        if (CensusFile.Of(file).Fault is { } fault)
            context.Report(Diagnostic.Create(
                RuleCatalog.StoreWasSeenGrowing,
                file.LocationOf(new TextSpan(0, 0)),
                $"'{Path.GetFileName(file.Path)}'",
                fault));
    }

    /// <summary>
    /// Whether something keeps an object of the type for good. Since this looks at all types, call it only for the few whose stores were
    /// seen growing.
    /// </summary>
    private static bool IsHeld(INamedTypeSymbol type, CompilationAnalysis evidence) => evidence.Compilation.Assembly.AllTypes()
        .SelectMany(evidence.Lifetimes.HoldersIn)
        .Any(holder => SymbolEqualityComparer.Default.Equals(holder.Held.OriginalDefinition, type));

    private static void AnalyzeType(SymbolAnalysisContext context, INamedTypeSymbol type, GrowthAnalysis judge, DocumentedBounds bounds)
    {
        var evidence = judge.Context;
        foreach (var store in StoreFinder.StaticStores(type, evidence.Facts))
        {
            if (WasSeen(store) && judge.Judge(store) is { Judgement: GrowthOutcome.Unknown } verdict)
                Report(store, $"Static '{store.Symbol.Name}'", verdict);
        }

        foreach (var store in StoreFinder.OwnInstanceStores(type, evidence.Facts))
        {
            // What lives long by the code is judged by the rules that know how long; the census looks into what does live long.
            if (WasSeen(store) && judge.Judge(store) is var verdict &&
                (verdict.Judgement == GrowthOutcome.Unknown || (verdict.Judgement == GrowthOutcome.Growing && !IsKnownToLiveLong())))
            {
                Report(store, $"'{store.Symbol.Name}' of '{type.Name}'", verdict);
            }
        }

        bool WasSeen(Store store) =>
            evidence.Seen.Of(store.Symbol) is { HasGrown: true } && bounds.Of(store.Symbol, context.CancellationToken) is null;

        bool IsKnownToLiveLong() =>
            evidence.Lifetimes.ProcessLivedAs(type) is not null || evidence.HandlerScopes.Handlers.ContainerClassOf(type) is not null ||
            IsHeld(type, evidence);

        void Report(Store store, string name, GrowthVerdict verdict) => context.Report(GrowthReport.At(
            RuleCatalog.StoreWasSeenGrowing, store, verdict, evidence, name, $"was {evidence.Seen.Of(store.Symbol)!.Clause}; it grows in {GrowthReport.Where(verdict)}, {GrowthReport.Reason(verdict)}, and it has no documented bound"));
    }
}
