using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GrowthGuard.Diagnostics.Cost;

/// <summary>Takes snapshots in a process that is nearly at the memory limit of its control group.</summary>
internal static unsafe class LimitedMemory
{
    public const string Child = "limited";

    private const long Limit = 200_000_000;
    private const double Full = 0.98;
    private const int Snapshots = 100;

    private static readonly (string Folder, string LimitFile)[] Interfaces =
    [
        ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"),
        ("/sys/fs/cgroup", "memory.max"),
    ];

    public static Outcome Check()
    {
        var group = MakeGroup();
        if (group is null)
        {
            return new Outcome(null, "no control group can be made here; that takes root on Linux");
        }

        try
        {
            // The shell enters the group and becomes the program.
            using var process = Process.Start(new ProcessStartInfo(
                "/bin/sh",
                [
                    "-c",
                    "echo $$ > \"$0/cgroup.procs\" && exec dotnet exec \"$1\" \"$2\" \"$3\"",
                    group,
                    typeof(LimitedMemory).Assembly.Location,
                    Child,
                    Limit.ToString(CultureInfo.InvariantCulture)
                ])
            {
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return new Outcome(process.ExitCode == 0, process.ExitCode == 0 ? output : $"ended with {process.ExitCode}: {output}");
        }
        finally
        {
            Directory.Delete(group);
        }
    }

    /// <summary>Fills the memory up to the limit, then takes snapshots.</summary>
    public static int RunChild(long limit)
    {
        using var census = Stores.Census();
        var snapshot = census.TakeSnapshot();
        const int Block = 256 * 1024;
        while (snapshot.Process.ControlGroup!.Usage < limit * Full)
        {
            NativeMemory.Fill(NativeMemory.Alloc(Block), Block, 1);
            snapshot = census.TakeSnapshot();
        }

        var slowest = 0.0;
        for (var i = 0; i < Snapshots; i++)
        {
            snapshot = census.TakeSnapshot();
            _ = snapshot.ToJson();
            slowest = Math.Max(slowest, snapshot.DurationMs);
            if (snapshot.Sections.SelectMany(section => section.Counters)
                .Any(counter => counter.State is CounterState.Failed or CounterState.TimedOut))
            {
                Console.WriteLine("A counter failed.");
                return 1;
            }
        }

        var group = snapshot.Process.ControlGroup!;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Snapshots} snapshots with {group.Usage * 100.0 / group.Limit:0.0} % of {group.Limit / 1e6:0} MB in use, the slowest in {slowest:0.00} ms"));
        return group.Limit == limit || Math.Abs(group.Limit!.Value - limit) < 4096 ? 0 : 1;
    }

    private static string? MakeGroup()
    {
        foreach (var (folder, file) in Interfaces)
        {
            var group = Path.Combine(folder, $"growthguard-cost-{Environment.ProcessId}");
            try
            {
                Directory.CreateDirectory(group);
                if (File.Exists(Path.Combine(group, file)))
                {
                    File.WriteAllText(Path.Combine(group, file), Limit.ToString(CultureInfo.InvariantCulture));
                    return group;
                }

                Directory.Delete(group);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not allowed, or another version of control groups.
            }
        }

        return null;
    }
}
