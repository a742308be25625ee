using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes;

/// <summary>
/// Fixes one finding after the other, each in the solution that the one before left. Two of them often change the same member or
/// need the same new file, so that changes made side by side could not be merged. Each is checked as a single fix is.
/// </summary>
internal sealed class GrowthFixAllProvider(ImmutableArray<GrowthFix> fixes) : FixAllProvider
{
    /// <summary>
    /// A decision is made for one file at a time, which its author looks at. <c>dotnet format</c> uses fixes that work for a solution, and
    /// so none of these.
    /// </summary>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        fixes.All(static fix => fix.IsDecision) ? [FixAllScope.Document] : base.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (fixes.FirstOrDefault(fix => fix.EquivalenceKey == context.CodeActionEquivalenceKey) is not { } fix)
            return null;
        var diagnostics = (await FixAllDiagnostics.InAsync(context).ConfigureAwait(false))
            .Select(found => found.Diagnostic).ToImmutableArray();
        return diagnostics.IsEmpty
            ? null
            : CodeAction.Create(
                fix.FixAllTitle,
                cancellationToken => FixAsync(fix, context.Solution, diagnostics, cancellationToken),
                fix.EquivalenceKey);
    }

    private static async Task<Solution> FixAsync(
        GrowthFix fix,
        Solution solution,
        ImmutableArray<Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        var (current, findings) = await MarkedFinding.MarkAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var marked in findings)
        {
            if (await marked.FindAsync(current, cancellationToken).ConfigureAwait(false) is { } finding &&
                await fix.MakeAsync(finding, current, cancellationToken).ConfigureAwait(false) is var (_, changed))
                current = changed;
        }

        return current;
    }
}
