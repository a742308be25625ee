using System.Globalization;

namespace GrowthGuard.Diagnostics.Cost;

/// <summary>Measures what is left of snapshots when the garbage is collected.</summary>
internal static class Survivors
{
    private const int Rounds = 20;
    private const int PerRound = 100;
    private const double AllowedPerSnapshot = 1;

    public static Outcome Check()
    {
        using var census = Stores.Census();
        var heaps = new long[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < PerRound; i++)
            {
                _ = census.TakeSnapshot().ToJson();
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            heaps[round] = GC.GetTotalMemory(forceFullCollection: false);
        }

        // The first rounds fill caches of the runtime and the windows of the metrics.
        var perSnapshot = (heaps[^1] - heaps[Rounds / 2]) / (double)(PerRound * (Rounds - 1 - (Rounds / 2)));
        return new Outcome(perSnapshot < AllowedPerSnapshot, string.Create(CultureInfo.InvariantCulture, $"{perSnapshot:0.00} bytes per snapshot are left on the heap"));
    }
}
