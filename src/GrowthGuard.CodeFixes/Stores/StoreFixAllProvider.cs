using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>
/// Mends one store after the other, each in the solution that the one before left. Two stores often grow in the same method or
/// need the same new file, so that changes made side by side could not be merged.
/// </summary>
internal sealed class StoreFixAllProvider(ImmutableArray<StoreFix> fixes) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (fixes.FirstOrDefault(fix => fix.EquivalenceKey == context.CodeActionEquivalenceKey) is not { } fix)
            return null;
        var diagnostics = (await FixAllDiagnostics.InAsync(context).ConfigureAwait(false)).Select(found => found.Diagnostic).ToImmutableArray();
        return diagnostics.IsEmpty ? null : CodeAction.Create(fix.FixAllTitle, cancellationToken => FixAsync(fix, context.Solution, diagnostics, cancellationToken), fix.EquivalenceKey);
    }

    private static async Task<Solution> FixAsync(StoreFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var (current, stores) = await MarkedStore.MarkAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var marked in stores)
        {
            if (await marked.FindAsync(current, cancellationToken).ConfigureAwait(false) is { } store &&
                await fix.PrepareAsync(store, cancellationToken).ConfigureAwait(false) is { } change)
                current = await change(cancellationToken).ConfigureAwait(false);
        }

        return current;
    }
}
