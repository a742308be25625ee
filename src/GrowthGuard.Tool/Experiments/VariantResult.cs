using GrowthGuard.Testing;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Tool.Experiments;

/// <summary>What came of all runs of a variant.</summary>
/// <param name="variant">The variant.</param>
/// <param name="subject">What is compared.</param>
internal sealed class VariantResult(Variant variant, ExperimentSubject subject)
{
    private readonly List<VariantRun> _runs = []; // bound: unbounded (as many as were asked for)

    public Variant Variant => variant;

    public ExperimentSubject Subject => subject;

    public string Name => variant.Name;

    public IReadOnlyList<VariantRun> Runs => _runs;

    /// <summary>Why there is no result; null when there is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>The verdict of all runs; null when they differ, or when one has none.</summary>
    public Verdict? Verdict =>
        _runs.Count > 0 && _runs.Select(run => run.Judged?.Verdict).Distinct().ToList() is [{ } same] &&
        same is Testing.Verdict.Flat or Testing.Verdict.Leak
            ? same
            : null;

    /// <summary>Growth per request or invocation: the median of the runs, and the widest of their intervals.</summary>
    public Slope? Growth
    {
        get
        {
            var rates = _runs.Select(run => run.Growth).OfType<ChannelRate>().ToList();
            return rates.Count == 0
                ? null
                : new Slope(
                    Quantiles.MedianOf(rates.Select(rate => rate.PerInvocation)),
                    rates.Min(rate => rate.Low),
                    rates.Max(rate => rate.High));
        }
    }

    /// <summary>Bytes of private memory that a run has added by its end.</summary>
    public double Retained => Median(run => run.Retained);

    /// <summary>Requests or invocations of a run.</summary>
    public double Count => Median(run => run.Count);

    public double PerSecond => Median(run => run.PerSecond);

    /// <summary>How long half of the requests or invocations took, in milliseconds.</summary>
    public double MedianTime => Median(run => run.Median);

    /// <summary>In milliseconds; null when that was not measured.</summary>
    public double? P99 => _runs.Any(run => run.P99 is null) ? null : Median(run => run.P99!.Value);

    public double PeakResident => _runs.Select(run => run.PeakResident).DefaultIfEmpty().Max();

    public void Add(VariantRun run) => _runs.Add(run);

    public void Fail(string problem) => Problem ??= problem;

    private double Median(Func<VariantRun, double> figure) => Quantiles.MedianOf(_runs.Select(figure));
}
