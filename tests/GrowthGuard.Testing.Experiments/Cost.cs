namespace GrowthGuard.Testing.Experiments;

/// <summary>What a run costs.</summary>
internal static class Cost
{
    /// <summary>Prints the median time to a verdict, the start of the process included, and the time of a sample.</summary>
    public static async Task ShowAsync(int runs)
    {
        Console.WriteLine("| kind | runs | median s to the verdict | slowest s | invocations | ms per batch |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var kind in Kinds.All.Where(kind => kind.Scenario == typeof(Flat.Trivial) || kind.Scenario == typeof(Flat.Json) || kind.Scenario == typeof(Leaking.Object24) || kind.Scenario == typeof(Leaking.List64)))
        {
            var results = new List<MemoryFlatResult>();
            for (var i = 0; i < runs; i++)
            {
                results.Add(await MemoryFlat.RunAsync(kind.Reference(i), new MemoryFlatOptions()));
            }

            var seconds = results.Select(result => result.Duration.TotalSeconds).Order().ToList();
            var batches = results.Select(result => result.Duration.TotalMilliseconds / (result.Series.Samples.Count - 1)).Order().ToList();
            Console.WriteLine($"| {kind.Name} | {runs} | {seconds[runs / 2]:0.000} | {seconds[^1]:0.000} | {results[0].Invocations} | {batches[runs / 2]:0.00} |");
        }
    }
}
