using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Resources.Metrics;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>GG1012: reports names, tags and labels of metrics that come from the data of invocations.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricFromDataAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.MetricFromData);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            if (!evidence.HandlerScopes.Handlers.MayExist)
                return;
            var values = new MetricValueFinder(evidence);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file =>
            {
                foreach (var value in values.In(file.SemanticModel))
                    file.Report(Create(value, evidence.HandlerScopes.Entries.Of(value.Handler)?.Name));
            }));
        });
    }

    private static Diagnostic Create(MetricValue value, string? handler) => Diagnostic.Create(
        RuleCatalog.MetricFromData, value.Value.Syntax.GetLocation(), SiteReport.Properties(value.Call), $"{value.Call.TargetMethod.ContainingType.Name}.{value.Call.TargetMethod.Name}",
        SiteReport.Text(value.Value.Syntax, "an expression"), handler is null ? "an invocation" : $"each invocation of '{handler}'");
}
