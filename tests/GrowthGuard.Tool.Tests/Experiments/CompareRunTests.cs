using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests.Experiments;

/// <summary>The order of the runs, and what is shown when they end early, with runs that are made up.</summary>
public sealed class CompareRunTests
{
    [Fact]
    public async Task Variants_take_turns()
    {
        var experiment = new MadeUp();

        await Tool.CompareAsync(experiment, Options(runs: 2), TestContext.Current.CancellationToken);

        Assert.Equal(["baseline", "a", "b", "baseline", "a", "b"], experiment.Measured);
    }

    [Fact]
    public async Task What_was_measured_is_shown_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var experiment = new MadeUp { OnMeasured = measured => { if (measured == 5) { stop.Cancel(); } } };

        var result = await Tool.CompareAsync(experiment, Options(runs: 9), stop.Token);

        Assert.Equal(ExitCodes.Cancelled, result.ExitCode);
        Assert.Equal(5, experiment.Measured.Count);
        Assert.Equal(["variant", "baseline", "a", "b"], result.Lines.Take(4).Select(line => line.Split(' ')[0]));
        Assert.Contains("growthguard: stopped.", result.Error);
    }

    [Fact]
    public async Task Nothing_is_shown_when_nothing_was_measured()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var result = await Tool.CompareAsync(new MadeUp(), Options(runs: 1), stop.Token);

        Assert.Equal((ExitCodes.Cancelled, ""), (result.ExitCode, result.Out));
    }

    [Fact]
    public async Task Variant_without_a_result_is_not_run_again_and_there_is_no_verdict()
    {
        var experiment = new MadeUp { Failing = "a" };

        var result = await Tool.CompareAsync(experiment, Options(runs: 2), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.NoResult, result.ExitCode);
        Assert.Equal(["baseline", "a", "b", "baseline", "b"], experiment.Measured);
        Assert.Contains("a: it died", result.Lines);
    }

    private static CompareOptions Options(int runs) =>
        new([Variant.Baseline, Variant.Parse("a:A=1"), Variant.Parse("b:B=1")], runs, new RunCost(), CompareFormat.Text);

    private sealed class MadeUp : IExperiment
    {
        public List<string> Measured { get; } = [];

        public string? Failing { get; init; }

        public Action<int> OnMeasured { get; init; } = _ => { };

        public ExperimentSubject Subject => ExperimentSubject.Load;

        public string Settings => "";

        public void Refuse(IReadOnlyList<Variant> variants)
        {
        }

        public Task<(VariantRun Run, string InWords)> MeasureAsync(Variant variant, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            Measured.Add(variant.Name);
            OnMeasured(Measured.Count);
            return variant.Name == Failing
                ? throw new ToolException(ExitCodes.NoResult, "it died")
                : Task.FromResult((new VariantRun(null)
                {
                    Retained = 0,
                    Count = 1,
                    PerSecond = 1,
                    Median = 1,
                    PeakResident = 1,
                    Enough = 1,
                    Filled = 0.5
                }, "done"));
        }

        public void Dispose()
        {
        }
    }
}
