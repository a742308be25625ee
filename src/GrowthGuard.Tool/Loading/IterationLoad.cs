namespace GrowthGuard.Tool.Loading;

/// <summary>What was sent in one iteration.</summary>
/// <param name="Requests">Requests, those that failed included.</param>
/// <param name="Errors">Requests without an answer, or with one of 400 and above.</param>
/// <param name="FirstError">What the first of them was; null when there are none.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="P50">Half of the requests took less than this.</param>
/// <param name="P99">One in a hundred took longer than this.</param>
/// <param name="Worst">The longest that a request took.</param>
internal sealed record IterationLoad(
    long Requests,
    long Errors,
    string? FirstError,
    TimeSpan Duration,
    TimeSpan P50,
    TimeSpan P99,
    TimeSpan Worst)
{
    public double PerSecond => Requests / Duration.TotalSeconds;
}
