using GrowthGuard.Analyzers;

namespace GrowthGuard.Tool.Findings;

/// <summary>Everything that the outputs show of one check.</summary>
internal sealed record CheckReport(IReadOnlyList<Finding> Findings, int ProjectCount, TimeSpan Duration, PolicyMode Mode)
{
    /// <summary>What is shown: all but the suppressed.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Suppression is null);

    public IEnumerable<Finding> Violations => Findings.Where(finding => finding.IsViolation);
}
