using System.IO.MemoryMappedFiles;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Experiments.Leaking;

/// <summary>256 bytes of native memory.</summary>
internal unsafe class Native256 : SyncExperiment
{
    protected virtual int Size => 256;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        NativeMemory.Fill(NativeMemory.Alloc((nuint)Size), (nuint)Size, 1);
    }
}

/// <summary>1 KB of native memory.</summary>
internal sealed class Native1K : Native256
{
    protected override int Size => 1024;
}

/// <summary>Native blocks that are never freed, taken from what start-up has freed: not a page more is needed.</summary>
internal sealed unsafe class NativeInFreed : SyncExperiment
{
    public override ValueTask SetUpAsync()
    {
        NativeBursts.Make(Rate, count: 5000);
        return ValueTask.CompletedTask;
    }

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        NativeMemory.Fill(NativeMemory.Alloc((nuint)Rate), (nuint)Rate, 1);
    }
}

/// <summary>Pages that are asked of the system.</summary>
internal sealed unsafe partial class Pages : SyncExperiment
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        *(byte*)Map(0, 4096, ReadWrite, PrivateAnonymous, -1, 0) = 1;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);
}

/// <summary>Files that stay mapped.</summary>
internal sealed class MappedFiles : SyncExperiment
{
    private static readonly List<MemoryMappedViewAccessor> Views = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        using var file = MemoryMappedFile.CreateFromFile(
            typeof(MappedFiles).Assembly.Location,
            FileMode.Open,
            null,
            0,
            MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        for (var i = 0; i < view.Capacity; i += 4096)
        {
            view.ReadByte(i);
        }

        Views.Add(view);
    }
}

/// <summary>A thread that never ends.</summary>
internal sealed class EndlessThreads : SyncExperiment
{
    protected override void Invoke(int invocation) =>
        new Thread(() => Thread.Sleep(Timeout.Infinite), maxStackSize: 256 * 1024) { IsBackground = true }.Start();
}

/// <summary>A timer that nobody disposes.</summary>
internal sealed class RunningTimers : SyncExperiment
{
    private static readonly List<Timer> Timers = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Timers.Add(new Timer(_ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
    }
}

/// <summary>A file descriptor that is not closed: no memory of this process at all.</summary>
internal sealed partial class OpenFiles : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        _ = Duplicate(0);
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);
}

/// <summary>An assembly that is emitted in each invocation.</summary>
internal sealed class EmittedAssemblies : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"Emitted{invocation}"), AssemblyBuilderAccess.Run);
        assembly.DefineDynamicModule("Module").DefineType("Type").CreateType();
    }
}
