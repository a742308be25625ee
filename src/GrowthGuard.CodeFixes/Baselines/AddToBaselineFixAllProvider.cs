using System.Collections.Immutable;
using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Baselines;

/// <summary>Accepts all findings of a scope with one change of each baseline.</summary>
internal sealed class AddToBaselineFixAllProvider : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await FixAllDiagnostics.InAsync(context).ConfigureAwait(false);
        var byFile = diagnostics
            .GroupBy(found => BaselineDocument.Of(found.Project)?.Path)
            .Where(group => group.Key is not null)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Baseline: BaselineDocument.Of(group.First().Project)!,
                Counts: CountsOf(group.Select(found => found.Diagnostic))))
            .ToImmutableArray();
        return byFile.IsEmpty
            ? null
            : CodeAction.Create(
                AddToBaselineCodeFix.TitleOf(byFile[0].Baseline),
                token => AddAsync(context.Solution, byFile, token),
                AddToBaselineCodeFix.EquivalenceKey);
    }

    // All findings of a member are in each scope, so that their number is what its line must accept. A file in several projects
    // gives the same finding several times.
    private static ImmutableArray<((string Rule, string Symbol) Key, int Count)> CountsOf(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics
            .GroupBy(Baseline.KeyOf)
            .Where(same => same.Key is not null)
            .Select(same => (same.Key!.Value,
                same.Select(diagnostic => (diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan)).Distinct().Count()))
            .ToImmutableArray();

    private static async Task<Solution> AddAsync(
        Solution solution,
        ImmutableArray<(BaselineDocument Baseline, ImmutableArray<((string Rule, string Symbol) Key, int Count)> Counts)> byFile,
        CancellationToken cancellationToken)
    {
        foreach (var (baseline, counts) in byFile)
        {
            solution = await baseline.In(solution).ChangeAsync(
                text =>
                {
                    foreach (var (key, count) in counts)
                        text.Accept(key, Math.Max(count, text.CountOf(key)));
                },
                cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
