using System.Text.Json;
using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests.Experiments;

public sealed class ConclusionTests
{
    private const long Megabyte = 1 << 20;
    private const int Leaking = 600;

    private static readonly LoadSettings Settings = LoadSettings.Resolve("http://localhost:5000", _ => null, _ => null, "/");

    [Fact]
    public void Toggle_that_switches_growth_on_is_named() => Assert.Equal(
        "Flat without 'resolver', 273 B per request with it: the growth is in what 'resolver' switches on.",
        Conclusion.Of([Runs("baseline", 0, 0), Runs("event", 0, 0), Runs("resolver", 273, 273), Runs("cache", 0)]));

    [Fact]
    public void Toggle_that_takes_growth_away_is_named() => Assert.Equal(
        "600 B per request, flat with 'no-cache': the growth is in what 'no-cache' changes.",
        Conclusion.Of([Runs("baseline", Leaking), Runs("event", Leaking), Runs("no-cache", 0)]));

    [Fact]
    public void None_is_named_when_the_growth_is_elsewhere() => Assert.Equal(
        "600 B per request, whatever the variant: the growth is in none of them.",
        Conclusion.Of([Runs("baseline", Leaking), Runs("a", Leaking), Runs("b", Leaking)]));

    [Fact]
    public void None_is_named_when_nothing_grows() => Assert.Equal(
        "Flat, and so is every variant: none of them switches growth on.",
        Conclusion.Of([Runs("baseline", 0), Runs("a", 0), Runs("b", 0)]));

    [Fact]
    public void Several_that_grow_are_all_named() => Assert.Equal(
        "Flat without, growing with each of 'a', 'b': 600 B per request with 'a', 300 B per request with 'b'.",
        Conclusion.Of([Runs("baseline", 0), Runs("a", Leaking), Runs("b", 300)]));

    [Fact]
    public void Part_of_the_growth_is_told_from_all_of_it() => Assert.Equal(
        "600 B per request, and less with 'a' (200 B per request): part of the growth is there, the rest is elsewhere.",
        Conclusion.Of([Runs("baseline", Leaking), Runs("a", 200), Runs("b", Leaking)]));

    [Theory]
    [InlineData(600, 0)]
    [InlineData(0, 600)]
    public void Runs_that_differ_need_more(int first, int second) => Assert.Equal(
        "More is needed: 'a' is neither proven flat nor proven to grow in every run. Give --tries 40.",
        Conclusion.Of([Runs("baseline", 0, 0), Runs("a", first, second)]));

    [Fact]
    public void Toggle_that_switches_growth_on_is_named_though_another_is_open() => Assert.Equal(
        "Flat without 'resolver', 273 B per request with it: the growth is in what 'resolver' switches on. "
            + "More is needed: 'a' is neither proven flat nor proven to grow in every run. Give --tries 40.",
        Conclusion.Of([Runs("baseline", 0, 0), Runs("a", Leaking, 0), Runs("resolver", 273, 273)]));

    [Fact]
    public void Cache_that_still_fills_is_said_with_how_full_it_is()
    {
        var filling = new VariantResult(Variant.Parse("a:A=1"), ExperimentSubject.Load);
        var run = Run(0) with { Judged = null, Filled = 0.471 };
        filling.Add(VariantRun.Of(run));
        VariantResult[] results = [Runs("baseline", 0), filling];

        Assert.Contains("a         still filling at 47 %", CompareFormat.Of("text", results, new RunCost()));
        Assert.Equal(
            "More is needed: 'a' is neither proven flat nor proven to grow in every run. Give --tries 43.",
            Conclusion.Of(results));
        Assert.Equal(
            "Still filling at 47 %: 20,000 of 0 requests were made. Give it more TRIES or a longer DURATION.",
            LoadFormat.Headline(run));
    }

    [Fact]
    public void Baseline_without_a_result_says_nothing()
    {
        var baseline = new VariantResult(Variant.Baseline, ExperimentSubject.Load);
        baseline.Fail("it died");

        Assert.Equal("Nothing can be said: the baseline has no result.", Conclusion.Of([baseline, Runs("a", 0)]));
    }

    [Fact]
    public void What_an_allocator_retains_is_no_leak()
    {
        var jemalloc = new VariantResult(Variant.Parse("other:allocator=jemalloc"), ExperimentSubject.Load);
        jemalloc.Add(VariantRun.Of(Run(0, once: 3 * Megabyte)));
        var baseline = new VariantResult(Variant.Baseline, ExperimentSubject.Load);
        baseline.Add(VariantRun.Of(Run(0, once: 90 * Megabyte)));

        Assert.EndsWith(
            " 'other' keeps 3 MB where the baseline keeps 90 MB: what the baseline keeps is freed memory that its allocator retains, no leak.",
            Conclusion.Of([baseline, jemalloc]));
    }

