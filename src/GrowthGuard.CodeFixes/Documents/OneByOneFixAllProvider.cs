using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Documents;

/// <summary>
/// Mends one diagnostic after the other, each in the solution that the one before left. Two of them often change the same member or
/// need the same new file, so that changes made side by side could not be merged.
/// </summary>
/// <typeparam name="TFix">A way to mend.</typeparam>
internal abstract class OneByOneFixAllProvider<TFix> : FixAllProvider
    where TFix : class
{
    public sealed override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey is not { } key || Find(key) is not var (fix, title))
            return null;
        var diagnostics = (await FixAllDiagnostics.InAsync(context).ConfigureAwait(false)).Select(found => found.Diagnostic).ToImmutableArray();
        return diagnostics.IsEmpty ? null : CodeAction.Create(title, cancellationToken => FixAsync(fix, context.Solution, diagnostics, cancellationToken), key);
    }

    /// <summary>The fix of this key, and what it is called when it mends all.</summary>
    protected abstract (TFix Fix, string Title)? Find(string equivalenceKey);

    /// <summary>The solution with all mended that can be.</summary>
    protected abstract Task<Solution> FixAsync(TFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken);
}
