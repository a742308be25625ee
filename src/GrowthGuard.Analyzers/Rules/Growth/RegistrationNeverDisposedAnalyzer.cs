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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.RegistrationNeverDisposed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var registrations = new UndisposedRegistrationFinder(GrowthAnalysis.For(
                start.Compilation,
                start.Options,
                start.CancellationToken).Context);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, registrations)));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, UndisposedRegistrationFinder registrations)
    {
        foreach (var registration in registrations.In(context.SemanticModel))
            context.Report(Create(registration));
    }

    private static Diagnostic Create(UndisposedRegistration registration)
    {
        var rule = RuleCatalog.RegistrationNeverDisposed;
        var properties = SiteReport.Properties(registration.Operation);
        object[] arguments = [registration.Noun, Places.MemberName(registration.Operation), registration.Ending, Keeper(registration)];

        // The caller may have made the token for this one call.
        return registration.Lifetime == OwnerLifetime.OfCaller
            ? Diagnostic.Create(
                rule,
                registration.Operation.Syntax.GetLocation(),
                DiagnosticSeverity.Info,
                null,
                properties.Add(DiagnosticPropertyNames.IsInformation, "true"),
                arguments)
            : Diagnostic.Create(rule, registration.Operation.Syntax.GetLocation(), properties, arguments);
    }

    private static string Keeper(UndisposedRegistration registration)
    {
        var keeper = registration.Owner is { Syntax: var syntax } ? $"'{SiteReport.Text(syntax, "its owner")}'" : "the runtime";
        return registration.Lifetime switch
        {
            OwnerLifetime.Process => $"{keeper} keeps it until the process ends",
            OwnerLifetime.Longer => $"{keeper} keeps it, and all others that are made so, as long as its source lives",
            _ => $"{keeper} keeps it as long as its source lives",
        };
    }
}
