namespace GrowthGuard.Package.Tests;

/// <summary>The package in new projects of every kind: each is warned of the leak in it, but for those of tests.</summary>
public sealed class TemplateTests(PackedFeed feed)
{
    // The first of each template is of the framework that the template is for.
    private static readonly (string Project, string Template, string Framework)[] Kinds =
    [
        ("Console", "console", "net10.0"),
        ("Console9", "console", "net9.0"),
        ("Console8", "console", "net8.0"),
        ("Library", "classlib", "net10.0"),
        ("Library6", "classlib", "net6.0"),
        ("Standard", "classlib", "netstandard2.0"),
        ("Standard21", "classlib", "netstandard2.1"),
        ("Framework", "classlib", "net48"),
        ("Web", "web", "net10.0"),
        ("WebApi", "webapi", "net10.0"),
        ("WebApiAot", "webapiaot", "net10.0"),
        ("RazorPages", "webapp", "net10.0"),
        ("Mvc", "mvc", "net10.0"),
        ("Blazor", "blazor", "net10.0"),
        ("BlazorWebAssembly", "blazorwasm", "net10.0"),
        ("RazorLibrary", "razorclasslib", "net10.0"),
        ("Grpc", "grpc", "net10.0"),
        ("WorkerService", "worker", "net10.0"),
    ];

    /// <summary>What a test leaves behind lives as long as the run.</summary>
    private static readonly (string Project, string Template, string Framework)[] KindsOfTests =
    [
        ("TestsOfXunit", "xunit", "net10.0"),
        ("TestsOfMSTest", "mstest", "net10.0"),
        ("TestsOfNUnit", "nunit", "net10.0"),
    ];

    [Fact]
    public async Task Every_kind_of_project_but_tests_is_warned()
    {
        using var workspace = new Workspace(feed);
        workspace.Write("Directory.Build.props", $"""
            <Project>
              <!-- The runner of a program needs a package of its own for old frameworks, whose language knows no nullable types. -->
              <PropertyGroup><UseAppHost>false</UseAppHost><LangVersion>latest</LangVersion></PropertyGroup>
              <ItemGroup><PackageReference Include="GrowthGuard.Analyzers" Version="{PackedFeed.Version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        foreach (var kinds in Kinds.Concat(KindsOfTests).GroupBy(kind => kind.Template))
        {
            // The templates of an SDK offer its own framework only. For an older one, what was made is copied.
            var (first, template, _) = kinds.First();
            (await workspace.DotnetAsync("new", template, "--no-restore", "--no-update-check", "--output", first)).Succeeded();
            foreach (var (project, _, framework) in kinds.Skip(1))
            {
                foreach (var file in Directory.EnumerateFiles(workspace.PathOf(first)))
                {
                    var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
                    workspace.Write(
                        $"{project}/{Path.GetFileName(file).Replace(first, project, StringComparison.Ordinal)}",
                        text.Replace(">net10.0<", $">{framework}<", StringComparison.Ordinal));
                }
            }
        }

        foreach (var (project, _, _) in Kinds.Concat(KindsOfTests))
        {
            workspace.Write($"{project}/PriceCache.cs", Workspace.Leak);
        }

        workspace.WriteSolution("All.slnx", Kinds.Concat(KindsOfTests).Select(kind => kind.Project));
        var build = (await workspace.BuildAsync("All.slnx")).Succeeded();

        Assert.All(
            Kinds,
            kind => Assert.Equal(
                (kind.Project, "PriceCache.cs: warning GG1001"),
                (kind.Project, string.Join(", ", build.DiagnosticsOf(kind.Project)))));
        Assert.All(
            KindsOfTests,
            kind => Assert.Equal((kind.Project, ""), (kind.Project, string.Join(", ", build.DiagnosticsOf(kind.Project)))));
    }
}
