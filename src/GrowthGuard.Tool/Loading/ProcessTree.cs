using System.Globalization;

namespace GrowthGuard.Tool.Loading;

/// <summary>Which processes of Linux have started which.</summary>
internal sealed class ProcessTree
{
    private readonly Dictionary<int, int> _parents;

    private ProcessTree(Dictionary<int, int> parents) => _parents = parents;

    /// <summary>The tree as it is now.</summary>
    /// <param name="root">The root of the file system.</param>
    public static ProcessTree Read(string root = "/")
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(root, "proc")))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) &&
                ParentIn(Path.Combine(folder, "stat")) is { } parent)
            {
                parents[id] = parent;
            }
        }

        return new ProcessTree(parents);
    }

    /// <summary>A process and all below it; empty when it is not there.</summary>
    public IReadOnlyList<int> Family(int process) => [.. _parents.Keys.Where(id => IsBelow(id, process)).Order()];

    /// <summary>Whether a process is another, or was started by it or by one below it.</summary>
    public bool IsBelow(int process, int ancestor)
    {
        for (var steps = 0; steps <= _parents.Count; steps++)
        {
            if (process == ancestor)
            {
                return true;
            }

            if (!_parents.TryGetValue(process, out process))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>«4711 (name with ) in it) S 1 …»: the parent comes second after the last bracket.</summary>
    private static int? ParentIn(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 1 && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
                ? parent
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
