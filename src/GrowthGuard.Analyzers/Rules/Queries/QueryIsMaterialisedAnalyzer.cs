using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>GG3004: reports whole tables and other results without a limit that are held in memory in the steady state.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryIsMaterialisedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.QueryIsMaterialised);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken).Context;
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            var found = new MaterialisationFinder(evidence);
            var phases = new ReadPhaseAnalysis(evidence);
            start.RegisterSemanticModelAction(
                RecursionGuard.Guard<SemanticModelAnalysisContext>(file => Analyze(file, evidence, found, phases, bounds)));
        });
    }

    private static void Analyze(
        SemanticModelAnalysisContext context,
        CompilationAnalysis evidence,
        MaterialisationFinder found,
        ReadPhaseAnalysis phases,
        DocumentedBounds bounds)
    {
        foreach (var materialisation in found.In(context.SemanticModel))
        {
            if (materialisation.Query is { Extent: QueryExtent.All, Source: { } source } &&
                !IsDocumented(source, evidence, bounds, context.CancellationToken) && phases.MayRepeat(materialisation.Operation))
                context.Report(Diagnostic.Create(
                    RuleCatalog.QueryIsMaterialised, QueryPlaces.Of(materialisation.Operation), SiteReport.Properties(materialisation.Operation), What(materialisation.Operation), Places.MemberName(materialisation.Operation), SourceName(source, materialisation.Operation)));
        }
    }

    // A table of a documented size, or whose rows are said to be few.
    private static bool IsDocumented(
        IOperation source,
        CompilationAnalysis evidence,
        DocumentedBounds bounds,
        CancellationToken cancellationToken) =>
        source is IMemberReferenceOperation member && bounds.Of(member.Member, cancellationToken) is not null ||
        source.Type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } rows } && evidence.Facts.Has(FactKind.Bounded, rows[0]);

    private static string What(IOperation operation) => operation is IInvocationOperation call ? $"'{call.TargetMethod.Name}'" : "The loop";

    private static string SourceName(IOperation source, IOperation operation) => source switch
    {
        IMemberReferenceOperation member => $"'{member.Member.Name}'",
        IInvocationOperation call when call.IsAt(operation) => "its result",
        IInvocationOperation { TargetMethod: { TypeArguments: { Length: 1 } rows } method } => $"'{method.Name}<{rows[0].Name}>()'",
        _ => $"'{SiteReport.Text(source.Syntax, "its source")}'",
    };
}
