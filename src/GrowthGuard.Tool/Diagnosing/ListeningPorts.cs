using System.Globalization;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>Finds the ports of TCP that a process of Linux listens on, and the processes that listen on a port.</summary>
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
            :
            [
                .. SocketsIn(Path.Combine(folder, "net"))
                    .Where(socket => sockets.Contains(socket.Inode))
                    .Select(socket => socket.Port).Distinct().Order()
            ];
    }

    /// <summary>Whether anybody listens on a port, whoever it is.</summary>
    /// <param name="port">The port.</param>
    /// <param name="root">The root of the file system.</param>
    public static bool IsTaken(int port, string root = "/") => SocketsOn(port, root).Count > 0;

    /// <summary>The processes that listen on a port; those of other users cannot be seen.</summary>
    /// <param name="port">The port.</param>
    /// <param name="root">The root of the file system.</param>
    public static IReadOnlyList<int> ProcessesOn(int port, string root = "/")
    {
        var sockets = SocketsOn(port, root);
        return sockets.Count == 0 ? [] :
        [
            .. from folder in Directory.EnumerateDirectories(Path.Combine(root, "proc"))
               where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _) &&
                   SocketsOf(Path.Combine(folder, "fd")).Overlaps(sockets)
               let id = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
               orderby id
               select id,
        ];
    }

    private static HashSet<string> SocketsOn(int port, string root) =>
        SocketsIn(Path.Combine(root, "proc", "self", "net"))
            .Where(socket => socket.Port == port)
            .Select(socket => socket.Inode).ToHashSet();

    private static IEnumerable<(int Port, string Inode)> SocketsIn(string folder) =>
        new[] { "tcp", "tcp6" }.SelectMany(table => SocketsInTable(Path.Combine(folder, table)));

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

    /// <summary>
    /// «0: 0100007F:1389 00000000:0000 0A … inode»: the second column has address and port, the fourth the state, the tenth the inode.
    /// </summary>
    private static IEnumerable<(int Port, string Inode)> SocketsInTable(string table)
    {
        if (!File.Exists(table))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 9 && columns[3] == Listening
                && int.TryParse(
                    columns[1].AsSpan(columns[1].LastIndexOf(':') + 1),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture,
                    out var port))
            {
                yield return (port, columns[9]);
            }
        }
    }
}
