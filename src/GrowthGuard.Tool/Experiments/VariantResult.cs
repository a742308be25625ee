using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Experiments;

/// <summary>What came of all runs of a variant.</summary>
internal sealed class VariantResult(Variant variant)
{
    private readonly List<LoadResult> _runs = []; // bound: unbounded (as many as were asked for)

    public Variant Variant => variant;

    public string Name => variant.Name;

    public IReadOnlyList<LoadResult> Runs => _runs;

    /// <summary>Why there is no result; null when there is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>The verdict of all runs; null when they differ, or when one has none.</summary>
    public Verdict? Verdict => _runs.Count > 0 && _runs.Select(run => run.Judged?.Verdict).Distinct().ToList() is [{ } same] && same is Testing.Verdict.Flat or Testing.Verdict.Leak ? same : null;

    /// <summary>Growth per request: the median of the runs, and the widest of their intervals.</summary>
    public Slope? Growth
    {
        get
        {
            var rates = _runs.Select(run => run.Growth).OfType<ChannelRate>().ToList();
            return rates.Count == 0 ? null : new Slope(Median(rates.Select(rate => rate.PerInvocation)), rates.Min(rate => rate.Low), rates.Max(rate => rate.High));
        }
    }

    /// <summary>Bytes of private memory that a run has added by its end.</summary>
    public double Retained => Median(_runs.Select(run => (double)(run.Iterations[^1].After.Private - run.Iterations[0].Before.Private)));

    public double Requests => Median(_runs.Select(run => (double)run.Requests));

    /// <summary>Requests per second, without those of the first quarter, in which the server warms up.</summary>
    public double PerSecond => Median(Steady(load => load.PerSecond));

    /// <summary>In milliseconds.</summary>
    public double P99 => Median(Steady(load => load.P99.TotalMilliseconds));

    public double PeakResident => _runs.Select(run => (double)run.Iterations[^1].After[ProcessFigure.PeakResident]).DefaultIfEmpty().Max();

    public void Add(LoadResult run) => _runs.Add(run);

    public void Fail(string problem) => Problem ??= problem;

    private IEnumerable<double> Steady(Func<IterationLoad, double> figure) => _runs.SelectMany(run => run.Iterations.Skip(run.Iterations.Count / 4)).Select(iteration => figure(iteration.Load));

    private static double Median(IEnumerable<double> values) => Quantiles.Median([.. values.Order()]);
}
