using System.Globalization;

namespace GrowthGuard.Diagnostics.Cost;

/// <summary>Measures what is left of snapshots when the garbage is collected.</summary>
internal static class Survivors
{
    private const int RoundsOfWindow = 10;
    private const int Windows = 3;
    private const int PerRound = 100;
    private const double AllowedPerSnapshot = 1;

    public static Outcome Check()
    {
        using var census = Stores.Census();
        var heaps = new long[Windows + 1];
        for (var round = 0; round < heaps.Length * RoundsOfWindow; round++)
        {
            for (var i = 0; i < PerRound; i++)
            {
                _ = census.TakeSnapshot().ToJson();
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            heaps[round / RoundsOfWindow] = GC.GetTotalMemory(forceFullCollection: false);
        }

        // Caches of the runtime and the windows of the metrics fill once, at any time; what snapshots leave behind grows in each window.
        var smallest = heaps.Zip(heaps.Skip(1), (before, after) => after - before).Min() / (double)(PerRound * RoundsOfWindow);
        return new Outcome(
            smallest < AllowedPerSnapshot,
            string.Create(CultureInfo.InvariantCulture, $"{smallest:0.00} bytes per snapshot are left on the heap"));
    }
}
