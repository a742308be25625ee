using System.Globalization;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>Finds the ports of TCP that a process of Linux listens on.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";

    /// <summary>Empty when there are none, or when the process belongs to somebody else.</summary>
    /// <param name="process">The id of the process.</param>
    /// <param name="root">The root of the file system.</param>
    public static IReadOnlyList<int> Of(int process, string root = "/")
    {
        var folder = Path.Combine(root, "proc", process.ToString(CultureInfo.InvariantCulture));
        var sockets = SocketsOf(Path.Combine(folder, "fd"));
        return sockets.Count == 0
            ? []
            : [.. new[] { "tcp", "tcp6" }.SelectMany(table => PortsIn(Path.Combine(folder, "net", table), sockets)).Distinct().Order()];
    }

    private static HashSet<string> SocketsOf(string descriptors)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(descriptors)
                .Select(entry => new FileInfo(entry).LinkTarget ?? "")
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
                .Select(target => target["socket:[".Length..^1])
                .ToHashSet();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>«0: 0100007F:1389 00000000:0000 0A … inode»: the second column has address and port, the fourth the state, the tenth the inode.</summary>
    private static IEnumerable<int> PortsIn(string table, HashSet<string> sockets)
    {
        if (!File.Exists(table))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 9 && columns[3] == Listening && sockets.Contains(columns[9])
                && int.TryParse(columns[1].AsSpan(columns[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port))
            {
                yield return port;
            }
        }
    }
}
