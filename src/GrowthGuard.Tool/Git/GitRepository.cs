using System.ComponentModel;
using System.Diagnostics;

namespace GrowthGuard.Tool.Git;

/// <summary>Asks <c>git</c> about the repository that a folder is in. Hooks of the user do not run.</summary>
/// <param name="folder">The folder.</param>
internal sealed class GitRepository(string folder)
{
    private const int MostNames = 5;

    /// <summary>Set by git for what its hooks start; they would name another repository.</summary>
    private static readonly string[] VariablesOfHooks = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

    public string Folder => folder;

    /// <summary>The commit that is checked out; null where there is none.</summary>
    public async Task<string?> HeadAsync(CancellationToken cancellation) =>
        (await TryAsync(cancellation, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")).Output is { Length: > 0 } commit
            ? commit
            : null;

    /// <summary>
    /// The files with changes that are in no commit, for a message; null when there are none. Files that git does not know are none of its
    /// business.
    /// </summary>
    /// <param name="except">The full path of a file that may change; null for none.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="ToolException">The folder is in no repository with a commit.</exception>
    public async Task<string?> ChangesAsync(string? except, CancellationToken cancellation)
    {
        var root = await RunAsync(cancellation, "rev-parse", "--show-toplevel");
        var changed = (await RunAsync(cancellation, "diff", "--name-only", "-z", "--no-renames", "HEAD")).Split(
            '\0',
            StringSplitOptions.RemoveEmptyEntries);
        var names = changed.Where(name => except is null || Path.GetFullPath(name, root) != except).ToList();
        return names.Count == 0
            ? null
            : string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
    }

    /// <summary>What git answers, without the line end.</summary>
    /// <exception cref="ToolException">It says that something is wrong.</exception>
    public async Task<string> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        var (exitCode, output, error) = await TryAsync(cancellation, arguments);
        return exitCode == 0 ? output : throw ToolException.Usage($"git {arguments[0]} failed in '{folder}': {error}");
    }

    /// <summary>The same, with the exit code in place of an exception.</summary>
    /// <exception cref="ToolException">There is no git.</exception>
    public async Task<(int ExitCode, string Output, string Error)> TryAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "git",
            ["-C", folder, "-c", "core.hooksPath=/dev/null", .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
        foreach (var variable in VariablesOfHooks)
        {
            start.Environment.Remove(variable);
        }

        start.Environment["LC_ALL"] = "C";
        using var process = Started(start);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        return (process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw ToolException.Usage($"'git' cannot be started, and it knows the commits: {e.Message}");
        }
    }
}
