namespace GrowthGuard.Package.Tests;

/// <summary>
/// The kit under Microsoft.Testing.Platform. VSTest, the other mode of <c>dotnet test</c>, runs all tests of the repository.
/// </summary>
public sealed class TestPlatformTests
{
    private static readonly string[] Modules =
    [
        "GrowthGuard.Testing.MSTest.Tests",
        "GrowthGuard.Testing.NUnit.Tests",
        "GrowthGuard.Testing.NUnit4.Tests",
        "GrowthGuard.Testing.Xunit.Tests",
        "GrowthGuard.Testing.XunitV3.Tests",
    ];

    [Fact]
    public async Task Tests_of_the_kit_pass()
    {
        var folder = Directory.CreateTempSubdirectory("growthguard-platform-");
        await File.WriteAllTextAsync(
            Path.Combine(
                folder.FullName,
                "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""", TestContext.Current.CancellationToken);
        var run = await DotnetRun.OfAsync(
            "dotnet",
            [
                "test", "--no-ansi", "--root-directory", Places.BuildOutput,
                "--test-modules", string.Join(';', Modules.Select(module => Places.InBuildOutput(module, $"{module}.dll"))),
            ],
            folder.FullName,
            new Dictionary<string, string>(),
            TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);

        Assert.All(Modules, module => Assert.Matches($@"{module}\.dll \([^)]*\) passed", run.Succeeded().Output));
        Assert.Matches($@"succeeded: {2 * Modules.Length}\s", run.Output);
    }
}
