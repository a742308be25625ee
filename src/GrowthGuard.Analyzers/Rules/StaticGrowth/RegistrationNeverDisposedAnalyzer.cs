using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.StaticGrowth;

/// <summary>GG1009: reports registrations, linked token sources and started timers that are made again and again and never ended.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationNeverDisposedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.RegistrationNeverDisposed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var registrations = new LongLivedRegistrations(VerdictJudge.For(start.Compilation, start.Options, start.CancellationToken).Context);
            start.RegisterSemanticModelAction(file => Analyze(file, registrations));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, LongLivedRegistrations registrations)
    {
        foreach (var registration in registrations.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.RegistrationNeverDisposed, registration.Operation.Syntax.GetLocation(), SiteReport.Properties(registration.Operation),
                registration.Noun, Places.MemberName(registration.Operation), registration.Ending,
                registration.Owner is null ? "the runtime" : $"'{SiteReport.Text(registration.Owner.Syntax, "its owner")}'"));
    }
}
