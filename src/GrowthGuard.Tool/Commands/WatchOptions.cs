namespace GrowthGuard.Tool.Commands;

/// <summary>What <c>growthguard watch</c> was told.</summary>
/// <param name="Interval">The time between two readings.</param>
/// <param name="Duration">When to stop; null for when somebody stops it.</param>
/// <param name="CsvFile">Where readings are also written; null for nowhere.</param>
internal sealed record WatchOptions(TimeSpan Interval, TimeSpan? Duration, string? CsvFile);
