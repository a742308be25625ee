namespace GrowthGuard.Tool.Findings;

/// <summary>A suppression in SARIF's terms: in the source, or external, which is in the baseline; with the reason that was given.</summary>
internal sealed record Suppression(string Kind, string? Justification)
{
    public const string InSource = "inSource";

    public const string External = "external";

    /// <summary>Whether it is in the baseline.</summary>
    public bool IsAccepted => Kind == External;
}
