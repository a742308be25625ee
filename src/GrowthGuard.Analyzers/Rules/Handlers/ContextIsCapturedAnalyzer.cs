using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>
/// GG2003: reports contexts of invocations that something longer-lived keeps or uses: fields, variables and collections, work that goes on
/// afterwards, and singletons that a service of one scope is injected into.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextIsCapturedAnalyzer() : HandlerAnalyzer(RuleCatalog.ContextIsCaptured)
{
    private const string Invocation = "invocation";
    private const string Scope = "scope";

    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge)
    {
        var escaping = new ContextEscapeFinder(judge.Context);
        var services = new CaptiveDependencyFinder(judge.Context);
        var resolved = new KeptScopedServiceFinder(judge.Context);
        start.RegisterSymbolAction(
            RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeType(symbol, judge, services, resolved)),
            SymbolKind.NamedType);
        start.RegisterSemanticModelAction(
            RecursionGuard.Guard<SemanticModelAnalysisContext>(file => AnalyzeFile(file, judge.Context, escaping, resolved)));
    }

    private static void AnalyzeType(
        SymbolAnalysisContext context,
        GrowthAnalysis judge,
        CaptiveDependencyFinder services,
        KeptScopedServiceFinder resolved)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var contexts = judge.Context.HandlerScopes.Kept.In(type).Where(static kept => kept.IsContext).ToList();
        foreach (var kept in contexts)
            context.Report(Keeps(kept, judge.Context));
        foreach (var found in LongLivedStoreFinder.In(
            type,
            judge.Context,
            store => judge.Context.HandlerScopes.Types.HoldContexts(store.Type)))
        {
            var verdict = judge.Judge(found.Store);
            if (verdict.Judgement == GrowthOutcome.Growing && found.IsLongLived)
                context.Report(GrowthReport.At(
                    RuleCatalog.ContextIsCaptured,
                    found.Store,
                    verdict,
                    judge.Context,
                    found.Name,
                    "collects",
                    ContextIn(found.Store.Type, judge.Context).Name,
                    Invocation));
        }

        foreach (var (parameter, role) in services.In(type))
            context.Report(Diagnostic.Create(
                RuleCatalog.ContextIsCaptured, parameter.Locations[0], ImmutableDictionary<string, string?>.Empty.Add(
                    DiagnosticPropertyNames.Symbol,
                    type.GetDocumentationCommentId()),
                NameOf(type, role), "is injected with", parameter.Type.Name, Scope));
        foreach (var (member, service, role) in resolved
            .In(type)
            .Where(found => !contexts.Any(kept => SymbolEqualityComparer.Default.Equals(kept.Symbol, found.Member))))
            context.Report(Diagnostic.Create(
                RuleCatalog.ContextIsCaptured, member.Locations[0], ImmutableDictionary<string, string?>.Empty.Add(
                    DiagnosticPropertyNames.Symbol,
                    member.GetDocumentationCommentId()),
                NameOf(type, role), "keeps", service.Name, Scope));
    }

    /// <summary>What a class keeps of invocations if another project registers it as a singleton.</summary>
    internal static IEnumerable<Diagnostic> IfRegistered(INamedTypeSymbol type, CompilationAnalysis evidence) =>
        evidence.HandlerScopes.Handlers.MayExist && evidence.Lifetimes.MayBeSingletonElsewhere(type)
            ? evidence.HandlerScopes.Kept.IfSingleton(type).Where(static kept => kept.IsContext).Select(kept => Keeps(kept, evidence))
            : [];

    private static string NameOf(INamedTypeSymbol type, string role) =>
        $"{char.ToUpperInvariant(role[0])}{role.Substring(1)} '{type.Name}'";

    private static void AnalyzeFile(
        SemanticModelAnalysisContext context,
        CompilationAnalysis evidence,
        ContextEscapeFinder escaping,
        KeptScopedServiceFinder resolved)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.Captured(context.SemanticModel).Where(kept => kept.IsContext))
            context.Report(Keeps(kept, evidence));
        foreach (var (use, work) in escaping.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.ContextIsCaptured,
                use.Syntax.GetLocation(),
                SiteReport.Properties(use),
                work,
                "uses",
                SiteReport.Text(use.Syntax, "a context"),
                Invocation));
        foreach (var (call, service) in resolved.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.ContextIsCaptured, call.Syntax.GetLocation(), SiteReport.Properties(call), $"The endless loop in '{Places.MemberName(call)}'", "saves with one and the same", service.Name, Scope));
    }

    private static Diagnostic Keeps(RetainedState kept, CompilationAnalysis evidence) => RetentionReport.Create(
        RuleCatalog.ContextIsCaptured, kept, evidence, RetentionReport.NameOf(kept, evidence), "keeps", SiteReport.Text(
            kept.Givings[0].Value.Syntax,
            "a context"), Invocation + (evidence.HandlerScopes.Entries.Of(kept.Handler) is { } handler ? $" of '{handler.Name}'" : "") +
                MeanwhileOf(kept));

    private static string MeanwhileOf(RetainedState kept) => kept switch
    {
        { IsReset: false } => "",
        { FlowsWithInvocation: true } =>
            "; it is reset at the end, but work that was started meanwhile goes on with it",
        _ => "; it is reset at the end, but invocations that run side by side see it until then",
    };

    private static ITypeSymbol ContextIn(ITypeSymbol collection, CompilationAnalysis evidence) =>
        evidence.HandlerScopes.Types.ContextIn(collection) ?? collection;
}
