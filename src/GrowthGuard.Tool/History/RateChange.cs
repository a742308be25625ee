namespace GrowthGuard.Tool.History;

/// <summary>A commit since which a rate is another.</summary>
/// <param name="Since">The first with the new rate.</param>
/// <param name="Before">Growth per invocation before.</param>
/// <param name="After">Growth per invocation from then on.</param>
internal sealed record RateChange(TrendPoint Since, double Before, double After);
