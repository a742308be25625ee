using GrowthGuard.Tool.Git;

namespace GrowthGuard.Tool.Tests.Git;

public sealed class GitRepositoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_is_the_one_that_is_checked_out()
    {
        using var repository = await ScratchRepository.CreateAsync();
        Assert.Null(await repository.Repository.HeadAsync(Cancellation));

        var commit = await repository.CommitAsync("First");

        Assert.Equal(commit, await repository.Repository.HeadAsync(Cancellation));
    }

    [Fact]
    public async Task Only_what_a_commit_knows_can_be_changed()
    {
        using var repository = await ScratchRepository.CreateAsync();
        for (var i = 1; i <= 6; i++)
        {
            repository.Write($"folder/größe {i}.txt", "1");
        }

        await repository.CommitAsync("First");
        repository.Write("new.txt", "");
        Assert.Null(await repository.Repository.ChangesAsync(except: null, Cancellation));

        var history = repository.Write("folder/größe 1.txt", "2");
        Assert.Equal("folder/größe 1.txt", await repository.Repository.ChangesAsync(except: null, Cancellation));
        Assert.Null(await repository.Repository.ChangesAsync(history, Cancellation));

        for (var i = 2; i <= 6; i++)
        {
            repository.Write($"folder/größe {i}.txt", "2");
        }

        await repository.GitAsync("add", "folder/größe 2.txt");
        Assert.EndsWith(
            "größe 5.txt and 1 more",
            await new GitRepository(Path.Combine(repository.Root, "folder")).ChangesAsync(except: null, Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_git_refuses_is_said_in_its_words()
    {
        using var scratch = new Scratch();

        var error = await Assert.ThrowsAsync<ToolException>(() => new GitRepository(scratch.Root).ChangesAsync(except: null, Cancellation));

        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.Contains("not a git repository", error.Message);
        Assert.Null(await new GitRepository(scratch.Root).HeadAsync(Cancellation));
    }
}
