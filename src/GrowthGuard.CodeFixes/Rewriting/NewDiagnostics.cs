using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Compares what the compiler says of a document before and after a change.</summary>
internal static class NewDiagnostics
{
    /// <summary>
    /// Whether the change brings diagnostics of a severity, or a higher one, that were not there. Only this document is compiled, not what
    /// uses it.
    /// </summary>
    public static async Task<bool> AreInAsync(
        Document changed,
        Document? before,
        DiagnosticSeverity minimum,
        CancellationToken cancellationToken)
    {
        var after = await CountAsync(changed, minimum, cancellationToken).ConfigureAwait(false);
        if (after.Count == 0)
            return false;
        var known = before is null ? [] : await CountAsync(before, minimum, cancellationToken).ConfigureAwait(false);
        return after.Any(found => !known.TryGetValue(found.Key, out var count) || found.Value > count);
    }

    private static async Task<Dictionary<string, int>> CountAsync(
        Document document,
        DiagnosticSeverity minimum,
        CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? model.GetDiagnostics(cancellationToken: cancellationToken)
                .Where(diagnostic => diagnostic.Severity >= minimum)
                .GroupBy(diagnostic => diagnostic.Id)
                .ToDictionary(group => group.Key, group => group.Count())
            : [];
}
