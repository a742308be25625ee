using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Resources.Queues;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1006: reports queues that take a capacity, have none, live as long as the process and are written to in the steady state.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueueIsUnboundedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.QueueIsUnbounded);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            var finder = new QueueFinder(evidence);
            var judge = new QueueAnalysis(evidence);
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            start.RegisterSymbolAction(
                RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeMembers(symbol, evidence, finder, judge, bounds)),
                SymbolKind.NamedType);
            start.RegisterSemanticModelAction(
                RecursionGuard.Guard<SemanticModelAnalysisContext>(model => AnalyzeRegistrations(model, finder, judge)));
        });
    }

    private static void AnalyzeMembers(
        SymbolAnalysisContext context,
        CompilationAnalysis evidence,
        QueueFinder finder,
        QueueAnalysis judge,
        DocumentedBounds bounds)
    {
        foreach (var (member, creation) in finder.HeldBy((INamedTypeSymbol)context.Symbol))
        {
            if (bounds.Of(member, context.CancellationToken) is not null)
                continue;
            if (evidence.Lifetimes.IsLongLived(member) && judge.GrowthOf(member) is { IsEmpty: false } writes)
                context.Report(Create(member.Locations[0], creation, writes, $"'{member.Name}'", Properties(member)));
            else if (IfRegistered(member, creation, evidence, judge, isLikely: true) is { } found)
                context.Report(found);
        }

        foreach (var (member, creation) in finder.ElementsOf((INamedTypeSymbol)context.Symbol))
        {
            if (creation.Type is { } queue && bounds.Of(member, context.CancellationToken) is null &&
                evidence.Lifetimes.IsLongLived(member) && judge.GrowthInside(member.ContainingType, queue) is { IsEmpty: false } writes)
                context.Report(Create(
                    creation.Syntax.GetLocation(),
                    creation,
                    writes,
                    $"'{queue.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' in '{member.Name}'",
                    Properties(member)));
        }

        // Other objects of the class may be short-lived: the field that keeps this one is to blame.
        foreach (var holder in finder
            .HoldersIn((INamedTypeSymbol)context.Symbol)
            .Where(holder => bounds.Of(holder.Symbol, context.CancellationToken) is null))
        {
            var held = new QueueAnalysis(evidence, holder);
            foreach (var (member, creation) in finder.HeldBy(holder.Held.OriginalDefinition))
            {
                if (bounds.Of(member, context.CancellationToken) is null && !evidence.Lifetimes.IsLongLived(member) &&
                    held.GrowthOf(member) is { IsEmpty: false } writes)
                    context.Report(Create(
                        holder.Symbol.Locations[0],
                        creation,
                        writes,
                        $"'{member.Name}' of the '{holder.Held.Name}' held by '{holder.Symbol.Name}'",
                        Properties(holder.Symbol)));
            }
        }
    }

    /// <summary>
    /// The finding on a queue of a class that another project may register as a singleton: likely where it is named as a service.
    /// </summary>
    internal static Diagnostic? IfRegistered(
        ISymbol member,
        IOperation creation,
        CompilationAnalysis evidence,
        QueueAnalysis judge,
        bool isLikely)
    {
        var type = member.ContainingType;
        return !member.IsStatic && evidence.Lifetimes.IsNamedAsService(type) == isLikely &&
            evidence.Lifetimes.MayBeSingletonElsewhere(type) && judge.GrowthOf(member) is { IsEmpty: false } writes
                ? Create(
                    member.Locations[0],
                    creation,
                    writes,
                    $"'{member.Name}' of '{type.Name}'{SolutionRecord.Condition}",
                    Properties(member).Add(DiagnosticPropertyNames.IfSingleton, type.GetDocumentationCommentId()),
                    DiagnosticSeverity.Info)
                : null;
    }

    private static ImmutableDictionary<string, string?> Properties(ISymbol symbol) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticPropertyNames.Symbol, symbol.GetDocumentationCommentId());

    private static void AnalyzeRegistrations(SemanticModelAnalysisContext context, QueueFinder finder, QueueAnalysis judge)
    {
        foreach (var creation in finder.RegisteredIn(context.SemanticModel.SyntaxTree))
        {
            if (creation.Type is { } type && judge.GrowthOfRegistered(type) is { IsEmpty: false } writes)
                context.Report(Create(
                    creation.Syntax.GetLocation(),
                    creation,
                    writes,
                    $"'{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
                    SiteReport.Properties(creation)));
        }
    }

    // The first additional location is the creation, which the fix changes; the writers follow.
    private static Diagnostic Create(
        Location location,
        IOperation creation,
        ImmutableArray<IOperation> writes,
        string name,
        ImmutableDictionary<string, string?> properties,
        DiagnosticSeverity severity = DiagnosticSeverity.Warning) => Diagnostic.Create(
        RuleCatalog.QueueIsUnbounded,
        location,
        severity,
        writes.Select(write => write.Syntax.GetLocation()).Prepend(creation.Syntax.GetLocation()),
        properties,
        name,
        Places.Of(writes));
}
