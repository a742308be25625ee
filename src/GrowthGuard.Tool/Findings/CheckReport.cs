using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Findings;

/// <summary>Everything that the outputs show of one check.</summary>
/// <param name="Findings">Each finding once.</param>
/// <param name="Sources">What was looked at: full paths of projects, or of logs.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Mode">The severities of the rules.</param>
internal sealed record CheckReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Sources, TimeSpan Duration, PolicyMode Mode)
{
    /// <summary>What one of <see cref="Sources"/> is called.</summary>
    public string Noun { get; init; } = "project";

    /// <summary>What is shown: all but the suppressed.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Suppression is null);

    public IEnumerable<Finding> Violations => Findings.Where(finding => finding.IsViolation);
}
