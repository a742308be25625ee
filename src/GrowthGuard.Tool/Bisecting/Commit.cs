using System.Globalization;
using GrowthGuard.Tool.Git;

namespace GrowthGuard.Tool.Bisecting;

/// <summary>A commit of a repository.</summary>
/// <param name="Hash">Its whole hash.</param>
/// <param name="Date">The day on which it was made.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Subject">The first line of its message.</param>
internal sealed record Commit(string Hash, DateOnly Date, string Author, string Subject)
{
    /// <summary>Characters of a hash that git shows by itself in a large repository.</summary>
    private const int ShortHash = 10;

    public string Short => Hash[..ShortHash];

    /// <summary>The commit that a revision means.</summary>
    /// <exception cref="ToolException">It means none.</exception>
    public static async Task<Commit> OfAsync(GitRepository repository, string revision, CancellationToken cancellation)
    {
        // A revision that starts with '-' would be an option.
        var (exitCode, hash, _) = await repository.TryAsync(
            cancellation,
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            revision + "^{commit}");
        if (exitCode != 0)
        {
            throw ToolException.Usage($"'{revision}' is no commit of the repository in '{repository.Folder}'.");
        }

        var parts = (await repository.RunAsync(cancellation, "log", "-1", "--format=%H%x00%cs%x00%an%x00%s", hash)).Split('\0');
        return new Commit(parts[0], DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), parts[2], parts[3]);
    }
}
