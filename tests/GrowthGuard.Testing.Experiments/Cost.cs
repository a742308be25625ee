using System.Diagnostics;
using System.Reflection;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Experiments;

/// <summary>What a run costs.</summary>
internal static class Cost
{
    private const int Samples = 200;
    private const int Megabyte = 1024 * 1024;

    private static readonly string[] KindsTimed = ["trivial handler", "JSON handler", "object of 24 B", "list of 56 B arrays"];

    /// <summary>Prints the median time to a verdict, the start of the process included, and the time of a sample.</summary>
    public static async Task ShowAsync(int runs)
    {
        Console.WriteLine("| scenario | runs | median s to the verdict | slowest s | invocations |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var kind in Kinds.All.Where(kind => KindsTimed.Contains(kind.Name)))
        {
            var results = new List<MemoryFlatResult>();
            for (var i = 0; i < runs; i++)
            {
                results.Add(await kind.RunAsync(i));
            }

            var seconds = results.Select(result => result.Duration.TotalSeconds).Order().ToList();
            Console.WriteLine($"| {kind.Name} | {runs} | {seconds[runs / 2]:0.000} | {seconds[^1]:0.000} | {results[0].Invocations} |");
        }

        ShowSamples();
    }

    private static void ShowSamples()
    {
        using var reader = ProcessReader.Create();
        var sampler = new Sampler(reader);
        var census = Census.For(new CensusRequest(Assembly.GetExecutingAssembly(), [], []));
        var values = new long[Channels.Count];

        Console.WriteLine();
        Console.WriteLine("| per batch | median ms |");
        Console.WriteLine("| --- | ---: |");
        Show("reading the system", () => reader.Read(values));
        Show($"census of {census.Roots.Count} stores", () => census.Take());
        Show("collection and reading, heap next to empty", () => sampler.Take(values));
        foreach (var megabytes in new[] { 10, 50 })
        {
            var kept = Enumerable.Range(0, megabytes * 1024).Select(_ => new byte[1000]).ToList();
            Show($"collection and reading, heap of {values[(int)Channel.Heap] / Megabyte + megabytes} MB", () => sampler.Take(values));
            GC.KeepAlive(kept);
        }
    }

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
