namespace GrowthGuard.Package.Tests;

/// <summary>Fixes on the command line, by the formatter of the SDK.</summary>
public sealed class FormatTests(PackedFeed feed)
{
    /// <summary>
    /// GG1009 has one fix. GG1001 has several to choose from, and the formatter takes one that documents the bound with an attribute; without
    /// the package that has the attribute, the fix adds its source, and the formatter names that file in the project, where it is already.
    /// </summary>
    [Fact]
    public async Task Formatter_applies_the_fix()
    {
        const string Source = "Shop/Worker.cs";
        using var workspace = new Workspace(feed);
        workspace.WriteProject("Shop", items: $"""<ItemGroup><PackageReference Include="GrowthGuard.Annotations" Version="{PackedFeed.Version}" /></ItemGroup>""");
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
        Assert.Equal(["PriceCache.cs: warning GG1001", "Worker.cs: warning GG1009"], (await workspace.BuildAsync("Shop")).Succeeded().Diagnostics);

        (await workspace.DotnetAsync("format", "analyzers", "Shop", "--diagnostics", "GG1001", "GG1009", "--severity", "warn")).Succeeded();

        Assert.Contains("        using var timeout = CancellationTokenSource.", workspace.Read(Source), StringComparison.Ordinal);
        Assert.Contains("[Bounded(1000, By = \"TODO: ", workspace.Read("Shop/PriceCache.cs"), StringComparison.Ordinal);

        // It builds, and the number still has to be kept by somebody.
        Assert.Equal(["PriceCache.cs: warning GG1003"], (await workspace.BuildAsync("Shop", "--no-incremental")).Succeeded().Diagnostics);
    }
}
