using GrowthGuard.Tool.Bisecting;
using GrowthGuard.Tool.Git;
using GrowthGuard.Tool.Tests.Git;

namespace GrowthGuard.Tool.Tests.Bisecting;

public sealed class CommitSearchTests(LongHistory history) : IClassFixture<LongHistory>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    public async Task Planted_commit_is_found_with_as_many_trials_as_were_said(int planted)
    {
        var (found, tried) = await SearchAsync(commit => LongHistory.NumberOf(commit) < planted ? TrialVerdict.Flat : TrialVerdict.Grows);

        Assert.Equal(planted, LongHistory.NumberOf(Assert.Single(found)));
        Assert.InRange(tried, 1, CommitSearch.MostTrials(LongHistory.Commits));
    }

    [Theory]
    [InlineData(20, 10, 14)]
    [InlineData(20, 16, 16)]
    [InlineData(5, 12, 30)]
    [InlineData(32, 2, 30)]
    public async Task What_cannot_be_decided_is_passed_over(int planted, int firstUndecided, int lastUndecided)
    {
        var (found, tried) = await SearchAsync(Planted(planted, firstUndecided, lastUndecided));

        Assert.Equal(planted, LongHistory.NumberOf(Assert.Single(found)));
        // Fewer than one by one would take, even when nearly nothing can be decided.
        Assert.InRange(tried, 1, LongHistory.Commits * 2 / 3);
    }

    [Fact]
    public async Task All_are_named_that_it_can_be_when_those_before_it_cannot_be_decided()
    {
        var (found, _) = await SearchAsync(Planted(12, 10, 14));

        Assert.Equal(15, LongHistory.NumberOf(found[0]));
        Assert.Equal([10, 11, 12, 13, 14], found.Skip(1).Select(LongHistory.NumberOf).Order());
    }

    [Fact]
    public async Task Commit_of_a_merged_branch_is_found()
    {
        using var repository = await ScratchRepository.CreateAsync();
        await repository.CommitAsync("base");
        await repository.GitAsync("checkout", "--quiet", "-b", "side");
        foreach (var subject in (string[])["side 1", "side 2 grows", "side 3"])
        {
            await repository.CommitAsync(subject);
        }

        await repository.GitAsync("checkout", "--quiet", "main");
        foreach (var subject in (string[])["main 1", "main 2", "main 3"])
        {
            await repository.CommitAsync(subject);
        }

        await repository.GitAsync("merge", "--quiet", "--no-ff", "-m", "merged", "side");
        string[] growing = ["side 2 grows", "side 3", "merged"];
        var search = new CommitSearch(
            repository.Repository,
            (commit, _) => Task.FromResult(growing.Contains(commit.Subject) ? TrialVerdict.Grows : TrialVerdict.Flat));

        var found = await search.RunAsync(
            await CommitAsync(repository.Repository, "main~4"),
            await CommitAsync(repository.Repository, "main"),
            Cancellation);

        Assert.Equal("side 2 grows", Assert.Single(found).Subject);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(32, 5)]
    [InlineData(33, 6)]
    public void Number_of_trials_is_the_logarithm(int commits, int expected) => Assert.Equal(expected, CommitSearch.MostTrials(commits));

    private static Func<Commit, TrialVerdict> Planted(int planted, int firstUndecided, int lastUndecided) =>
        commit => LongHistory.NumberOf(commit) switch
        {
            var number when number >= firstUndecided && number <= lastUndecided => TrialVerdict.Undecided,
            var number => number < planted ? TrialVerdict.Flat : TrialVerdict.Grows,
        };

    private static Task<Commit> CommitAsync(GitRepository repository, string revision) =>
        Commit.OfAsync(repository, revision, Cancellation);

    private async Task<(IReadOnlyList<Commit> Found, int Tried)> SearchAsync(Func<Commit, TrialVerdict> judge)
    {
        var repository = history.Repository.Repository;
        var tried = 0;
        var search = new CommitSearch(repository, (commit, _) =>
        {
            tried++;
            return Task.FromResult(judge(commit));
        });
        var found = await search.RunAsync(
            await CommitAsync(repository, $"HEAD~{LongHistory.Commits}"),
            await CommitAsync(repository, "HEAD"),
            Cancellation);
        return (found, tried);
    }
}
