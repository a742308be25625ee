using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Measuring;

/// <summary>On the real process. Other tests run beside these, so only what they cannot hide is asserted.</summary>
public sealed class SamplerTests
{
    [Fact]
    public void Reading_the_system_leaves_no_garbage()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems are read with what they have.");
        using var reader = new LinuxProcessReader(exact: true);
        var values = new long[ProcessFigures.Count];
        reader.Read(values);
        var before = GC.GetAllocatedBytesForCurrentThread();

        reader.Read(values);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public unsafe void Native_memory_shows_in_private_memory()
    {
        const int Size = 512 * 1024 * 1024;
        var before = ReadPrivate();
        var memory = NativeMemory.Alloc(Size);
        NativeMemory.Fill(memory, Size, 1);
        var after = ReadPrivate();
        NativeMemory.Free(memory);

        Assert.InRange(after - before, Size / 4, long.MaxValue);
    }

    [Fact]
    public void Open_files_are_counted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Handles of Windows are those of the kernel, of all kinds.");
        using var counter = new DirectoryCounter(OperatingSystem.IsMacOS() ? "/dev/fd" : "/proc/self/fd");
        var files = Enumerable.Range(0, 300).Select(_ => File.OpenRead(typeof(SamplerTests).Assembly.Location)).ToList();
        var open = counter.Count();
        files.ForEach(file => file.Dispose());

        Assert.InRange(open, 300, long.MaxValue);
    }

    [Fact]
    public void Entries_of_a_directory_are_counted_without_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Not used there.");
        using var folder = new TemporaryFolder();
        using var counter = new DirectoryCounter(folder.Path);
        var empty = counter.Count();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            File.WriteAllText(Path.Combine(folder.Path, name), name);
        }

        // The open directory itself is taken off, which is right for the directory of open files.
        Assert.Equal((0, 3), (empty, counter.Count()));
    }

    [Fact]
    public void Directory_that_is_not_there_is_unknown() =>
        Assert.Equal(ProcessFigures.Unknown, new DirectoryCounter("/no/such/directory").Count());

    [Fact]
    public void Heap_is_that_of_a_full_collection()
    {
        var values = new long[Channels.Count];
        using var reader = ProcessReader.Create(exact: true);
        var sampler = new Sampler(reader);
        var garbage = MakeGarbage();
        sampler.Take(values);

        Assert.False(garbage.IsAlive);
        Assert.InRange(values[(int)MemoryChannel.Heap], 100_000, values[(int)MemoryChannel.Committed]);
        Assert.InRange(values[(int)MemoryChannel.Assemblies], 5, 10_000);
        Assert.InRange(values[(int)MemoryChannel.CompiledMethods], 10, int.MaxValue);
    }

    [Fact]
    public void What_a_finalizer_held_is_collected_too()
    {
        using var reader = ProcessReader.Create(exact: true);
        var held = MakeFinalized();
        new Sampler(reader).Take(new long[Channels.Count]);

        Assert.False(held.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MakeGarbage() => new(new byte[1_000_000]);

    /// <summary>Tracks across finalization: dead only when a second collection has run.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MakeFinalized() => new(new Finalized(), trackResurrection: true);

    private static long ReadPrivate()
    {
        using var reader = ProcessReader.Create(exact: true);
        var values = new long[Channels.Count];
        new Sampler(reader).ReadProcess(values);
        return values[(int)MemoryChannel.Private];
    }

    private sealed class Finalized
    {
        ~Finalized()
        {
        }
    }
}
