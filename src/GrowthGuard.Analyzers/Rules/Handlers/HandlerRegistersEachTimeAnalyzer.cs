using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Handlers;

/// <summary>GG2004: reports what a handler registers, on each invocation, with an object that outlives it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerRegistersEachTimeAnalyzer() : HandlerAnalyzer(RuleCatalog.HandlerRegistersEachTime)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, GrowthAnalysis judge)
    {
        var registrations = new PerInvocationRegistrationFinder(judge.Context);
        start.RegisterSemanticModelAction(
            RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, registrations, judge.Context.HandlerScopes.Entries)));
    }

    private static void Analyze(
        SemanticModelAnalysisContext context,
        PerInvocationRegistrationFinder registrations,
        HandlerEntryFinder entries)
    {
        foreach (var registration in registrations.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.HandlerRegistersEachTime, registration.Operation.Syntax.GetLocation(), SiteReport.Properties(registration.Operation),
                registration.Keeper, Places.MemberName(registration.Operation), (entries.Of(registration.Handler) ??
                    registration.Handler).Name));
    }
}
