using System.Diagnostics;
using GrowthGuard.Tool.Git;

namespace GrowthGuard.Tool.Tests.Git;

public sealed class WorktreeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_is_checked_out_elsewhere_and_runs_no_hook()
    {
        using var repository = await ScratchRepository.CreateAsync();
        repository.Write("code.cs", "old");
        var commit = await repository.CommitAsync("1");
        repository.Write("code.cs", "new");
        await repository.CommitAsync("2");
        var hook = repository.Write(".git/hooks/post-checkout", $"#!/bin/sh\ntouch \"{repository.Root}/ran\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string folder;
        await using (var tree = await Worktree.AddAsync(repository.Repository, commit, Cancellation))
        {
            folder = tree.Folder;
            Assert.Equal("old", File.ReadAllText(Path.Combine(folder, "code.cs")));
            File.WriteAllText(Path.Combine(folder, "built.dll"), "");
        }

        Assert.False(Directory.Exists(folder));
        Assert.Single(await TreesAsync(repository));
        Assert.False(File.Exists(Path.Combine(repository.Root, "ran")));
    }

    [Fact]
    public async Task Nothing_is_left_of_one_that_was_not_made()
    {
        using var repository = await ScratchRepository.CreateAsync();
        var commit = await repository.CommitAsync("1");

        // On a busy machine the worktree may be there before anybody says stop.
        while (await IsMadeBeforeAsync(TimeSpan.FromMilliseconds(1)))
        {
        }

        await Assert.ThrowsAsync<ToolException>(() => Worktree.AddAsync(repository.Repository, "none", Cancellation));

        Assert.Single(await TreesAsync(repository));

        async Task<bool> IsMadeBeforeAsync(TimeSpan delay)
        {
            using var stop = new CancellationTokenSource(delay);
            try
            {
                await using var worktree = await Worktree.AddAsync(repository.Repository, commit, stop.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Only_worktrees_of_processes_that_have_ended_are_left_over()
    {
        using var repository = await ScratchRepository.CreateAsync();
        await repository.CommitAsync("1");
        using var elsewhere = new Scratch();
        using var ended = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true })!;
        await ended.WaitForExitAsync(Cancellation);
        string[] names = ["of-the-user", $"growthguard-worktree-{ended.Id}-x", $"growthguard-worktree-{Environment.ProcessId}-x"];
        foreach (var name in names)
        {
            await repository.GitAsync("worktree", "add", "--detach", elsewhere.PathOf(name));
        }

        await Worktree.RemoveLeftoversAsync(repository.Repository, Cancellation);

        Assert.Equal([names[2], names[0]], Directory.GetDirectories(elsewhere.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await TreesAsync(repository)).Length);
    }

    private static async Task<string[]> TreesAsync(ScratchRepository repository) =>
        (await repository.GitAsync("worktree", "list")).Split('\n');
}
