namespace GrowthGuard.Package.Tests;

/// <summary>
/// Fixes on the command line, by the formatter of the SDK. Where a rule has several it takes one; of those of GG1001, one that documents
/// the bound. What it made builds, and the reasons that it left open still have to be written by somebody.
/// </summary>
public sealed class FormatTests(PackedFeed feed)
{
    /// <summary>GG1009 has one fix. That of GG1001 needs the attribute, and adds no file to the project for it.</summary>
    [Theory]
    [InlineData(true, "[Bounded(By = \"TODO: ")]
    [InlineData(false, "        // bound: TODO: ")]
    public async Task Formatter_applies_the_fix(bool hasAnnotations, string bound)
    {
        const string Source = "Shop/Worker.cs";
        using var workspace = new Workspace(feed);
        workspace.WriteProject(
            "Shop",
            items: hasAnnotations
                ? $"""<ItemGroup><PackageReference Include="GrowthGuard.Annotations" Version="{PackedFeed.Version}" /></ItemGroup>"""
                : "");
        workspace.Write("Shop/PriceCache.cs", Workspace.Leak);
        workspace.Write(Source, """
            namespace Shop;

            public static class Worker
            {
                private static readonly CancellationTokenSource Stopping = new();

                public static bool Handle(string message)
                {
                    var timeout = CancellationTokenSource.CreateLinkedTokenSource(Stopping.Token);
                    return timeout.IsCancellationRequested || message.Length == 0;
                }
            }

            """);
        var project = workspace.Read("Shop/Shop.csproj");
        Assert.Equal(
            ["PriceCache.cs: warning GG1001", "Worker.cs: warning GG1009"],
            (await workspace.BuildAsync("Shop")).Succeeded().Diagnostics);

        (await workspace.DotnetAsync("format", "analyzers", "Shop", "--diagnostics", "GG1001", "GG1009", "--severity", "warn")).Succeeded();

        Assert.Contains("        using var timeout = CancellationTokenSource.", workspace.Read(Source), StringComparison.Ordinal);
        Assert.Contains(bound, workspace.Read("Shop/PriceCache.cs"), StringComparison.Ordinal);
        Assert.Equal(project, workspace.Read("Shop/Shop.csproj"));
        Assert.Equal(["PriceCache.cs: warning GG1004"], (await workspace.BuildAsync("Shop", "--no-incremental")).Succeeded().Diagnostics);
    }

    [Fact]
    public async Task Leaky_sample_is_fixed_as_far_as_fixes_go()
    {
        const string Sample = "samples/LeakyOrders";
        using var workspace = new Workspace(feed);
        workspace.Copy("samples");
        workspace.Copy("Directory.Packages.props");
        workspace.Write("samples/Directory.Build.targets", $"""
            <Project>
              <ItemGroup Condition="'$(MSBuildProjectName)' == 'LeakyOrders'">
                <PackageVersion Include="GrowthGuard.Analyzers" Version="{PackedFeed.Version}" />
                <PackageReference Include="GrowthGuard.Analyzers" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        var before = RulesOf((await workspace.BuildAsync(Sample)).Succeeded());

        (await workspace.DotnetAsync("format", "analyzers", Sample, "--severity", "warn")).Succeeded();

        // What remains has no fix, or none at one of its places; of GG1004, also the reasons that the fix of GG1001 leaves to be written.
        var after = RulesOf((await workspace.BuildAsync(Sample, "--no-incremental")).Succeeded());
        Assert.Equal(["GG1001", "GG1005", "GG1008", "GG2002", "GG3001", "GG3002", "GG3006"], before.Except(after));
        Assert.Empty(after.Except(before));

        static IEnumerable<string> RulesOf(DotnetRun build) =>
            build.Diagnostics.Select(diagnostic => diagnostic[^6..]).Distinct().Order(StringComparer.Ordinal);
    }
}
