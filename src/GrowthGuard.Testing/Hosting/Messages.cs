using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Hosting;

/// <summary>What is in the frames that hold more than a number: each written and read in one place.</summary>
internal static class Messages
{
    public static void SendStart(this FrameWriter writer, ScenarioReference scenario, MemoryFlatOptions options) => writer
        .Begin(FrameKind.Start)
        .Write(scenario.AssemblyFile)
        .Write(scenario.TypeName)
        .Write(scenario.Arguments)
        .Write(options.Ignored)
        .Write(options.AssembliesToCount)
        .Write(options.Gap.Ticks)
        .Write(options.ToleratesFailures ? 1 : 0)
        .Write(options.WorkerCount)
        .Send();

    public static ChildOrders ReadStart(this FrameReader reader) => new(
        new ScenarioReference(reader.Text(), reader.Text()) { Arguments = reader.TextsByName() },
        Ignored: reader.Texts(),
        AlsoAssemblies: reader.Texts(),
        Gap: TimeSpan.FromTicks(reader.Number()),
        ToleratesFailures: reader.Number() == 1,
        Workers: (int)reader.Number());

    public static void SendStarted(this FrameWriter writer, RunEnvironment environment) => writer
        .Begin(FrameKind.Started)
        .Write(environment.Runtime)
        .Write(environment.System)
        .Write(environment.Architecture)
        .Write(environment.Processors)
        .Write(environment.TieredCompilation ? 1 : 0)
        .Write(environment.ServerGc ? 1 : 0)
        .Write(environment.GcSettings)
        .Write(environment.MemoryLimit ?? -1)
        .Write(environment.TransparentHugePages)
        .Write(environment.SystemIsProven ? 1 : 0)
        .Write(environment.Notes)
        .Send();

    public static RunEnvironment ReadStarted(this FrameReader reader) => new()
    {
        IsChildProcess = true,
        Runtime = reader.Text(),
        System = reader.Text(),
        Architecture = reader.Text(),
        Processors = (int)reader.Number(),
        TieredCompilation = reader.Number() == 1,
        ServerGc = reader.Number() == 1,
        GcSettings = reader.TextsByName(),
        MemoryLimit = reader.Number() is >= 0 and var limit ? limit : null,
        TransparentHugePages = reader.OptionalText(),
        SystemIsProven = reader.Number() == 1,
        Notes = reader.Texts(),
    };

    public static void SendRoot(this FrameWriter writer, CensusRoot root) => writer
        .Begin(FrameKind.Root)
        .Write(root.Name)
        .Write((int)root.Kind)
        .Write(root.StoreType)
        .Write(root.SymbolId)
        .Write(root.Bound ?? -1)
        .Write(root.BoundReason)
        .Write(root.IsUnbounded ? 1 : 0)
        .Write(root.RuleId)
        .Write(root.File)
        .Write(root.Line ?? -1)
        .Write(root.EntryBytes)
        .Write(root.Entry)
        .Write(root.SameAs)
        .Send();

    public static CensusRoot ReadRoot(this FrameReader reader) => new()
    {
        Name = reader.Text(),
        Kind = (StoreKind)reader.Number(),
        StoreType = reader.OptionalText(),
        SymbolId = reader.OptionalText(),
        Bound = reader.Number() is >= 0 and var bound ? bound : null,
        BoundReason = reader.OptionalText(),
        IsUnbounded = reader.Number() == 1,
        RuleId = reader.OptionalText(),
        File = reader.OptionalText(),
        Line = reader.Number() is >= 0 and var line ? (int)line : null,
        EntryBytes = reader.Number(),
        Entry = reader.OptionalText(),
        SameAs = reader.OptionalText(),
    };

    public static void SendSample(
        this FrameWriter writer,
        int invocations,
        int failures,
        TimeSpan elapsed,
        ReadOnlySpan<long> values,
        ReadOnlySpan<long> counts,
        ReadOnlySpan<long> durations) => writer
        .Begin(FrameKind.Sample)
        .Write(invocations)
        .Write(failures)
        .Write(elapsed.Ticks)
        .Write(values)
        .Write(counts)
        .Write(durations)
        .Send();

    public static BatchReport ReadSample(this FrameReader reader, IReadOnlyList<CensusRoot> newRoots)
    {
        var invocations = (int)reader.Number();
        var failures = (int)reader.Number();
        var elapsed = TimeSpan.FromTicks(reader.Number());
        return new BatchReport(new Sample(invocations, reader.Numbers()), reader.Numbers(), newRoots, failures)
        {
            Elapsed = elapsed,
            Durations = reader.Numbers(),
        };
    }

    public static void SendFailed(this FrameWriter writer, RunFailure failure, string message) => writer
        .Begin(FrameKind.Failed)
        .Write((int)failure)
        .Write(message)
        .Send();

    public static (RunFailure Failure, string Message) ReadFailed(this FrameReader reader) => ((RunFailure)reader.Number(), reader.Text());
}
