using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Documents;

/// <summary>Compares what the compiler says of a document before and after a change.</summary>
internal static class NewFaults
{
    /// <summary>Whether the change brings errors or warnings that were not there.</summary>
    public static async Task<bool> AreInAsync(Document changed, SemanticModel before, CancellationToken cancellationToken)
    {
        if (await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } after)
            return true;
        var known = Faults(before, cancellationToken).ToDictionary(group => group.Key, group => group.Count());
        return Faults(after, cancellationToken).Any(group => !known.TryGetValue(group.Key, out var count) || group.Count() > count);
    }

    private static IEnumerable<IGrouping<string, Diagnostic>> Faults(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).GroupBy(diagnostic => diagnostic.Id);
}
