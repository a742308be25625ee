namespace GrowthGuard.Tool.Findings;

/// <summary>A suppression in SARIF's terms: <c>inSource</c> or <c>external</c>, with the reason that was given.</summary>
internal sealed record Suppression(string Kind, string? Justification);
