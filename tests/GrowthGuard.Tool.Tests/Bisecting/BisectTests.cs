using GrowthGuard.Tool.Tests.Git;

namespace GrowthGuard.Tool.Tests.Bisecting;

/// <summary>The verb with real builds and runs.</summary>
public sealed class BisectTests : IDisposable
{
    private const string Steady = """
        using GrowthGuard.Testing;

        internal sealed class Checkout : IMemoryScenario
        {
            public ValueTask InvokeAsync(int invocation) => ValueTask.CompletedTask;
        }
        """;

    private const string Growing = """
        using GrowthGuard.Testing;

        internal sealed class Checkout : IMemoryScenario
        {
            private static readonly List<byte[]> Kept = [];

            public ValueTask InvokeAsync(int invocation)
            {
                Kept.Add(new byte[400]);
                return ValueTask.CompletedTask;
            }
        }
        """;

    private readonly Scratch _cache = new();

    [Fact]
    public async Task Commit_that_made_it_grow_is_found_and_the_tree_of_the_user_is_not_touched()
    {
        using var repository = await ScratchRepository.CreateAsync();
        repository.Write(".gitignore", "bin\nobj\n");
        repository.Write("tests/Shop.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <AssemblyName>Shop.Scenarios</AssemblyName>
                <GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>
              </PropertyGroup>
              <ItemGroup><Reference Include="GrowthGuard.Testing" HintPath="{Path.Combine(AppContext.BaseDirectory, "GrowthGuard.Testing.dll")}" /></ItemGroup>
            </Project>
            """);
        repository.Write("tests/Checkout.cs", Steady);
        await repository.CommitAsync("Check out");
        repository.Write("tests/Checkout.cs", Growing);
        var planted = await repository.CommitAsync("Keep what was bought");
        repository.Write("README.md", "# Shop");
        await repository.CommitAsync("Describe the shop");
        repository.Write("README.md", "# A change that is in no commit");

        var result = await Tool.RunAsync(
            "bisect",
            "Checkout",
            "--project",
            Path.Combine(repository.Root, "tests"),
            "--good",
            "HEAD~2",
            "--bad",
            "HEAD",
            "--budget",
            "100",
            "--cache",
            _cache.Root);

        Assert.True(result.ExitCode == ExitCodes.Clean, result.Out + result.Error);
        Assert.StartsWith(
            $"{planted[..10]} is the first commit that grows: 'Keep what was bought', by Somebody on ",
            result.Lines[^1],
            StringComparison.Ordinal);
        Assert.EndsWith(
            "managed objects that stay reachable in Checkout.Kept, tests/Checkout.cs:5.",
            result.Lines[^1],
            StringComparison.Ordinal);
        Assert.Contains("Not in any commit, and so not built: README.md.", result.Error);
        Assert.Equal(3, Directory.GetDirectories(_cache.Root).Length);
        await AssertUntouchedAsync(repository);
        Assert.Equal("# A change that is in no commit", File.ReadAllText(Path.Combine(repository.Root, "README.md")));
        Assert.Equal(
            [".git", ".gitignore", "README.md", "tests"],
            Directory.GetFileSystemEntries(repository.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Worktree_is_removed_when_the_build_is_stopped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The build waits as it does on Linux.");
        using var repository = await ScratchRepository.CreateAsync();
        var began = _cache.PathOf("began");
        repository.Write("Shop.csproj", $"""
            <Project DefaultTargets="Build">
              <Target Name="Restore" />
              <Target Name="Build"><Exec Command="touch &quot;{began}&quot;; sleep 600" /></Target>
            </Project>
            """);
        await repository.CommitAsync("1");
        await repository.CommitAsync("2");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = Tool.RunAsync(
            stop.Token,
            "bisect",
            "Checkout",
            "--project",
            repository.Root,
            "--good",
            "HEAD~1",
            "--bad",
            "HEAD",
            "--cache",
            _cache.PathOf("builds"));
        while (!File.Exists(began) && !running.IsCompleted)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, (await repository.GitAsync("worktree", "list")).Split('\n').Length);
        await stop.CancelAsync();
        var result = await running;

        Assert.True(result.ExitCode == ExitCodes.Cancelled, result.Out + result.Error);
        await AssertUntouchedAsync(repository);
        Assert.Empty(Directory.GetFileSystemEntries(_cache.PathOf("builds")));
    }

    public void Dispose() => _cache.Dispose();

    private static async Task AssertUntouchedAsync(ScratchRepository repository)
    {
        Assert.Single((await repository.GitAsync("worktree", "list")).Split('\n'));
        Assert.Empty(Directory.Exists(Path.Combine(repository.Root, ".git/worktrees"))
            ? Directory.GetFileSystemEntries(Path.Combine(repository.Root, ".git/worktrees"))
            : []);
        Assert.Equal("main", await repository.GitAsync("symbolic-ref", "--short", "HEAD"));
        Assert.Equal("", await repository.GitAsync("for-each-ref", "refs/bisect"));
    }
}