    [Theory]
    [InlineData(
        "600 B per request, flat under 'jemalloc': memory that was freed and that the allocator keeps, no leak.",
        "jemalloc:allocator=jemalloc")]
    [InlineData("600 B per request, flat under 'few': memory that was freed and that the allocator keeps, no leak.", "few:arenas=1")]
    [InlineData(
        "600 B per request, flat under each of 'jemalloc', 'mimalloc': memory that was freed and that the allocator keeps, no leak.",
        "jemalloc:allocator=jemalloc",
        "mimalloc:allocator=mimalloc")]
    [InlineData(
        "600 B per request, flat under each of 'jemalloc', 'few': memory that was freed and that the allocator keeps, no leak.",
        "jemalloc:allocator=jemalloc,MALLOC_CONF=dirty_decay_ms:0",
        "few:arenas=1")]
    [InlineData(
        "600 B per request, flat with 'off': the growth is in what 'off' changes.",
        "off:allocator=jemalloc,Toggles__cache=false")]
    [InlineData("600 B per request, flat with 'few': the growth is in what 'few' changes.", "few:arenas=1,workers=1")]
    public void What_grows_under_one_allocator_only_is_freed(string expected, params string[] variants)
    {
        var others = variants.Select(variant =>
        {
            var result = new VariantResult(Variant.Parse(variant), ExperimentSubject.Load);
            result.Add(VariantRun.Of(Run(0)));
            return result;
        });

        Assert.Equal(expected, Conclusion.Of([Runs("baseline", Leaking), .. others]));
    }

    [Fact]
    public void Table_has_a_row_for_each_variant_and_says_what_could_not_be_run()
    {
        var missing = new VariantResult(Variant.Parse("mi:allocator=mimalloc"), ExperimentSubject.Load);
        missing.Fail("mimalloc is not installed");
        VariantResult[] results = [Runs("baseline", 0), Runs("cache", Leaking), missing];

        var lines = CompareFormat.Of("text", results, new RunCost()).Split('\n');

        Assert.Matches("^baseline +flat +– +– +", lines[1]);
        Assert.Matches(@"^cache +grows +\+600 B +600 to 600 +\+11\.4 MB +20,000 +1,000 +1\.00× ", lines[2]);
        Assert.Equal("mi: mimalloc is not installed", lines[4]);
        Assert.Equal(
            "Cost: a million requests of the median time, 512 MB at 0.0000166667 USD for a GB and second (AWS Lambda, x86, us-east-1, as published in 2024), without what a call costs by itself.",
            lines[5]);
        Assert.StartsWith("Flat without 'cache'", lines[7], StringComparison.Ordinal);
        Assert.Contains("| cache | grows | +600 B |", CompareFormat.Of("markdown", results, new RunCost()));
        var json = JsonDocument.Parse(CompareFormat.Of("json", results, new RunCost())).RootElement.GetProperty("variants");
        Assert.Equal(("leak", 600.0), (json[1].GetProperty("verdict").GetString(), json[1].GetProperty("bytesEach").GetDouble()));
        Assert.Equal("mimalloc is not installed", json[2].GetProperty("problem").GetString());
    }

    [Fact]
    public void Cost_is_that_of_the_time_and_the_memory()
    {
        Assert.Equal(0.8333, new RunCost().OfMillion(milliseconds: 100), 4);
        Assert.Equal(40, new RunCost(2048, 0.0002).OfMillion(milliseconds: 100), 10);
        Assert.Equal(
            "2048 MB at 0.0002 USD for a GB and second (--price), without what a call costs by itself",
            new RunCost(2048, 0.0002).InWords);
        var result = new VariantResult(Variant.Baseline, ExperimentSubject.Load);
        result.Add(VariantRun.Of(Run(0)) with { Median = 100 });

        Assert.EndsWith(" 0.833 USD", CompareFormat.Of("text", [result], new RunCost()).Split('\n')[1]);
    }

    [Fact]
    public void Scenario_is_spoken_of_as_one()
    {
        var result = new VariantResult(Variant.Baseline, ExperimentSubject.Scenario);
        result.Add(VariantRun.Of(Run(0)) with { P99 = null });
        var other = new VariantResult(Variant.Parse("a:A=1"), ExperimentSubject.Scenario);
        other.Add(VariantRun.Of(Run(Leaking)) with { P99 = null });
        other.Add(VariantRun.Of(Run(0)) with { P99 = null, Enough = 1234 });

        Assert.Equal(
            "More is needed: 'a' is neither proven flat nor proven to grow in every run. Give --budget 1300.",
            Conclusion.Of([result, other]));
        Assert.Matches(
            "^variant +verdict +per invocation .* after invocations +invocations/s +time per invocation ",
            CompareFormat.Of("text", [result, other], new RunCost()));
    }

    private static VariantResult Runs(string name, params int[] bytesPerRequest)
    {
        var result = new VariantResult(name == "baseline" ? Variant.Baseline : Variant.Parse($"{name}:A=1"), ExperimentSubject.Load);
        foreach (var bytes in bytesPerRequest)
        {
            result.Add(VariantRun.Of(Run(bytes)));
        }

        return result;
    }

    /// <summary>Twenty iterations of a thousand requests.</summary>
    private static LoadResult Run(int bytesPerRequest, long once = 0)
    {
        var iterations = Enumerable.Range(0, 20)
            .Select(i => new Iteration(
                new IterationLoad(1000, 0, null, TimeSpan.FromSeconds(1), default, default, default),
                Reading(i),
                Reading(i + 1)))
            .ToList();
        return new LoadResult(Settings, 4711, "server", iterations, LoadJudge.Judge(iterations, TimeSpan.Zero));

        MemoryReading Reading(int thousands)
        {
            var heap = (3 * Megabyte) + (1000L * thousands * bytesPerRequest);
            var figures = new long[ProcessFigures.Count];
            figures[(int)ProcessFigure.Private] = (20 * Megabyte) + heap + (thousands > 0 ? once : 0);
            return new MemoryReading(figures, heap, 0);
        }
    }
}
