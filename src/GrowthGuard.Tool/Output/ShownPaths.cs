using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>How paths are shown: relative to a folder, with forward slashes; in full where they lead out of its repository.</summary>
internal sealed class ShownPaths(string folder)
{
    private readonly string _widest = BuildTarget.FindRepository(folder) ?? folder;

    public string Of(string file) => IsBelow(_widest, file) ? Path.GetRelativePath(folder, file).Replace('\\', '/') : file;

    /// <summary>For the eye and for editors that open what is clicked.</summary>
    public string WithLine(SourcePlace place) => $"{Of(place.File)}:{place.Line}";

    private static bool IsBelow(string folder, string file)
    {
        var relative = Path.GetRelativePath(folder, file);
        return !Path.IsPathRooted(relative) && relative != ".." &&
            !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
