using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>
/// Decides when a run is over, and what it says. A run ends early only with a proof of flatness: growth beyond what is allowed is ruled
/// out in every channel. It never ends early with a leak, since a cache that fills looks like one: when flatness could not be proven
/// within the budget, as many invocations again must show growth that is beyond what is allowed all along and does not slow down.
/// The same series always gives the same decision.
/// </summary>
internal sealed class FlatOrConfirm(JudgeOptions options)
{
    private readonly Limits _limits = new(options.ExpectedBounds);

    /// <summary>The last sample at which a store with a bound was filling; batches before it do not count against the budget.</summary>
    private int _filledAt;

    /// <summary>Judges a series after each batch.</summary>
    /// <param name="series">The series so far; the first sample was taken before the first invocation.</param>
    /// <returns>The decision, or null when the run must go on.</returns>
    public Decision? Judge(MemorySeries series)
    {
        var now = series.Samples.Count - 1;
        if (series.Roots.FirstOrDefault(root => _limits.Of(root.Root) is { } limit && root.Counts[now] > limit) is { } over)
        {
            return new Decision(Verdict.Leak, 0) { OverBound = over };
        }

        if (now < options.WarmUp + options.Window)
        {
            return null;
        }

        var window = now - options.Window;
        if (IsProvenFlat(series, window))
        {
            return new Decision(Verdict.Flat, window);
        }

        if (series.Roots.FirstOrDefault(root => IsFilling(root, window, now)) is { } filling)
        {
            _filledAt = now;
            if (now >= options.Length && now + BatchesToFill(filling, window, now) + options.Length > options.Most)
            {
                return new Decision(Verdict.Decaying, window) { Filling = filling };
            }
        }

        var confirmed = _filledAt + options.Length;
        return now < confirmed ? null : Confirm(series, confirmed - options.Confirmation);
    }

    /// <summary>What the channels and roots say over the second half of a run that could not be proven flat.</summary>
    private Decision Confirm(MemorySeries series, int from)
    {
        var verdicts = options.Allowed
            .Where(channel => series.Has(channel.Key))
            .Select(channel => Confirm(start => series.Values(channel.Key, start), from, channel.Value))
            .Concat(CountedRoots(series).Select(root => Confirm(root.Values, from, JudgeOptions.AllowedCount)))
            .Where(verdict => verdict != Verdict.Flat)
            .DefaultIfEmpty(Verdict.Flat);

        // A leak beats everything; then what says most about how to go on.
        return new Decision(verdicts.Min(), from);
    }

    /// <summary>Ups and downs have the whole run since the warm-up to show that their limits do not move.</summary>
    private Verdict Confirm(Func<int, double[]> values, int from, double allowed)
    {
        var verdict = JudgedCurve.Verdict(values(from), allowed * options.Batch);
        return verdict is Verdict.Rare or Verdict.Noisy && new Curve(values(options.WarmUp), allowed * options.Batch).IsProvenSawTooth ? Verdict.Flat : verdict;
    }

    private bool IsProvenFlat(MemorySeries series, int from) =>
        options.Allowed.All(channel => !series.Has(channel.Key) || IsProvenFlat(series.Values(channel.Key, from), channel))
        && CountedRoots(series).All(root => new Curve(root.Values(from), JudgeOptions.AllowedCount * options.Batch).EndsWithinAllowed);

    /// <summary>Counts are exact and move in steps: where they end is all there is to say of them.</summary>
    private bool IsProvenFlat(double[] values, KeyValuePair<Channel, double> channel)
    {
        var curve = new Curve(values, channel.Value * options.Batch);
        return channel.Key.IsBytes() ? curve.IsProvenFlat : curve.EndsWithinAllowed;
    }

    /// <summary>Roots that have a part in the decision: all but those that are documented to grow, and those that have a channel of their own.</summary>
    private static IEnumerable<RootSeries> CountedRoots(MemorySeries series) =>
        series.Roots.Where(root => !root.Root.IsUnbounded && root.Root.Kind is not (StoreKind.Timers or StoreKind.Assemblies));

    private bool IsFilling(RootSeries root, int from, int to) => _limits.Of(root.Root) is not null && Rate(root, from, to) >= JudgeOptions.AllowedCount * options.Batch;

    private double BatchesToFill(RootSeries root, int from, int to) => (_limits.Of(root.Root)!.Value - root.Counts[to]) / Rate(root, from, to);

    private static double Rate(RootSeries root, int from, int to) => (double)(root.Counts[to] - root.Counts[from]) / (to - from);
}
