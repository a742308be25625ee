using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2004: reports what a handler registers, on each invocation, with an object that outlives it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerRegistersEachTimeAnalyzer() : HandlerScopeAnalyzer(RuleCatalog.HandlerRegistersEachTime)
{
    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext start, VerdictJudge judge)
    {
        var registrations = new HandlerRegistrations(judge.Context);
        start.RegisterSemanticModelAction(file => Analyze(file, registrations, judge.Context.HandlerScopes.Entries));
    }

    private static void Analyze(SemanticModelAnalysisContext context, HandlerRegistrations registrations, HandlerEntries entries)
    {
        foreach (var registration in registrations.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.HandlerRegistersEachTime, registration.Operation.Syntax.GetLocation(), SiteReport.Properties(registration.Operation),
                registration.Keeper, Places.MemberName(registration.Operation), (entries.Of(registration.Handler) ?? registration.Handler).Name));
    }
}
