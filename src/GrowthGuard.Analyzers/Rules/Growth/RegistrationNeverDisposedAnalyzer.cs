using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Resources.Disposables;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

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
            var registrations = new UndisposedRegistrationFinder(GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, registrations)));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, UndisposedRegistrationFinder registrations)
    {
        foreach (var registration in registrations.In(context.SemanticModel))
            context.Report(Diagnostic.Create(
                RuleCatalog.RegistrationNeverDisposed, registration.Operation.Syntax.GetLocation(), SiteReport.Properties(registration.Operation),
                registration.Noun, Places.MemberName(registration.Operation), registration.Ending,
                registration.Owner is null ? "the runtime" : $"'{SiteReport.Text(registration.Owner.Syntax, "its owner")}'"));
    }
}
