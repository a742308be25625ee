namespace GrowthGuard.Package.Tests;

/// <summary>A project that has been built is built again when what the rules depend on changes, and only then.</summary>
public sealed class IncrementalTests(PackedFeed feed) : IDisposable
{
    private const string Bounds = "GrowthGuard.bounds.txt";
    private const string Baseline = "GrowthGuard.baseline.txt";
    private const string Facts = "GrowthGuard.facts.shop.txt";

    private readonly Workspace _workspace = new(feed);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Compiler_runs_when_the_policy_changes()
    {
        _workspace.WriteLeakyProject("Shop");
        await AssertBuildSaysAsync(["PriceCache.cs: warning GG1001"]);
        await AssertBuildSaysAsync([]);

        // Another mode, each time from a project that is up to date.
        await AssertBuildSaysAsync(["PriceCache.cs: error GG1001"], "-p:GrowthGuardMode=strict");
        await AssertBuildSaysAsync(["PriceCache.cs: warning GG1001"]);
        await AssertBuildSaysAsync(
            ["PriceCache.cs: warning GG1001"],
            "-p:TreatWarningsAsErrors=true",
            "-p:GrowthGuardTreatWarningsAsErrors=false");
        await AssertBuildSaysAsync(["PriceCache.cs: error GG1001"], "-p:TreatWarningsAsErrors=true");
        await AssertBuildSaysAsync(["PriceCache.cs: warning GG1001"]);

        // A file that comes, is edited, and goes.
        _workspace.Write(Bounds, "F:Shop.PriceCache.Prices = unbounded  # one entry per product of the catalogue\n");
        await AssertBuildSaysAsync([]);
        _workspace.Write(Bounds, "# nothing\n");
        await AssertBuildSaysAsync(["PriceCache.cs: warning GG1001"]);
        _workspace.Write(Baseline, "GG1001 F:Shop.PriceCache.Prices\n");
        await AssertBuildSaysAsync([]);
        File.Delete(_workspace.PathOf(Baseline));
        await AssertBuildSaysAsync(["PriceCache.cs: warning GG1001"]);
        await AssertBuildSaysAsync([]);

        // It may be older than what was built.
        _workspace.Write(Facts, "keyd Shop.PriceTable\n");
        File.SetLastWriteTimeUtc(_workspace.PathOf(Facts), DateTime.UtcNow.AddYears(-1));
        await AssertBuildSaysAsync(["GrowthGuard.facts.shop.txt: warning GG5002", "PriceCache.cs: warning GG1001"]);

        // A check compiles without stopping at a leak: what it leaves behind is not the build's.
        File.Delete(_workspace.PathOf(Facts));
        Assert.Equal(1, (await _workspace.ToolAsync(inCI: false, "check", "Shop", "--mode", "strict")).ExitCode);
        await AssertBuildSaysAsync(["PriceCache.cs: warning GG1001"]);
        await AssertBuildSaysAsync([]);
    }

    private async Task AssertBuildSaysAsync(string[] expected, params string[] arguments) =>
        Assert.Equal(expected, (await _workspace.BuildAsync(["Shop", .. arguments])).Diagnostics);
}
