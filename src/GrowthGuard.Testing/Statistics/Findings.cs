using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>What there is to say of a series when it has been decided: rates, roots, cause, and a sentence.</summary>
/// <param name="options">How it was judged.</param>
/// <param name="series">All that was read.</param>
/// <param name="decision">The decision.</param>
/// <param name="trimmed">Bytes that the allocator gave back at the end; null where it cannot be asked.</param>
internal sealed class Findings(JudgeOptions options, MemorySeries series, Decision decision, long? trimmed)
{
    /// <summary>For channels that do not decide: what of them would be worth a look.</summary>
    private const double NotableBytes = 64;

    private readonly Limits _limits = new(options.ExpectedBounds);
    private readonly ReplacedArrays _replaced = new(options, series);

    public MemoryFlatResult ToResult(string scenario, int failures, TimeSpan duration, RunEnvironment environment, long? memoryLimit)
    {
        var rates = Rates();
        var roots = Roots(rates.FirstOrDefault(rate => rate.Channel == MemoryChannel.Heap));
        var cause = new CauseFinder(options, series, decision, rates, trimmed).Find();
        return new MemoryFlatResult
        {
            Scenario = scenario,
            Verdict = decision.Verdict,
            Cause = cause,
            Reason = new Reasons(options, series, decision, rates, roots, _replaced).InWords(),
            Rates = rates,
            Roots = roots,
            SlowRoots = SlowRoots(),
            Series = series,
            JudgedFrom = series.Samples[decision.From].Invocations,
            Invocations = series.Samples[^1].Invocations,
            Failures = failures,
            Duration = duration,
            Environment = environment,
            MemoryLimit = memoryLimit ?? environment.MemoryLimit,
        };
    }

    private List<ChannelRate> Rates() =>
    [
        .. Channels.All
            .Where(channel => channel != MemoryChannel.PeakResident && series.Has(channel))
            .OrderByDescending(options.Allowed.ContainsKey)
            .Select(RateOf),
    ];

    private ChannelRate RateOf(MemoryChannel channel)
    {
        var values = _replaced.Values(series, channel, decision.From);
        double? allowed = options.Allowed.TryGetValue(channel, out var value) ? value : null;
        var slope = Slopes.TheilSen(values).PerInvocation(options.Batch);
        var perBatch = (allowed ?? (channel.IsBytes() ? NotableBytes : JudgeOptions.AllowedCount)) * options.Batch;
        var whole = _replaced.Values(series, channel);
        var doubles = decision.Verdict != Verdict.Flat && channel.IsBytes() && new Curve(whole, perBatch).GrowsInDoublingSteps;
        var isFlat = decision.Verdict == Verdict.Flat && allowed is not null;
        var verdict = isFlat ? Verdict.Flat : JudgedCurve.Verdict(values, perBatch, channel.IsExact());
        if (verdict == Verdict.Leak && channel.IsExact() && slope.Low * options.Batch <= perBatch)
        {
            // Something large was freed meanwhile, which is in most pairs of samples.
            slope = Slopes.MedianOfBatches(values).PerInvocation(options.Batch);
        }

        if (doubles && verdict != Verdict.Leak)
        {
            // The slopes of a stair are those of its treads. What was asked for lies between what is held now and half of that.
            var held = (whole[^1] - whole[whole.Length / 8]) / (whole.Length - 1 - (whole.Length / 8)) / options.Batch;
            (slope, verdict) = (new Slope(held * 0.75, held / 2, held), Verdict.Leak);
        }

        return new ChannelRate
        {
            Channel = channel,
            PerInvocation = slope.Value,
            Low = slope.Low,
            High = slope.High,
            Allowed = allowed,
            Verdict = verdict,
            GrowsInDoublingSteps = doubles,
            Plateau = verdict == Verdict.Decaying ? new Curve(values, perBatch).Plateau : null,
        };
    }

    private IReadOnlyList<GrowingRoot> Roots(ChannelRate? heap)
    {
        if (decision.Verdict == Verdict.Flat)
        {
            return [];
        }

        // Any growth of a count is worth to be named here: what decides is how fast, what explains is what.
        return RootRanking.Rank(
            series.Roots.Where(root => root == decision.OverBound || root.HasGrownSince(decision.From)).Select(Growing),
            heap);
    }

    /// <summary>
    /// Of a flat run: stores that grow in either half of what was judged, too slowly to fail it, and have no bound that would end it.
    /// </summary>
    private IReadOnlyList<GrowingRoot> SlowRoots() => decision.Verdict != Verdict.Flat
        ? []
        : RootRanking.Rank(
            series.Roots
                .Where(root => !root.Root.IsUnbounded && !_replaced.Contains(root))
                .Where(root => _limits.Of(root.Root) is null && GrowsSlowly(root.Values(decision.From)))
                .Select(Growing),
            heap: null);

    private bool GrowsSlowly(double[] values)
    {
        var (first, middle, last) = (values[0], values[values.Length / 2], values[^1]);
        return middle > first && last > middle && last - first >= options.ListedEntries * options.Batch * (values.Length - 1);
    }

    private GrowingRoot Growing(RootSeries root)
    {
        var values = root.Values(decision.From);
        var curve = new Curve(values, 0);
        return new GrowingRoot
        {
            Root = root.Root with { Bound = _limits.Of(root.Root) },
            Verdict = curve.IsProvenToGrow || new Curve(root.Values(), 0).GrowsInDoublingSteps ? Verdict.Leak : curve.Undecided,
            PerInvocation = curve.Growth / (values.Length - 1) / options.Batch,
            First = root.Counts[0],
            Last = root.Counts[^1],
        };
    }
}
