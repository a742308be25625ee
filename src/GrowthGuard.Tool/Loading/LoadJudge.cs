using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Tool.Loading;

/// <summary>
/// Judges a load by the rule of the test kit. The rule wants readings at equal distances; iterations have the same length in time and not
/// in requests, so the readings between which a distance ends are weighed.
/// </summary>
internal static class LoadJudge
{
    /// <summary>More than that, and the share of requests that fail has changed.</summary>
    private const double AllowedChange = 0.2;

    /// <summary>What a server adds in an iteration and gives back in another, however few requests there are.</summary>
    private static readonly Dictionary<MemoryChannel, double> Unrest = new()
    {
        [MemoryChannel.Heap] = 8 * 1024,
        [MemoryChannel.Private] = 256 * 1024,
        [MemoryChannel.Mapped] = 256 * 1024,
        [MemoryChannel.Threads] = 1,
        [MemoryChannel.Handles] = 1,
    };

    /// <exception cref="ToolException">What was measured cannot be compared.</exception>
    public static MemoryFlatResult Judge(IReadOnlyList<Iteration> iterations, TimeSpan duration)
    {
        RefuseChangedErrors(iterations);
        var requests = new double[iterations.Count + 1];
        for (var i = 0; i < iterations.Count; i++)
        {
            requests[i + 1] = requests[i] + iterations[i].Load.Requests;
        }

        var judging = Options(iterations.Count, requests[^1]);
        var series = Series(iterations, requests);
        var decision = new FlatOrConfirm(judging).Judge(series) ??
            new Decision(Verdict.Rare, series.Samples.Count - 1 - judging.Confirmation);
        return new Testing.Statistics.Findings(judging, series, decision, trimmed: null).ToResult(
            "load",
            (int)iterations.Sum(iteration => iteration.Load.Errors),
            duration,
            Elsewhere(),
            memoryLimit: null);
    }

    private static void RefuseChangedErrors(IReadOnlyList<Iteration> iterations)
    {
        var half = iterations.Count / 2;
        var (before, after) = (Share(iterations.Take(half)), Share(iterations.Skip(half)));
        if (Math.Abs(before - after) > AllowedChange)
        {
            throw new ToolException(
                ExitCodes.NoResult,
                FormattableString.Invariant(
                    $"{before:P0} of the requests failed in the first half of the load and {after:P0} in the second ({iterations.First(iteration => iteration.Load.Errors > 0).Load.FirstError}): the halves cannot be compared, so there is no verdict."));
        }

        static double Share(IEnumerable<Iteration> part) =>
            part.Sum(iteration => (double)iteration.Load.Errors) / Math.Max(1, part.Sum(iteration => iteration.Load.Requests));
    }

    private static JudgeOptions Options(int iterations, double requests)
    {
        var usual = new MemoryFlatOptions();
        var perIteration = Math.Max(1, requests / iterations);
        var allowed = new Dictionary<MemoryChannel, double>
        {
            [MemoryChannel.Heap] = usual.AllowedHeap,
            [MemoryChannel.Private] = usual.AllowedPrivate,
            [MemoryChannel.Mapped] = JudgeOptions.AllowedMapped,
            [MemoryChannel.Threads] = JudgeOptions.AllowedCount,
            [MemoryChannel.Handles] = JudgeOptions.AllowedCount,
        };
        return new JudgeOptions
        {
            Batch = (int)Math.Round(perIteration),
            WarmUp = Math.Max(1, iterations / 8),
            Window = Math.Max(4, iterations / 4),
            Budget = iterations / 2,
            Confirmation = iterations - (iterations / 2),
            Allowed = allowed.ToDictionary(channel => channel.Key, channel => Math.Max(channel.Value, Unrest[channel.Key] / perIteration)),
        };
    }

    private static MemorySeries Series(IReadOnlyList<Iteration> iterations, double[] requests)
    {
        MemoryReading[] readings = [iterations[0].Before, .. iterations.Select(iteration => iteration.After)];
        var series = new MemorySeries();
        for (var i = 0; i < readings.Length; i++)
        {
            var at = requests[^1] * i / iterations.Count;
            var values = new long[Channels.Count];
            foreach (var channel in Channels.All)
            {
                values[(int)channel] = (long)Math.Round(At(at, requests, [.. readings.Select(reading => Value(reading, channel))]));
            }

            series.Add(new Sample((int)Math.Min(int.MaxValue, Math.Round(at)), values), []);
        }

        return series;
    }

    private static double At(double request, double[] requests, long[] values)
    {
        var next = Array.FindIndex(requests, 1, known => known >= request);
        next = next < 0 ? requests.Length - 1 : next;
        var distance = requests[next] - requests[next - 1];
        return distance == 0
            ? values[next]
            : values[next - 1] + ((request - requests[next - 1]) / distance * (values[next] - values[next - 1]));
    }

    /// <summary>Private memory without what the collector keeps free, which it takes and gives back as it likes.</summary>
    private static long Value(MemoryReading reading, MemoryChannel channel) => channel switch
    {
        MemoryChannel.Heap => reading.Heap,
        MemoryChannel.Private => reading.Private - reading.Free,
        MemoryChannel.PrivateUncollected => reading.Private,
        MemoryChannel.Mapped => reading[ProcessFigure.Mapped],
        MemoryChannel.Resident => reading[ProcessFigure.Resident],
        MemoryChannel.PeakResident => reading[ProcessFigure.PeakResident],
        MemoryChannel.Swapped => reading[ProcessFigure.Swapped],
        MemoryChannel.Threads => reading[ProcessFigure.Threads],
        MemoryChannel.Handles => reading[ProcessFigure.Handles],
        _ => Sample.Unknown,
    };

    private static RunEnvironment Elsewhere() => new()
    {
        Runtime = "",
        System = "",
        Architecture = "",
        Processors = Environment.ProcessorCount,
        IsChildProcess = true,
        TieredCompilation = true,
        ServerGc = false,
        SystemIsProven = true,
    };
}
