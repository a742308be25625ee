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
        start.RegisterSymbolAction(
            RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeType(symbol, judge, services)),
            SymbolKind.NamedType);
        start.RegisterSemanticModelAction(
            RecursionGuard.Guard<SemanticModelAnalysisContext>(file => AnalyzeFile(file, judge.Context, escaping)));
    }

    private static void AnalyzeType(SymbolAnalysisContext context, GrowthAnalysis judge, CaptiveDependencyFinder services)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var kept in judge.Context.HandlerScopes.Kept.In(type).Where(kept => kept.IsContext))
            context.Report(Keeps(kept, judge.Context));
        foreach (var found in LongLivedStoreFinder.In(type, judge.Context, store => judge.Context.HandlerScopes.Types.HoldContexts(store.Type)))
        {
            var verdict = judge.Judge(found.Store);
            if (verdict.Judgement == GrowthOutcome.Growing && found.IsLongLived)
                context.Report(GrowthReport.At(RuleCatalog.ContextIsCaptured, found.Store, verdict, judge.Context, found.Name, "collects", ContextIn(found.Store.Type, judge.Context).Name, Invocation));
        }

        foreach (var (parameter, role) in services.In(type))
            context.Report(Diagnostic.Create(
                RuleCatalog.ContextIsCaptured, parameter.Locations[0], ImmutableDictionary<string, string?>.Empty.Add(DiagnosticPropertyNames.Symbol, type.GetDocumentationCommentId()),
                $"{char.ToUpperInvariant(role[0])}{role.Substring(1)} '{type.Name}'", "is injected with", parameter.Type.Name, Scope));
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, CompilationAnalysis evidence, ContextEscapeFinder escaping)
    {
        foreach (var kept in evidence.HandlerScopes.Kept.Captured(context.SemanticModel).Where(kept => kept.IsContext))
            context.Report(Keeps(kept, evidence));
        foreach (var (use, work) in escaping.In(context.SemanticModel))
            context.Report(Diagnostic.Create(RuleCatalog.ContextIsCaptured, use.Syntax.GetLocation(), SiteReport.Properties(use), work, "uses", SiteReport.Text(use.Syntax, "a context"), Invocation));
    }

    private static Diagnostic Keeps(RetainedState kept, CompilationAnalysis evidence) => RetentionReport.Create(
        RuleCatalog.ContextIsCaptured, kept, evidence, RetentionReport.NameOf(kept, evidence), "keeps", SiteReport.Text(kept.Givings[0].Value.Syntax, "a context"), Invocation + (evidence.HandlerScopes.Entries.Of(kept.Handler) is { } handler ? $" of '{handler.Name}'" : "") + MeanwhileOf(kept));

    private static string MeanwhileOf(RetainedState kept) => kept switch
    {
        { IsReset: false } => "",
        { Symbol: IFieldSymbol { Type.Name: "AsyncLocal" } or IPropertySymbol { Type.Name: "AsyncLocal" } } => "; it is reset at the end, but work that was started meanwhile goes on with it",
        _ => "; it is reset at the end, but invocations that run side by side see it until then",
    };

    private static ITypeSymbol ContextIn(ITypeSymbol collection, CompilationAnalysis evidence) =>
        evidence.HandlerScopes.Types.ContextIn(collection) ?? collection;
}
