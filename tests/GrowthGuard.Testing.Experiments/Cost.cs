using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using GrowthGuard.Census;
using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Experiments;

/// <summary>What a run costs.</summary>
internal static partial class Cost
{
    private const int Children = -1;
    private const int UsageNumbers = 18;
    private const int Samples = 200;
    private const int Megabyte = 1024 * 1024;

    private static readonly string[] KindsTimed = ["trivial handler", "JSON handler", "object of 24 B", "list of 56 B arrays"];

    /// <summary>Prints the median time to a verdict, the start of the process included, and the time of a sample.</summary>
    public static async Task ShowAsync(int runs)
    {
        Console.WriteLine("| scenario | runs | median s to the verdict | slowest s | processor s of the child | invocations |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var kind in Kinds.All.Where(kind => KindsTimed.Contains(kind.Name)))
        {
            var results = new List<MemoryFlatResult>();
            var before = ChildProcessorSeconds();
            for (var i = 0; i < runs; i++)
            {
                results.Add(await kind.RunAsync(i));
            }

            var seconds = results.Select(result => result.Duration.TotalSeconds).Order().ToList();
            Console.WriteLine(
                $"| {kind.Name} | {runs} | {seconds[runs / 2]:0.000} | {seconds[^1]:0.000} | {(ChildProcessorSeconds() - before) / runs:0.000} | {results[0].Invocations} |");
        }

        ShowSamples();
    }

    private static void ShowSamples()
    {
        using var reader = ProcessReader.Create(exact: true);
        var sampler = new Sampler(reader);
        var census = new StoreCensus(new CensusRequest(Assembly.GetExecutingAssembly(), [], []));
        var values = new long[Channels.Count];
        census.Take();

        Console.WriteLine();
        Console.WriteLine("| per batch | median ms |");
        Console.WriteLine("| --- | ---: |");
        Show("reading the system", () => reader.Read(values));
        Show($"census of {census.Roots.Count} stores", () => census.Take());
        Show("collection and reading, heap next to empty", () => sampler.Take(values));
        foreach (var megabytes in new[] { 10, 50 })
        {
            var kept = Enumerable.Range(0, megabytes * 1024).Select(_ => new byte[1000]).ToList();
            Show($"collection and reading, heap of {values[(int)MemoryChannel.Heap] / Megabyte + megabytes} MB", () =>
                sampler.Take(values));
            GC.KeepAlive(kept);
        }
    }

    /// <summary>The processor time of the children that have ended: what other work on the machine does not change.</summary>
    private static double ChildProcessorSeconds()
    {
        Span<long> usage = stackalloc long[UsageNumbers];
        _ = GetUsage(Children, ref MemoryMarshal.GetReference(usage));

        // Seconds and microseconds, first of the program, then of the system for it.
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref long usage);

    private static void Show(string what, Action action)
    {
        var times = new double[Samples];
        for (var i = 0; i < Samples; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"| {what} | {times[Samples / 2]:0.00} |");
    }
}
