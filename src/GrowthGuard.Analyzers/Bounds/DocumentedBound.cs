namespace GrowthGuard.Analyzers.Bounds;

/// <summary>The bound that a declaration documents: a number, a reason, or both.</summary>
/// <param name="maximum">The largest number of entries, or <see langword="null"/> when only a reason is given.</param>
/// <param name="reason">What enforces the bound or why none is needed, or <see langword="null"/>.</param>
internal sealed class DocumentedBound(long? maximum, string? reason)
{
    public long? Maximum { get; } = maximum;

    public string? Reason { get; } = reason;
}
