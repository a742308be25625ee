using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests.Experiments;

/// <summary>Caches that fill more and more slowly, as one does whose keys come by chance.</summary>
public sealed class FillingTests
{
    private const long Megabyte = 1 << 20;
    private const int RequestsPerTry = 1000;

    private static readonly LoadSettings Settings = LoadSettings.Resolve("http://localhost:5000", _ => null, _ => null, "/");

    [Theory]
    [InlineData(20_000)]
    [InlineData(10_000)]
    public void Cache_that_fills_is_said_to_with_how_full_it_is_and_what_is_enough(int requestsToFill)
    {
        var run = Load(tries: 20, requestsToFill);

        Assert.Equal(Verdict.Decaying, run.Judged!.Verdict);
        Assert.Equal(1 - Math.Exp(-20.0 * RequestsPerTry / requestsToFill), run.Filling!.Share, tolerance: 0.05);
        Assert.Matches(
            $"slows down.* still filling at [0-9]+ %: give it {run.EnoughTries} TRIES to see the end.$",
            LoadFormat.Headline(run));
        Assert.True(run.EnoughTries > 20);
        Assert.Equal(Verdict.Flat, Load(run.EnoughTries, requestsToFill).Judged!.Verdict);
        var result = new VariantResult(Variant.Baseline, ExperimentSubject.Load);
        result.Add(VariantRun.Of(run));
        Assert.Contains("  still filling at ", CompareFormat.Of("text", [result], new RunCost()));
    }

    [Fact]
    public void What_does_not_slow_down_fills_nothing() => Assert.Null(Load(tries: 20, requestsToFill: 100_000_000).Filling);

    private static LoadResult Load(int tries, int requestsToFill)
    {
        var iterations = Enumerable.Range(0, tries)
            .Select(i => new Iteration(
                new IterationLoad(RequestsPerTry, 0, null, TimeSpan.FromSeconds(1), default, default, default),
                Reading(i),
                Reading(i + 1)))
            .ToList();
        return new LoadResult(Settings, 4711, "server", iterations, LoadJudge.Judge(iterations, TimeSpan.Zero));

        MemoryReading Reading(int number)
        {
            // As many bytes per request at the start, however large it is.
            var heap = (3 * Megabyte) + (long)(500.0 * requestsToFill * (1 - Math.Exp(-(double)number * RequestsPerTry / requestsToFill)));
            var figures = new long[ProcessFigures.Count];
            figures[(int)ProcessFigure.Private] = (20 * Megabyte) + heap;
            return new MemoryReading(figures, heap, 0);
        }
    }
}
