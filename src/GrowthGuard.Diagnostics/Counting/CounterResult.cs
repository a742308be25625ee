namespace GrowthGuard.Diagnostics.Counting;

/// <summary>How one call of a counter ended.</summary>
internal readonly record struct CounterResult(CounterState State, long? Count, string? Error, TimeSpan Duration);
