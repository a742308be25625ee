using GrowthGuard.Tool.Bisecting;
using GrowthGuard.Tool.Tests.Git;

namespace GrowthGuard.Tool.Tests.Bisecting;

/// <summary>A repository with 33 commits in a row, of which the first is flat: the subject of each is its number.</summary>
public sealed class LongHistory : IAsyncLifetime
{
    public const int Commits = 32;

    private ScratchRepository? _repository;

    internal ScratchRepository Repository => _repository!;

    /// <summary>Where a commit is in the row.</summary>
    internal static int NumberOf(Commit commit) => int.Parse(commit.Subject, System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        _repository = await ScratchRepository.CreateAsync();
        _repository.Write("Shop.csproj", "<Project />");
        for (var i = 0; i <= Commits; i++)
        {
            await _repository.CommitAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i}"));
        }
    }

    public ValueTask DisposeAsync()
    {
        Repository.Dispose();
        return ValueTask.CompletedTask;
    }
}
