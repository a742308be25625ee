using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
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
            RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, clients, judge.Context.HandlerScopes.Entries)));
    }

    private static void Analyze(SemanticModelAnalysisContext context, PerInvocationClientFinder clients, HandlerEntryFinder entries)
    {
        foreach (var (creation, handler) in clients.In(context.SemanticModel))
            context.Report(Diagnostic.Create(RuleCatalog.ClientIsMadePerInvocation, creation.Syntax.GetLocation(), SiteReport.Properties(creation), creation.Type?.Name ?? "it", (entries.Of(handler) ?? handler).Name, Advice(creation)));
    }

    // What is changed here or handed to others may carry one tenant's credentials: kept as it is, it would send them with the requests of all.
    private static string Advice(IOperation creation) => creation switch
    {
        { Type.Name: "MemoryCache" or "IMemoryCache" } => "a cache of one invocation finds nothing; one that is kept needs keys that tell whose entries they are",
        _ when ClientUses.LeaveAsItWas(creation) => "make it once and keep it",
        _ => "keep one, and give to each call what belongs to its invocation",
    };
}
