namespace GrowthGuard.Diagnostics;

/// <summary>What a process did between two snapshots.</summary>
internal readonly record struct WorkDone(double Seconds, long? Requests, long? Invocations)
{
    public double? PerHour(long? delta) => Seconds > 0 ? delta / (Seconds / 3600) : null;

    public double? PerRequest(long? delta) => Requests > 0 ? (double?)delta / Requests : null;

    public double? PerInvocation(long? delta) => Invocations > 0 ? (double?)delta / Invocations : null;
}
