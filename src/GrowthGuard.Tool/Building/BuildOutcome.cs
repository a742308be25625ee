using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Building;

/// <summary>How the build ended: whether it succeeded, its distinct errors, and the end of its output.</summary>
internal sealed record BuildOutcome(bool Succeeded, IReadOnlyList<BuildError> Errors, IReadOnlyCollection<string> LastLines)
{
    /// <summary>Whether the only errors are ours, which a user's configuration can ask for: then there is a verdict all the same.</summary>
    public bool FailedOverFindingsOnly =>
        !Succeeded && Errors.Count > 0 && Errors.All(error => RuleCatalog.All.Any(rule => rule.Id == error.Code));
}
