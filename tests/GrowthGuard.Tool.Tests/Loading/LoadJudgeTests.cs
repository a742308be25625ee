using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Tests.Loading;

public sealed class LoadJudgeTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Leak_is_measured_per_request_though_iterations_differ(int seed, bool hasHeap)
    {
        var judged = Judge(new Random(seed), heap: requests => 600 * requests, other: _ => 0, hasHeap: hasHeap);

        Assert.Equal(Verdict.Leak, judged.Verdict);
        Assert.InRange(judged.RateOf(hasHeap ? MemoryChannel.Heap : MemoryChannel.Private)!.PerInvocation, 570, 630);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    public void What_stands_still_is_flat_whatever_the_collector_keeps(int seed, int tries)
    {
        var judged = Judge(new Random(seed), heap: _ => 0, other: _ => 0, tries);

        Assert.Equal((Verdict.Flat, GrowthCause.GarbageCollectionLag), (judged.Verdict, judged.Cause));
    }

    [Fact]
    public void Native_growth_is_told_from_managed()
    {
        var judged = Judge(new Random(5), heap: _ => 0, other: requests => 4096 * requests);

        Assert.Equal((Verdict.Leak, GrowthCause.Native), (judged.Verdict, judged.Cause));
        Assert.InRange(judged.RateOf(MemoryChannel.Private)!.PerInvocation, 3900, 4300);
    }

    [Fact]
    public void Cache_that_fills_is_neither_a_leak_nor_flat()
    {
        var judged = Judge(new Random(6), heap: requests => 100 * Megabyte * (1 - Math.Exp(-requests / 60_000.0)), other: _ => 0);

        Assert.Equal((Verdict.Decaying, GrowthCause.FillingCache), (judged.Verdict, judged.Cause));
    }

    [Fact]
    public void Cache_that_is_full_is_flat() =>
        Assert.Equal(Verdict.Flat, Judge(new Random(7), heap: requests => Math.Min(20 * Megabyte, 1024 * requests), other: _ => 0).Verdict);

    [Fact]
    public void Few_requests_do_not_make_a_leak_of_what_a_server_does_by_itself()
    {
        var random = new Random(8);
        var iterations = Enumerable
            .Range(0, 12)
            .Select(i => Iteration(
                7,
                Reading(3 * Megabyte + random.Next(2000), 20 * Megabyte + random.Next(60_000)),
                Reading(3 * Megabyte + random.Next(2000), 20 * Megabyte + random.Next(60_000)))).ToList();

        Assert.Equal(Verdict.Flat, LoadJudge.Judge(iterations, TimeSpan.Zero).Verdict);
    }

    [Fact]
    public void Halves_of_which_one_fails_are_not_compared()
    {
        var reading = Reading(Megabyte, 2 * Megabyte);
        var iterations = Enumerable.Range(0, 20).Select(i => Iteration(100, reading, reading, errors: i < 12 ? 0 : 60)).ToList();

        var error = Assert.Throws<ToolException>(() => LoadJudge.Judge(iterations, TimeSpan.Zero));

        Assert.Equal(ExitCodes.NoResult, error.ExitCode);
        Assert.Contains("failed in the first half of the load and 48", error.Message);
        Assert.Contains("(it was 500)", error.Message);
    }

    /// <summary>A server whose iterations have between 3,000 and 12,000 requests, and whose collector keeps up to 30 MB free.</summary>
    private static MemoryFlatResult Judge(
        Random random,
        Func<double, double> heap,
        Func<double, double> other,
        int tries = 20,
        bool hasHeap = true)
    {
        var iterations = new List<Iteration>();
        var before = At(0);
        double requests = 0;
        for (var i = 0; i < tries; i++)
        {
            var sent = random.Next(3000, 12_000);
            requests += sent;
            var after = At(requests);
            iterations.Add(Iteration(sent, before, after));
            before = after;
        }

        return LoadJudge.Judge(iterations, TimeSpan.Zero);

        MemoryReading At(double done)
        {
            var alive = (3 * Megabyte) + heap(done) + random.Next(4000);
            var free = hasHeap ? random.Next(30) * Megabyte : 0;
            return Reading(
                hasHeap ? (long)alive : GrowthGuard.Testing.Sample.Unknown,
                (long)((20 * Megabyte) + alive + free + other(done) + random.Next(100_000)),
                free);
        }
    }

    private static Iteration Iteration(long requests, MemoryReading before, MemoryReading after, long errors = 0) =>
        new(
            new IterationLoad(requests, errors, errors > 0 ? "it was 500" : null, TimeSpan.FromSeconds(1), default, default, default),
            before,
            after);

    private static MemoryReading Reading(long heap, long inPrivate, long free = 0)
    {
        var figures = new long[ProcessFigures.Count];
        figures[(int)ProcessFigure.Private] = inPrivate;
        figures[(int)ProcessFigure.Resident] = inPrivate + (50 * Megabyte);
        return new MemoryReading(figures, heap, free);
    }
}
