using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>Mends one site after the other.</summary>
internal sealed class SiteFixAllProvider(ImmutableArray<SiteFix> fixes) : OneByOneFixAllProvider<SiteFix>
{
    protected override (SiteFix Fix, string Title)? Find(string equivalenceKey) =>
        fixes.FirstOrDefault(fix => fix.EquivalenceKey == equivalenceKey) is { } found ? (found, found.Title) : null;

    protected override Task<Solution> FixAsync(SiteFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        SiteChange.OfPossibleAsync(fix, solution, diagnostics, cancellationToken);
}
