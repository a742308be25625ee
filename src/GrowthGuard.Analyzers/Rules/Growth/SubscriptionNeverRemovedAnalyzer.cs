using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Resources.Events;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1007: reports subscriptions to events that live as long as the process, made again and again and never removed. Static events
/// and delegates of the compilation are reported where they are declared, others where they are subscribed to.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SubscriptionNeverRemovedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.SubscriptionNeverRemoved);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var subscriptions = new SubscriptionAnalysis(GrowthAnalysis.For(
                start.Compilation,
                start.Options,
                start.CancellationToken).Context);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => AnalyzeFile(file, subscriptions)));
            start.RegisterSymbolAction(
                RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeMember(symbol, subscriptions)),
                SymbolKind.Event,
                SymbolKind.Field,
                SymbolKind.Property);
        });
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, SubscriptionAnalysis subscriptions)
    {
        foreach (var subscription in subscriptions.In(context.SemanticModel).Where(subscriptions.PilesUp))
            context.Report(Create(
                subscription.Operation.Syntax.GetLocation(), ImmutableArray<Location>.Empty, SiteReport.Properties(subscription.Operation), subscription, others: 0));
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, SubscriptionAnalysis subscriptions)
    {
        var member = context.Symbol;
        if (!subscriptions.IsOwnStatic(member) || (member is not IEventSymbol && !Subscription.IsDelegate(member)))
            return;
        var pilingUp = subscriptions
            .PilingUp(member)
            .OrderBy(subscription => subscription.Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(subscription => subscription.Operation.Syntax.SpanStart).ToList();
        if (pilingUp.Count > 0)
            context.Report(Create(
                member.Locations[0], pilingUp.Select(
                    subscription => subscription.Operation.Syntax.GetLocation()), ImmutableDictionary<string, string?>.Empty.Add(
                        DiagnosticPropertyNames.Symbol,
                        member.GetDocumentationCommentId()), pilingUp[0], pilingUp.Count - 1));
    }

    private static Diagnostic Create(
        Location location,
        IEnumerable<Location> sites,
        ImmutableDictionary<string, string?> properties,
        Subscription subscription,
        int others) => Diagnostic.Create(
        RuleCatalog.SubscriptionNeverRemoved, location, sites, properties,
        $"{subscription.Target.Member.ContainingType.Name}.{subscription.Target.Member.Name}",
        $"'{Places.MemberName(subscription.Operation)}'" +
        (others == 0 ? " subscribes" : others == 1 ? " and 1 other place subscribe" : $" and {others} other places subscribe"),
        subscription.Handler is null ? "a lambda" : $"'{subscription.Handler.Name}'");
}
