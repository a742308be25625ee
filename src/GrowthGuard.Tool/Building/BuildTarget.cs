namespace GrowthGuard.Tool.Building;

/// <summary>The solution or project that is built for a check.</summary>
internal sealed record BuildTarget(string File)
{
    private const int MostCandidatesNamed = 8;

    private static readonly string[] SolutionExtensions = [".sln", ".slnx", ".slnf"];

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 3,
        IgnoreInaccessible = true
    };

    public string Name => Path.GetFileName(File);

    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>The folder that holds the repository, or the target's own folder outside of any.</summary>
    public string RepositoryRoot => FindRepository(Folder) ?? Folder;

    /// <summary>The nearest folder with a <c>.git</c>; a file of that name marks a linked worktree.</summary>
    public static string? FindRepository(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (Path.Exists(Path.Combine(current.FullName, ".git")))
            {
                return current.FullName;
            }
        }

        return null;
    }

    /// <summary>Finds what <paramref name="path"/> means.</summary>
    /// <exception cref="ToolException">It means nothing that can be checked, or more than one thing.</exception>
    public static BuildTarget Resolve(string path, string currentDirectory)
    {
        var full = Path.GetFullPath(path, currentDirectory);
        if (Directory.Exists(full))
        {
            return InFolder(full, path);
        }

        if (!System.IO.File.Exists(full))
        {
            throw ToolException.Usage($"'{path}' does not exist. Name a solution, a C# project, or a folder that holds one.");
        }

        return IsSolution(full) || HasExtension(full, ".csproj")
            ? new BuildTarget(full)
            : throw ToolException.Usage(
                $"'{path}' is neither a solution (.sln, .slnx) nor a C# project (.csproj), and only C# is checked.");
    }

    private static BuildTarget InFolder(string folder, string path)
    {
        var files = Directory.GetFiles(folder);
        var solutions = files.Where(file => HasExtension(file, ".sln") || HasExtension(file, ".slnx")).ToArray();
        var candidates = solutions.Length > 0 ? solutions : [.. files.Where(file => HasExtension(file, ".csproj"))];
        return candidates.Length switch
        {
            1 => new BuildTarget(candidates[0]),
            0 => throw ToolException.Usage(NothingIn(folder, path, files)),
            _ =>
                throw ToolException.Usage($"'{path}' holds {candidates.Length} candidates; name one of them: {Names(folder, candidates)}."),
        };
    }

    private static string NothingIn(string folder, string path, string[] files)
    {
        if (files.FirstOrDefault(file => Path.GetExtension(file).EndsWith("proj", StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            return $"'{path}' holds no C# project: '{Path.GetFileName(other)}' is of another kind, and only C# is checked.";
        }

        var below = Directory.EnumerateFiles(folder, "*", Below)
            .Where(file => IsSolution(file) || HasExtension(file, ".csproj"))
            .Take(MostCandidatesNamed + 1)
            .ToArray();
        return below.Length == 0
            ? $"There is no solution and no C# project in '{path}'. Name one, or the folder that holds it."
            : $"There is no solution and no C# project in '{path}' itself; below it there is {Names(folder, below)}. Name one of them.";
    }

    private static string Names(string folder, string[] files)
    {
        var names = files.Order(StringComparer.Ordinal).Take(MostCandidatesNamed).Select(file => $"'{Path.GetRelativePath(folder, file)}'");
        return string.Join(", ", names) + (files.Length > MostCandidatesNamed ? ", ..." : "");
    }

    private static bool IsSolution(string file) => SolutionExtensions.Any(extension => HasExtension(file, extension));

    private static bool HasExtension(string file, string extension) =>
        Path.GetExtension(file).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
