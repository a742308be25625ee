using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>
/// Decides when a run is over, and what it says. A run ends early only with a proof of flatness: growth beyond what is allowed is ruled
/// out in every channel. It never ends early with a leak, since a cache that fills looks like one: when flatness could not be proven
/// within the budget, as many invocations again must show growth that is beyond what is allowed all along and does not slow down.
/// The same series always gives the same decision.
/// </summary>
/// <remarks>
/// A buffer that doubles when it is full stands still between two steps, and ever longer. What stands still is flat only when it
/// has done so for more than half of all invocations: then a step of such a buffer would have come. Where that is not so yet when the
/// budget is spent, the run goes on. So it does where memory has grown in steps that double: a leak takes the next one in time, and a cache
/// that has reached its size does not. It is enough that either was so some batches ago: the next step itself disturbs it, and so does
/// other work on the machine.
/// </remarks>
internal sealed class FlatOrConfirm(JudgeOptions options)
{
    /// <summary>
    /// The invocations from one step to the next grow by no more than that: buffers double, and hash tables take the next prime.
    /// </summary>
    private const double StepFactor = 2.25;

    private readonly Limits _limits = new(options.ExpectedBounds);

    /// <summary>The last sample at which a store with a bound was filling; batches before it do not count against the budget.</summary>
    private int _filledAt;

    /// <summary>
    /// The last sample, after the budget was spent, at which everything had stood still for a while or had doubled and doubled again.
    /// </summary>
    private int? _expectedStepAt;

    /// <summary>What the series so far shows to be replaced again and again.</summary>
    private ReplacedArrays? _replaced;

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

        _replaced = new ReplacedArrays(options, series);
        var window = now - options.Window;
        var stretch = Stretch(now, options.Window);
        if (now >= options.Least && stretch >= options.WarmUp && !_replaced.IsUnclear && IsProvenFlat(series, stretch))
        {
            return new Decision(Verdict.Flat, stretch);
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
        if (now < confirmed)
        {
            return null;
        }

        var decision = Confirm(series, now - options.Confirmation, confirmed);
        if (decision.Verdict == Verdict.Leak || (decision.Verdict == Verdict.Flat && !_replaced.IsUnclear) || now >= confirmed * StepFactor)
        {
            return decision;
        }

        _expectedStepAt = IsProvenFlat(series, window) || HasDoubledTwice(series) ? now : _expectedStepAt;
        return now - _expectedStepAt <= options.Window || _replaced.IsUnclear ? null : decision;
    }

    /// <summary>Whether something has doubled and doubled again, so that the next step tells what it is.</summary>
    private bool HasDoubledTwice(MemorySeries series) =>
        options.Allowed.Any(channel => series.Has(channel.Key) && CurveOf(Values(series, channel.Key), channel.Value).GrowsInDoublingSteps)
        || CountedRoots(series).Any(root => CurveOf(root.Values(), options.AllowedEntries).GrowsInDoublingSteps);

    /// <summary>Where the stretch begins that must be flat: so many batches ago, and before more than half of all.</summary>
    private static int Stretch(int now, int batches) => Math.Min(now - batches, (int)(now / StepFactor));

    /// <summary>What the channels and roots say over the second half of a run that could not be proven flat.</summary>
    /// <param name="series">The series so far.</param>
    /// <param name="from">Where the second half begins.</param>
    /// <param name="suspected">The sample from which on a step of what doubles was to be expected.</param>
    private Decision Confirm(MemorySeries series, int from, int suspected)
    {
        var verdicts = options.Allowed
            .Where(channel => series.Has(channel.Key))
            .Select(channel => Confirm(Values(series, channel.Key), from, suspected, channel.Value, channel.Key.IsExact()))
            .Concat(CountedRoots(series).Select(root => Confirm(root.Values(), from, suspected, options.AllowedEntries)))
            .Where(verdict => verdict != Verdict.Flat)
            .DefaultIfEmpty(Verdict.Flat);

        // A leak beats everything; then what says most about how to go on.
        return new Decision(verdicts.Min(), from);
    }

