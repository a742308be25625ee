namespace GrowthGuard.Tool.Loading;

/// <summary>One iteration: what was sent, and memory before and after it.</summary>
internal sealed record Iteration(IterationLoad Load, MemoryReading Before, MemoryReading After);
