using GrowthGuard.Tool.Bisecting;

namespace GrowthGuard.Tool.Tests.Bisecting;

public sealed class BuildCacheTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private int _builds;

    [Fact]
    public async Task Commit_is_built_once_with_the_same_settings()
    {
        var cache = new BuildCache(_scratch.Root);

        var first = await cache.GetAsync("abc", "Release", BuildAsync);
        var again = await cache.GetAsync("abc", "Release", BuildAsync);
        var other = await cache.GetAsync("abc", "Debug", BuildAsync);

        Assert.Equal((false, true, false, 2), (first.WasThere, again.WasThere, other.WasThere, _builds));
        Assert.Equal(first.Folder, again.Folder);
        Assert.Equal("1", File.ReadAllText(Path.Combine(again.Folder, "built")));
    }

    [Fact]
    public async Task Build_that_fails_leaves_nothing()
    {
        var cache = new BuildCache(_scratch.Root);

        await Assert.ThrowsAsync<ToolException>(() => cache.GetAsync("abc", "Release", async folder =>
        {
            await BuildAsync(folder);
            throw ToolException.BuildFailed("it does not build");
        }));

        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Root));
    }

    [Fact]
    public async Task Builds_that_were_not_used_for_longest_go()
    {
        var cache = new BuildCache(_scratch.Root);
        for (var i = 0; i < 66; i++)
        {
            var (folder, _) = await cache.GetAsync($"{i}", "Release", BuildAsync);
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddDays(i - 100));
            if (i == 60)
            {
                await cache.GetAsync("0", "Release", BuildAsync);
            }
        }

        Assert.Equal(64, Directory.GetDirectories(_scratch.Root).Length);
        Assert.True((await cache.GetAsync("0", "Release", BuildAsync)).WasThere);
        Assert.False((await cache.GetAsync("1", "Release", BuildAsync)).WasThere);
    }

    public void Dispose() => _scratch.Dispose();

    private Task BuildAsync(string folder)
    {
        _builds++;
        return File.WriteAllTextAsync(
            Path.Combine(folder, "built"),
            _builds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TestContext.Current.CancellationToken);
    }
}
