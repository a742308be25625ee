namespace GrowthGuard.Diagnostics;

/// <summary>Time limits of a census where nothing hangs: no pause of a busy machine, however long, is taken for a slow counter.</summary>
internal static class Patience
{
    public static GrowthCensusOptions Patient(this GrowthCensusOptions options)
    {
        options.CounterTimeLimit = options.SlowCounter = TimeSpan.FromMinutes(1);
        options.SnapshotTimeLimit = TimeSpan.FromMinutes(5);
        return options;
    }

    /// <summary>Long enough for the counters that count, on a busy machine too; short enough for one that hangs.</summary>
    public static GrowthCensusOptions PatientWithHanging(this GrowthCensusOptions options)
    {
        options.Patient().CounterTimeLimit = TimeSpan.FromSeconds(1);
        return options;
    }
}