    /// <summary>Ups and downs have the whole run since the warm-up to show that their limits do not move.</summary>
    /// <param name="values">All values, from the first invocation on.</param>
    /// <param name="from">Where the confirmation begins.</param>
    /// <param name="suspected">From where on a step of what doubles confirms it.</param>
    /// <param name="allowed">The growth per invocation that is allowed.</param>
    /// <param name="isExact">Whether the values are free of chance.</param>
    private Verdict Confirm(double[] values, int from, int suspected, double allowed, bool isExact = false)
    {
        var perBatch = allowed * options.Batch;
        if (new Curve(values.AsSpan(options.WarmUp), perBatch, isExact).IsProvenSawTooth)
        {
            return Verdict.Flat;
        }

        var confirmation = new Curve(values.AsSpan(from), perBatch, isExact);
        var whole = new Curve(values, perBatch);
        var isGrowing = confirmation.IsProvenToGrow
            && (isExact || from <= options.WarmUp || IsHigherThanBefore(values.AsSpan(options.WarmUp), from - options.WarmUp));
        if (isGrowing || (whole.GrowsInDoublingSteps && whole.LastLargeStep >= suspected))
        {
            return Verdict.Leak;
        }

        var stretch = new Curve(values.AsSpan(Stretch(values.Length - 1, options.Confirmation)), perBatch, isExact);
        return stretch.IsProvenFlat ? Verdict.Flat : confirmation.Undecided;
    }

    /// <summary>
    /// Whether the values from a place on end higher than all before it: one tooth and a half of a saw looks like growth. It is not asked
    /// of native memory, which is known block by block: what is freed there once does not hide a leak.
    /// </summary>
    private static bool IsHigherThanBefore(ReadOnlySpan<double> values, int from)
    {
        var end = new Curve(values[(from + ((values.Length - from) * 3 / 4))..], allowed: 0);
        return end.Highest > new Curve(values[..from], allowed: 0).Highest + end.UsualStep;
    }

    /// <summary>
    /// Where the curves end is asked first, of all of them: it costs next to nothing. Counts are exact and move in steps, so that is all
    /// there is to say of them.
    /// </summary>
    private bool IsProvenFlat(MemorySeries series, int from)
    {
        var channels = options.Allowed
            .Where(channel => series.Has(channel.Key))
            .Select(channel => (channel.Key, channel.Value, Values: Values(series, channel.Key, from))).ToList();
        return channels.All(channel => CurveOf(channel.Values, channel.Value).EndsWithinAllowed)
            && CountedRoots(series).All(root => CurveOf(root.Values(from), options.AllowedEntries).EndsWithinAllowed)
            && channels.Where(channel => channel.Key.IsBytes())
                .All(channel => CurveOf(channel.Values, channel.Value, channel.Key.IsExact()).IsProvenFlat);
    }

    private Curve CurveOf(double[] values, double allowed, bool isExact = false) => new(values, allowed * options.Batch, isExact);

    /// <summary>
    /// Roots that have a part in the decision: all but those that are documented to grow, that have a channel of their own, or that are
    /// replaced again and again.
    /// </summary>
    private IEnumerable<RootSeries> CountedRoots(MemorySeries series) => series.Roots.Where(root =>
        !root.Root.IsUnbounded && root.Root.Kind is not (StoreKind.Timers or StoreKind.Assemblies) && !_replaced!.Contains(root));

    private double[] Values(MemorySeries series, MemoryChannel channel, int from = 0) => _replaced!.Values(series, channel, from);

    private bool IsFilling(RootSeries root, int from, int to) =>
        _limits.Of(root.Root) is not null && Rate(root, from, to) >= options.AllowedEntries * options.Batch;

    private double BatchesToFill(RootSeries root, int from, int to) =>
        (_limits.Of(root.Root)!.Value - root.Counts[to]) / Rate(root, from, to);

    private static double Rate(RootSeries root, int from, int to) => (double)(root.Counts[to] - root.Counts[from]) / (to - from);
}
