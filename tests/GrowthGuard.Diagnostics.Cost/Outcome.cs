namespace GrowthGuard.Diagnostics.Cost;

/// <summary>What came of one promise.</summary>
/// <param name="IsKept">Null when it could not be measured here.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record Outcome(bool? IsKept, string Figures);
