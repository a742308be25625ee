using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Resources.Queues;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Options;
using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.Analyzers.Rules.Handlers;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Policy;

/// <summary>
/// Writes down, where a log is written, what a check of the whole solution puts together: which classes of other projects are registered
/// here, and what would be found of the classes here if another project registers them as singletons.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SolutionRecordAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(SolutionRecord.Descriptor);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!ProjectFiles.AreRecorded(start.Options))
                return;
            var judge = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken);
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            var queues = new QueueFinder(judge.Context);
            start.RegisterSemanticModelAction(
                RecursionGuard.Guard<SemanticModelAnalysisContext>(file => RecordRegistrations(file, judge.Context)));
            start.RegisterSymbolAction(
                RecursionGuard.Guard<SymbolAnalysisContext>(symbol => RecordCandidates(symbol, judge, bounds, queues)),
                SymbolKind.NamedType);
        });
    }

    private static void RecordRegistrations(SemanticModelAnalysisContext file, CompilationAnalysis evidence)
    {
        var found = evidence.Registrations.OfOthersIn(file.SemanticModel.SyntaxTree).ToList();
        if (found.Count == 0)
            return;
        var assembly = file.SemanticModel.Compilation.AssemblyName;
        var lines = found.Select(one =>
            $"{(one.IsSingleton ? SolutionRecord.Singleton : SolutionRecord.Other)} {assembly} {one.Type.GetDocumentationCommentId()}");
        file.Report(Diagnostic.Create(
            SolutionRecord.Descriptor,
            found[0].Call.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(SolutionRecord.Registrations, string.Join("\n", lines.Distinct())),
            "Classes of other assemblies that are registered here: " +
            $"{found.Select(static one => one.Type).Distinct(SymbolEqualityComparer.Default).Count()}"));
    }

    private static void RecordCandidates(SymbolAnalysisContext context, GrowthAnalysis judge, DocumentedBounds bounds, QueueFinder queues)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var candidates = new UnregisteredStoreFinder(judge, bounds).OtherIn(type, context.CancellationToken)
            .Concat(QueuesIn(type, judge.Context, bounds, queues, context.CancellationToken))
            .Concat(ContextIsCapturedAnalyzer.IfRegistered(type, judge.Context));
        foreach (var candidate in candidates.Where(candidate => !Exclusions.Cover(candidate, context.Options)))
            context.Report(Diagnostic.Create(
                SolutionRecord.Descriptor,
                candidate.Location,
                candidate.AdditionalLocations,
                candidate.Properties
                    .SetItem(SolutionRecord.Rule, candidate.Id)
                    .SetItem(DiagnosticPropertyNames.IfSingleton, type.GetDocumentationCommentId()),
                candidate.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<Diagnostic> QueuesIn(
        INamedTypeSymbol type,
        CompilationAnalysis evidence,
        DocumentedBounds bounds,
        QueueFinder queues,
        CancellationToken cancellationToken)
    {
        var judge = new QueueAnalysis(evidence);
        return queues.HeldBy(type)
            .Where(held => bounds.Of(held.Member, cancellationToken) is null && !evidence.Lifetimes.IsLongLived(held.Member))
            .Select(held => QueueIsUnboundedAnalyzer.IfRegistered(held.Member, held.Creation, evidence, judge, isLikely: false))
            .OfType<Diagnostic>();
    }
}
