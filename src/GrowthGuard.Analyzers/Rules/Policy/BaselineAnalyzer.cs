using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Rules.Policy;

/// <summary>
/// GG5001: reports the lines of baselines that match nothing, where they stand: those that are not understood or say the same again,
/// and those that accept more findings than there are.
/// </summary>
/// <remarks>
/// All findings of a compilation are made when its last action runs. What this compilation does not find, another may: lines of a
/// file above the project, and of a project with several target frameworks, are for the tool to judge, which sees all compilations.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaselineAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.BaselineIsOutOfDate);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
#pragma warning disable RS1013 // a compilation action without a start would run before the actions of other rules, not after them
        context.RegisterCompilationStartAction(static start => start.RegisterCompilationEndAction(static end =>
        {
            var baseline = Baseline.Of(end.Options, end.CancellationToken);
            foreach (var file in BaselineFile.Files.Read(end.Options, end.CancellationToken))
            {
                foreach (var ((span, line, fault), addition) in PolicyFile.Limit(Faults(end, baseline, file)))
                    end.Report(Diagnostic.Create(
                        RuleCatalog.BaselineIsOutOfDate, file.LocationOf(file.TrimmedSpan(span)), line.Text, fault + addition));
            }
        }));
#pragma warning restore RS1013
    }

    private static IEnumerable<(TextSpan Span, BaselineLine Line, string Fault)> Faults(
        CompilationAnalysisContext context, Baseline baseline, PolicyFile file)
    {
        var made = ReportedFindings.In(context.Compilation);
        var isWhole = ProjectFiles.Own(file.Path, context.Options) && !ProjectFiles.AreOfSeveralFrameworks(context.Options);
        var seen = new HashSet<(string Rule, string Symbol)>();
        foreach (var (span, line) in BaselineFile.Of(file).Lines)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (line.Error is not null)
                yield return (span, line, line.Error);
            else if (!seen.Add(line.Key))
                yield return (span, line, BaselineLine.SaidBefore);
            else if (isWhole && made.CountOf(line.Key) is var left && left < baseline.CountOf(line.Key) &&
                RuleSwitches.AreOn(line.Key, context))
                yield return (span, line, BaselineLine.Stale(left));
        }
    }
}
