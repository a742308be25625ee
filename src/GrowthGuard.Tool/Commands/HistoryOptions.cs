namespace GrowthGuard.Tool.Commands;

/// <summary>Where verdicts are kept.</summary>
/// <param name="File">The history to which a line is added for each verdict; none when null.</param>
/// <param name="Commit">What is measured; the commit that is checked out when null.</param>
internal sealed record HistoryOptions(string? File = null, string? Commit = null);
