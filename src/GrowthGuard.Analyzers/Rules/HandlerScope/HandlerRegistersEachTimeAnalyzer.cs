using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2004: reports what a handler registers, on each invocation, with an object that outlives it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerRegistersEachTimeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.HandlerRegistersEachTime);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = VerdictJudge.For(start.Compilation, start.Options, start.CancellationToken).Context;
            if (!evidence.HandlerScopes.Handlers.MayExist)
                return;
            var registrations = new HandlerRegistrations(evidence);
            start.RegisterSemanticModelAction(file => Analyze(file, registrations));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, HandlerRegistrations registrations)
    {
        foreach (var registration in registrations.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.HandlerRegistersEachTime, registration.Operation.Syntax.GetLocation(), SiteReport.Properties(registration.Operation),
                registration.Keeper, Places.MemberName(registration.Operation), registration.Handler.Name));
    }
}
