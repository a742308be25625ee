using System.Diagnostics;
using System.Globalization;

namespace GrowthGuard.Tool.Git;

/// <summary>
/// A commit, checked out into a folder of its own beside the tree of the user, which is not touched. Removed when this is disposed.
/// </summary>
internal sealed class Worktree : IAsyncDisposable
{
    private const string Prefix = "growthguard-worktree-";

    private readonly GitRepository _repository;

    private Worktree(GitRepository repository)
    {
        _repository = repository;
        Folder = Path.Combine(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
    }

    public string Folder { get; }

    /// <summary>Checks a commit out.</summary>
    /// <exception cref="ToolException">Git cannot.</exception>
    public static async Task<Worktree> AddAsync(GitRepository repository, string commit, CancellationToken cancellation)
    {
        var tree = new Worktree(repository);
        try
        {
            await repository.RunAsync(cancellation, "worktree", "add", "--detach", tree.Folder, commit);
            return tree;
        }
        catch
        {
            await tree.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes what a process has left that was ended by force.</summary>
    public static async Task RemoveLeftoversAsync(GitRepository repository, CancellationToken cancellation)
    {
        const string Path = "worktree ";
        var listed = (await repository.RunAsync(cancellation, "worktree", "list", "--porcelain"))
            .Split('\n')
            .Where(line => line.StartsWith(Path, StringComparison.Ordinal))
            .Select(line => line[Path.Length..].Trim());
        foreach (var folder in listed.Where(IsLeftover))
        {
            await RemoveAsync(repository, folder);
        }
    }

    public async ValueTask DisposeAsync() => await RemoveAsync(_repository, Folder);

    private static bool IsLeftover(string folder)
    {
        var name = Path.GetFileName(folder);
        return name.StartsWith(Prefix, StringComparison.Ordinal) &&
            int.TryParse(name[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var owner) && !IsRunning(owner);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whatever was ended before: a removal that is ended halfway would leave the worktree.</summary>
    private static async Task RemoveAsync(GitRepository repository, string folder)
    {
        // Twice, since one that git was stopped in is locked.
        await repository.TryAsync(CancellationToken.None, "worktree", "remove", "--force", "--force", folder);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
            await repository.TryAsync(CancellationToken.None, "worktree", "prune");
        }
    }
}
