using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>Mends one site after the other, each in the solution that the one before left: two of them often change the same member.</summary>
internal sealed class SiteFixAllProvider(ImmutableArray<SiteFix> fixes) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (fixes.FirstOrDefault(fix => fix.EquivalenceKey == context.CodeActionEquivalenceKey) is not { } fix)
            return null;
        var diagnostics = (await FixAllDiagnostics.InAsync(context).ConfigureAwait(false)).Select(found => found.Diagnostic).ToImmutableArray();
        return diagnostics.IsEmpty ? null : CodeAction.Create(fix.Title, cancellationToken => FixAsync(fix, context.Solution, diagnostics, cancellationToken), fix.EquivalenceKey);
    }

    private static async Task<Solution> FixAsync(SiteFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        await SiteChange.OfPossibleAsync(fix, solution, diagnostics, cancellationToken).ConfigureAwait(false);
}
