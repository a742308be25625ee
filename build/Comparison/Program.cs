using System.Diagnostics;
using GrowthGuard.Comparison;
using GrowthGuard.DocsGenerator;

// Builds samples/LeakyOrders under GrowthGuard and its peers and writes what each says of the leaks into docs/comparison.md.
var root = Repository.FindRoot();
var folder = Path.Combine(root, "build", "Comparison");
var log = Path.Combine(Path.GetTempPath(), $"growthguard-comparison-{Guid.NewGuid():N}.sarif");
try
{
    var build = Process.Start(new ProcessStartInfo(
        "dotnet",
        ["build", Path.Combine(folder, "Peers"), "--no-incremental", "-v", "quiet", "-clp:ErrorsOnly", $"-p:ComparisonLog={log}"]))!;
    await build.WaitForExitAsync();
    if (build.ExitCode != 0 || !File.Exists(log))
    {
        Console.Error.WriteLine("The sample does not build under the peers; see above.");
        return 1;
    }

    var related = File.ReadLines(Path.Combine(folder, "related.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ')[0]).ToHashSet();
    var results = Result.Read(log);
    var page = Path.Combine(root, "docs", "comparison.md");
    var before = await File.ReadAllTextAsync(page);
    var after = GeneratedBlock.Replace(before, "comparison", ComparisonTable.Of(results, related));
    if (after != before)
    {
        await File.WriteAllTextAsync(page, after);
        Console.WriteLine("wrote docs/comparison.md");
    }

    return 0;
}
finally
{
    File.Delete(log);
}
