using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Queries.PerElement;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>GG3005: reports reads from a database that are made for each element of a sequence that nothing limits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryPerElementAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.QueryPerElement);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            var reads = new ElementReads(evidence);
            var phases = new ReadPhaseAnalysis(evidence);
            start.RegisterSemanticModelAction(RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, reads, phases)));
        });
    }

    // One loop, one finding: the first read in it, with the others as additional locations.
    private static void Analyze(SemanticModelAnalysisContext context, ElementReads reads, ReadPhaseAnalysis phases)
    {
        foreach (var loop in reads.In(context.SemanticModel).GroupBy(read => read.Element.Site.Syntax))
        {
            var calls = loop.OrderBy(read => read.Call.Syntax.SpanStart)
                .GroupBy(read => read.Call.Syntax)
                .Select(same => same.First()).ToList();
            if (phases.MayRepeat(calls[0].Call))
                context.Report(Diagnostic.Create(
                    RuleCatalog.QueryPerElement, QueryPlaces.Of(calls[0].Call), calls
                        .Skip(1)
                        .Select(read => QueryPlaces.Of(read.Call)), SiteReport.Properties(calls[0].Call),
                    calls[0].Call.TargetMethod.Name, Places.MemberName(calls[0].Call), SiteReport.Text(
                        calls[0].Element.Sequence.Syntax,
                        "a sequence"), Asked(calls[0].Call)));
        }
    }

    private static string Asked(IInvocationOperation read) =>
        read.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("System.Net.Http", StringComparison.Ordinal) == true
            ? "a service"
            : "the database";
}
