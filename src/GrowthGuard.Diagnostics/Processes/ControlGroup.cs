using System.Globalization;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>The memory of the control group, or container, that this process runs in.</summary>
/// <param name="Version">The version of the interface.</param>
/// <param name="Limit">The limit in bytes: the lowest of the group and of those above it; null when there is none.</param>
/// <param name="Usage">What the processes of the group use, in bytes, caches of files included; null when it cannot be read.</param>
internal sealed record ControlGroup(int Version, long? Limit, long? Usage)
{
    /// <summary>Larger than any machine: the old way to say that there is no limit.</summary>
    private const long NoLimit = 1L << 60;

    private static readonly Interface Version1 = new(1, "sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes");
    private static readonly Interface Version2 = new(2, "sys/fs/cgroup", "memory.max", "memory.current");

    /// <summary>Null when the system has no control groups for memory.</summary>
    public static ControlGroup? Read() => OperatingSystem.IsLinux() ? Read("/") : null;

    /// <param name="root">The root of the file system.</param>
    public static ControlGroup? Read(string root)
    {
        var membership = Path.Combine(root, "proc/self/cgroup");
        if (!File.Exists(membership))
        {
            return null;
        }

        ControlGroup? found = null;
        foreach (var line in File.ReadLines(membership))
        {
            // «0::/path» in version 2, «5:memory:/path» in version 1. A system in between has both, and memory is where it is named.
            var parts = line.Split(':', 3);
            if (parts is ["0", "", _])
            {
                found ??= Read(root, Version2, parts[2]);
            }
            else if (parts.Length == 3 && parts[1].Split(',').Contains("memory"))
            {
                found = Read(root, Version1, parts[2]);
            }
        }

        return found;
    }

    /// <summary>From the group up to the root: each limit holds for all groups below it.</summary>
    private static ControlGroup Read(string root, Interface files, string group)
    {
        long? limit = null;
        long? usage = null;
        group = group.Trim('/');
        while (true)
        {
            var folder = Path.Combine(root, files.Folder, group);
            usage ??= Number(Path.Combine(folder, files.Usage));
            if (Number(Path.Combine(folder, files.Limit)) is { } here and < NoLimit)
            {
                limit = Math.Min(limit ?? here, here);
            }

            if (group.Length == 0)
            {
                return new ControlGroup(files.Version, limit, usage);
            }

            group = group.Contains('/') ? group[..group.LastIndexOf('/')] : "";
        }
    }

    private static long? Number(string file) =>
        File.Exists(file) &&
        long.TryParse(
            File.ReadAllText(file),
            NumberStyles.None | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    private sealed record Interface(int Version, string Folder, string Limit, string Usage);
}
