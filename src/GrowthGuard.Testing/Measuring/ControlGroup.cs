using System.Globalization;

namespace GrowthGuard.Testing.Measuring;

/// <summary>Reads the memory limit of the container that this process runs in.</summary>
internal static class ControlGroup
{
    /// <summary>Larger than any machine: the old way to say that there is no limit.</summary>
    private const long NoLimit = 1L << 60;

    /// <summary>The limit in bytes, or null when there is none or the system has no control groups.</summary>
    public static long? MemoryLimit() => OperatingSystem.IsLinux() ? MemoryLimit("/") : null;

    /// <param name="root">The root of the file system.</param>
    public static long? MemoryLimit(string root)
    {
        var membership = Path.Combine(root, "proc/self/cgroup");
        if (!File.Exists(membership))
        {
            return null;
        }

        long? lowest = null;
        foreach (var line in File.ReadLines(membership))
        {
            // «0::/path» in version 2, «5:memory:/path» in version 1.
            var parts = line.Split(':', 3);
            var (folder, file) = parts is ["0", "", _] ? ("sys/fs/cgroup", "memory.max") : ("sys/fs/cgroup/memory", "memory.limit_in_bytes");
            if (parts.Length == 3 && (parts[1].Length == 0 || parts[1].Split(',').Contains("memory")))
            {
                lowest = Lowest(lowest, Path.Combine(root, folder), parts[2].Trim('/'), file);
            }
        }

        return lowest;
    }

    /// <summary>The lowest limit from a group up to the root: each holds for all groups below it.</summary>
    private static long? Lowest(long? lowest, string folder, string group, string file)
    {
        while (true)
        {
            var path = Path.Combine(folder, group, file);
            if (File.Exists(path) && long.TryParse(File.ReadAllText(path), NumberStyles.None | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var limit) && limit < NoLimit)
            {
                lowest = Math.Min(lowest ?? limit, limit);
            }

            if (group.Length == 0)
            {
                return lowest;
            }

            group = group.Contains('/') ? group[..group.LastIndexOf('/')] : "";
        }
    }
}
