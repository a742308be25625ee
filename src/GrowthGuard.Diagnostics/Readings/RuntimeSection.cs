namespace GrowthGuard.Diagnostics.Readings;

/// <summary>Counts what the runtime keeps for the whole process.</summary>
internal static class RuntimeSection
{
    public const string Name = "runtime";

    public static SectionReading Read(long? threads, long? handles) => new()
    {
        Name = Name,
        Source = SectionSource.Runtime,
        Counters =
        [
            Counter("threads", CounterKind.Threads, threads),
            Counter("handles", CounterKind.Handles, handles),
            Counter("timers", CounterKind.Timers, Timer.ActiveCount),
            Counter("assemblies", CounterKind.Assemblies, AppDomain.CurrentDomain.GetAssemblies().Length),
            Counter("thread pool threads", CounterKind.Threads, ThreadPool.ThreadCount),
            Counter("thread pool queue", CounterKind.Channel, ThreadPool.PendingWorkItemCount),
            Counter("finalization queue", CounterKind.Registrations, GC.GetGCMemoryInfo(GCKind.Any).FinalizationPendingCount),
            Counter("pinned objects", CounterKind.Registrations, GC.GetGCMemoryInfo(GCKind.Any).PinnedObjectsCount),
        ],
    };

    private static CounterReading Counter(string name, CounterKind kind, long? count) => new()
    {
        Name = name,
        Kind = kind,
        State = count is null ? CounterState.Skipped : CounterState.Ok,
        Count = count,
    };
}
