using GrowthGuard.Testing;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Git;

namespace GrowthGuard.Tool.History;

/// <summary>Adds verdicts to a history, or to none.</summary>
internal sealed class HistoryWriter
{
    private readonly string? _file;
    private readonly string _commit;

    private HistoryWriter(string? file, string commit)
    {
        _file = file;
        _commit = commit;
    }

    /// <summary>Sees before anything is measured what the lines will say, and that they can be written.</summary>
    /// <param name="options">Where verdicts are kept.</param>
    /// <param name="measured">A folder of what is measured, whose commit is looked up when none is given.</param>
    /// <param name="currentDirectory">What the path of the file starts from.</param>
    /// <exception cref="ToolException">It is not known what is measured, or the file cannot be written.</exception>
    public static async Task<HistoryWriter> OpenAsync(
        HistoryOptions options,
        string measured,
        string currentDirectory,
        CancellationToken cancellation)
    {
        if (options.File is null)
        {
            return new HistoryWriter(file: null, commit: "");
        }

        var file = Path.GetFullPath(options.File, currentDirectory);
        var commit = options.Commit ?? await CommitAsync(new GitRepository(measured), file, cancellation);
        HistoryFile.MakeWritable(file);
        return new HistoryWriter(file, commit);
    }

    public void Add(MemoryFlatResult result)
    {
        if (_file is not null)
        {
            HistoryFile.Append(_file, HistoryLine.Of(result, _commit, DateTimeOffset.UtcNow));
        }
    }

    private static async Task<string> CommitAsync(GitRepository repository, string history, CancellationToken cancellation)
    {
        var commit = await repository.HeadAsync(cancellation) ?? throw ToolException.Usage(
            $"'{repository.Folder}' is in no git repository with a commit, and a history says what was measured: give --commit ID.");
        return await repository.ChangesAsync(except: history, cancellation) is { } changes
            ? throw ToolException.Usage(
                $"What is measured is not commit {commit}: there are changes in {changes}. Commit them, or say with --commit what it is.")
            : commit;
    }
}
