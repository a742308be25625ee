using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>GG2005: reports clients, service providers, caches and serializer options that a handler makes on each invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientIsMadePerInvocationAnalyzer() : HandlerAnalyzer(RuleCatalog.ClientIsMadePerInvocation)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge)
    {
        var clients = new PerInvocationClientFinder(judge.Context);
        start.RegisterSemanticModelAction(
            RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, clients, judge.Context)));
    }

    private static void Analyze(SemanticModelAnalysisContext context, PerInvocationClientFinder clients, CompilationAnalysis evidence)
    {
        var entries = evidence.HandlerScopes.Entries;
        foreach (var (creation, handler) in clients.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.ClientIsMadePerInvocation,
                creation.Syntax.GetLocation(),
                SiteReport.Properties(creation),
                creation.Type?.Name ?? "it",
                When(entries.Of(handler) ?? handler, evidence),
                Advice(creation)));
    }

    // The work of a hosted service is no invocation.
    private static string When(Handler handler, CompilationAnalysis evidence) =>
        handler.Function.ContainingType is { } type && evidence.Facts.Has(FactKind.ProcessLived, type)
            ? $"in each turn of the loop in '{handler.Name}'"
            : $"on each invocation of '{handler.Name}'";

    // What is changed here or handed to others may carry one tenant's credentials: kept as it is, it would send them with the requests of
    // all.
    private static string Advice(IOperation creation) => creation switch
    {
        { Type.Name: "MemoryCache" or "IMemoryCache" } =>
            "a cache of one invocation finds nothing; one that is kept needs keys that tell whose entries they are",
        _ when ClientUses.LeaveAsItWas(creation) => "make it once and keep it",
        _ => "keep one, and give to each call what belongs to its invocation",
    };
}
