using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool.Tests;

/// <summary>Each way in which there is no verdict: one message that says what to do, and an exit code that is not 'clean'.</summary>
public sealed class FailureTests : IDisposable
{
    private const string Uncompilable = "class Broken { int M() => missing; }";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Project_that_does_not_compile()
    {
        _scratch.WriteProject("Broken");
        _scratch.Write("Broken/Broken.cs", Uncompilable);
        _scratch.Write("Broken/Cache.cs", Checking.Class("Cache", "Leaky"));
        var result = await CheckAsync("Broken");

        AssertFails(
            result,
            ExitCodes.BuildFailed,
            "'Broken.csproj' does not build",
            "Broken.cs(1,27): error CS0103: The name 'missing'",
            "Fix the code");
    }

    [Fact]
    public async Task Only_the_first_of_many_compile_errors_are_shown()
    {
        _scratch.WriteProject("Broken");
        _scratch.Write(
            "Broken/Broken.cs",
            $"class Broken {{ {string.Concat(Enumerable.Range(0, 11).Select(i => $"int M{i}() => missing;\n"))} }}");
        var result = await CheckAsync("Broken");

        AssertFails(result, ExitCodes.BuildFailed, "... and 3 more");
        Assert.Equal(8, result.Error.Split("error CS0103").Length - 1);
    }

    [Fact]
    public async Task Packages_that_cannot_be_restored()
    {
        _scratch.Write(
            "NuGet.config",
            """<configuration><packageSources><clear /><add key="none" value="." /></packageSources></configuration>""");
        _scratch.WriteProject(
            "App",
            items: """<ItemGroup><PackageReference Include="No.Such.Package.Anywhere" Version="1.0.0" /></ItemGroup>""");

        AssertFails(await CheckAsync("App"), ExitCodes.BuildFailed, "error NU1101", "packages cannot be restored");
    }

    [Fact]
    public async Task Project_that_was_never_restored()
    {
        _scratch.WriteProject("App");
        var result = await Tool.CheckAsync(Checking.Of(_scratch, "App") with { NoRestore = true });

        AssertFails(result, ExitCodes.BuildFailed, "NETSDK1004", "leave out --no-restore");
    }

    [Fact]
    public async Task Damaged_solution()
    {
        _scratch.Write("App.sln", "not a solution");

        AssertFails(await CheckAsync("App.sln"), ExitCodes.BuildFailed, "MSB5010", "cannot read the solution");
    }

    [Fact]
    public async Task Damaged_project()
    {
        _scratch.Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">");

        AssertFails(await CheckAsync("App.csproj"), ExitCodes.BuildFailed, "MSB4025", "cannot read a project file");
    }

    [Fact]
    public async Task Solution_without_csharp()
    {
        _scratch.Write(
            "Other/Other.vbproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        _scratch.Write("Other.slnx", """<Solution><Project Path="Other/Other.vbproj" /></Solution>""");

        AssertFails(await CheckAsync("Other.slnx"), ExitCodes.Usage, "'Other.slnx' compiled no C# project");
    }

    [Fact]
    public async Task Missing_sdk()
    {
        _scratch.WriteProject("App");
        var result = await Tool.CheckAsync(Checking.Of(_scratch, "App") with { DotnetCommand = "no-such-dotnet" });

        AssertFails(result, ExitCodes.BuildFailed, "'no-such-dotnet' was not found", "dotnet.microsoft.com/download");
    }

    [Fact]
    public async Task Sdk_that_global_json_asks_for_is_not_installed()
    {
        _scratch.WriteProject("App");
        _scratch.Write("App/global.json", """{ "sdk": { "version": "2.0.999", "rollForward": "disable" } }""");

        AssertFails(await CheckAsync("App"), ExitCodes.BuildFailed, "2.0.999", "Install the .NET SDK that the code asks for");
    }

    [Fact]
    public async Task Analyzer_that_throws_gives_no_verdict()
    {
        _scratch.WriteProject("App");
        _scratch.Write("App/Cache.cs", "class C { int CrashHere = 1; }");

        AssertFails(await CheckAsync("App"), ExitCodes.BuildFailed, "analyzers did not work in App (net10.0)", "AD0001", "report it");
    }

    [Fact]
    public async Task Analyzer_that_cannot_be_loaded_gives_no_verdict()
    {
        _scratch.WriteProject("App");
        var damaged = _scratch.Write("GrowthGuard.Analyzers.dll", "not an assembly");
        var result = await Tool.CheckAsync(Checking.Of(_scratch, "App") with { AnalyzerPath = damaged });

        AssertFails(result, ExitCodes.BuildFailed, "analyzers did not work in App");
    }

    [Fact]
    public async Task Build_that_stops_at_findings_is_a_violation_and_no_build_failure()
    {
        _scratch.WriteProject("Base", items: """
            <Target Name="OwnIdea" AfterTargets="GrowthGuardInjectAnalyzers">
              <PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors><WarningsNotAsErrors /></PropertyGroup>
            </Target>
            """);
        _scratch.Write("Base/Cache.cs", Checking.Class("Cache", "Leaky"));
        _scratch.WriteProject("App", items: """<ItemGroup><ProjectReference Include="../Base/Base.csproj" /></ItemGroup>""");
        var result = await CheckAsync("App");

        Assert.True(result.ExitCode == ExitCodes.Violations, result.Error);
        Assert.StartsWith("Base/Cache.cs(5,79): error GG1001: ", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1 violation in 1 project (1 error), ", result.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("projects that depend on these were not checked", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_build_and_removes_the_temporary_folder()
    {
        var started = _scratch.PathOf("started");
        var survived = _scratch.PathOf("survived");
        var wait = OperatingSystem.IsWindows() ? "ping -n 60 127.0.0.1 > nul" : "sleep 60";
        _scratch.WriteProject("Slow", items: $"""
            <Target Name="Wait" BeforeTargets="CoreCompile">
              <Touch Files="$(MSBuildProjectDirectory)/../started" AlwaysCreate="true" />
              <Exec Command="{wait}" />
              <Touch Files="$(MSBuildProjectDirectory)/../survived" AlwaysCreate="true" />
            </Target>
            """);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var check = Tool.CheckAsync(Checking.Of(_scratch, "Slow"), cancellation.Token);
        while (!File.Exists(started) && !check.IsCompleted)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await cancellation.CancelAsync();
        var result = await check.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        AssertFails(result, ExitCodes.Cancelled, "stopped");
        Assert.False(File.Exists(survived));
    }

    private Task<ToolResult> CheckAsync(string path) => Tool.CheckAsync(Checking.Of(_scratch, path));

    private void AssertFails(ToolResult result, int exitCode, params string[] parts)
    {
        Assert.True(exitCode == result.ExitCode, $"exit code {result.ExitCode}\n{result.Error}\n{result.Out}");
        Assert.Equal("", result.Out);
        Assert.StartsWith("growthguard: ", result.Error, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, result.Error, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.PathOf("tmp")));
    }
}
