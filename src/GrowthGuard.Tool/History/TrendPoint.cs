namespace GrowthGuard.Tool.History;

/// <summary>What a commit did to a rate: the median of all runs that were made of it.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="At">When it was measured first.</param>
/// <param name="Rate">The rate, with the verdict of the last run.</param>
internal sealed record TrendPoint(string Commit, DateTimeOffset At, HistoryRate Rate);
