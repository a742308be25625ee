namespace GrowthGuard.Package.Tests;

/// <summary>
/// The first hour of somebody who has never used GrowthGuard: a new service, the lines of README.md, a leak, the warning, why it is one,
/// baseline and workflow, the fix, and a baseline that is empty again.
/// </summary>
public sealed class NewcomerTests(PackedFeed feed)
{
    private const string Guarded = "if (Prices.Count >= 1000) { Prices.Clear(); } Prices[sku] = 1;";

    [Fact]
    public async Task Leak_is_warned_of_explained_accepted_and_fixed()
    {
        using var workspace = new Workspace(feed);
        (await workspace.DotnetAsync(
            "new", "webapi", "--no-openapi", "--no-restore", "--no-update-check", "--output", "Shop")).Succeeded();
        (await workspace.DotnetAsync("add", "Shop", "package", "GrowthGuard.Analyzers", "--version", PackedFeed.Version)).Succeeded();
        workspace.Write("Shop/PriceCache.cs", Workspace.Leak);
        workspace.Write("Shop/Program.cs", workspace.Read("Shop/Program.cs").Replace(
            "app.Run();",
            "app.MapGet(\"/prices/{sku}\", (string sku) => Shop.PriceCache.Handle(sku));\n\napp.Run();",
            StringComparison.Ordinal));
        Assert.Equal(["PriceCache.cs: warning GG1001"], (await workspace.BuildAsync("Shop")).Succeeded().Diagnostics);
        Assert.Equal(["PriceCache.cs: error GG1001"], WithoutFlatTest((await BuildStrictAsync()).Failed()));

        // Why, down to the call of the endpoint.
        var why = (await workspace.ToolAsync(inCI: false, "explain", "GG1001", "Shop/PriceCache.cs", "--no-restore")).Succeeded().Output;
        Assert.Matches(@"calls +[^\n]+ \(Program\.cs:\d+\)\s+calls +PriceCache\.Handle \(PriceCache\.cs:9\)", why);

        // Accepted, but not by a build server.
        var refused = await workspace.ToolAsync(inCI: true, "baseline", "accept", "Shop");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("In CI a baseline only shrinks, and 1 line would be new or larger:", refused.Output, StringComparison.Ordinal);
        Assert.Contains(
            "+ GG1001 F:Shop.PriceCache.Prices",
            (await workspace.ToolAsync(inCI: false, "init", "Shop", "--yes", "--no-restore")).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Contains("growthguard", workspace.Read(".github/workflows/growthguard.yml"), StringComparison.Ordinal);
        Assert.Empty(WithoutFlatTest((await BuildStrictAsync()).Succeeded()));

        // What comes later is not accepted.
        workspace.Write("Shop/AuditLog.cs", Workspace.Leak.Replace("PriceCache", "AuditLog", StringComparison.Ordinal));
        Assert.Equal(["AuditLog.cs: error GG1001"], WithoutFlatTest((await BuildStrictAsync()).Failed()));

        // Both are fixed: the line in the baseline has to go too.
        File.Delete(workspace.PathOf("Shop/AuditLog.cs"));
        workspace.Write("Shop/PriceCache.cs", Workspace.Leak
            .Replace("private static", "// bound: 1000 (emptied when full)\n        private static", StringComparison.Ordinal)
            .Replace("Prices[sku] = 1;", Guarded, StringComparison.Ordinal));
        var stale = await workspace.ToolAsync(inCI: true, "baseline", "check", "Shop");
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains(
            "GrowthGuard.baseline.txt(3,1): warning GG5001: Baseline line 'GG1001 F:Shop.PriceCache.Prices' matches no finding any more",
            stale.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "- GG1001 F:Shop.PriceCache.Prices",
            (await workspace.ToolAsync(inCI: true, "baseline", "prune", "Shop")).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "No violations",
            (await workspace.ToolAsync(inCI: true, "baseline", "check", "Shop")).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Empty(WithoutFlatTest((await BuildStrictAsync()).Succeeded()));

        // That a service should have a test of its memory is not for the first hour.
        static IEnumerable<string> WithoutFlatTest(DotnetRun build) =>
            build.Diagnostics.Where(diagnostic => !diagnostic.EndsWith("GG4003", StringComparison.Ordinal));

        Task<DotnetRun> BuildStrictAsync() => workspace.BuildAsync("Shop", "-p:GrowthGuardMode=strict");
    }
}
