using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Measuring;

/// <summary>
/// Asks the allocator of native code how much of its memory is in use. Resident memory does not tell: what start-up has freed, the
/// allocator keeps, and a leak takes from there first without one more page.
/// </summary>
internal abstract unsafe class NativeAllocator
{
    /// <summary>The allocator of this process; null when it is none that can be asked.</summary>
    public static NativeAllocator? Current { get; } = Find();

    /// <summary>Bytes that were asked for and not freed, over all arenas.</summary>
    public abstract long InUse();

    /// <summary>Gives free memory back to the system.</summary>
    public abstract void Trim();

    private static NativeAllocator? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // What is loaded before the C library comes first here, and serves everybody.
        var program = NativeLibrary.GetMainProgramHandle();
        if (NativeLibrary.TryGetExport(program, "mallctl", out var control))
        {
            return Jemalloc.Of(control);
        }

        return NativeLibrary.TryLoad("libc.so.6", out var library)
            && NativeLibrary.TryGetExport(program, "malloc", out var used)
            && NativeLibrary.TryGetExport(library, "malloc", out var own)
            && used == own
            ? Glibc.Of(library)
            : null;
    }

    /// <summary>The allocator of the GNU C library. Its figures are sums over all arenas.</summary>
    private sealed class Glibc : NativeAllocator
    {
        // Places in both structures: blocks that are large enough for a mapping of their own, and all others.
        private const int Mapped = 4;
        private const int Other = 7;

        private readonly delegate* unmanaged<Figures> _figures;
        private readonly delegate* unmanaged<SmallFigures> _smallFigures;
        private readonly delegate* unmanaged<nuint, int> _trim;

        private Glibc(nint figures, nint smallFigures, nint trim)
        {
            _figures = (delegate* unmanaged<Figures>)figures;
            _smallFigures = (delegate* unmanaged<SmallFigures>)smallFigures;
            _trim = (delegate* unmanaged<nuint, int>)trim;
        }

        public static Glibc? Of(nint library)
        {
            // Before 2.33 there is only the one whose figures have four bytes, and wrap at 4 GB; so have those of 32-bit processes.
            NativeLibrary.TryGetExport(library, "mallinfo2", out var figures);
            NativeLibrary.TryGetExport(library, "mallinfo", out var smallFigures);
            figures = Environment.Is64BitProcess ? figures : 0;
            return NativeLibrary.TryGetExport(library, "malloc_trim", out var trim) && (figures != 0 || smallFigures != 0)
                ? new Glibc(figures, smallFigures, trim)
                : null;
        }

        public override long InUse()
        {
            if (_figures != null)
            {
                var figures = _figures();
                return figures.Values[Mapped] + figures.Values[Other];
            }

            var small = _smallFigures();
            return (long)small.Values[Mapped] + small.Values[Other];
        }

        public override void Trim() => _ = _trim(0);

        /// <summary><c>struct mallinfo2</c>.</summary>
        private struct Figures
        {
            public fixed long Values[10];
        }

        /// <summary><c>struct mallinfo</c>.</summary>
        private struct SmallFigures
        {
            public fixed uint Values[10];
        }
    }

    /// <summary>jemalloc, as it is loaded with LD_PRELOAD.</summary>
    private sealed class Jemalloc : NativeAllocator
    {
        private readonly delegate* unmanaged<byte*, void*, nuint*, void*, nuint, int> _control;

        private Jemalloc(nint control) => _control = (delegate* unmanaged<byte*, void*, nuint*, void*, nuint, int>)control;

        /// <summary>Null when it was built without statistics.</summary>
        public static Jemalloc? Of(nint control) => new Jemalloc(control) is var allocator && allocator.InUse() > 0 ? allocator : null;

        public override long InUse()
        {
            // Its figures are those of the last time that the epoch was set.
            ulong epoch = 1;
            nuint inUse = 0;
            nuint size = (nuint)sizeof(nuint);
            fixed (byte* name = "epoch\0"u8, allocated = "stats.allocated\0"u8)
            {
                _ = _control(name, null, null, &epoch, sizeof(ulong));
                return _control(allocated, &inUse, &size, null, 0) == 0 ? (long)inUse : Sample.Unknown;
            }
        }

        public override void Trim()
        {
            // 4096 means all arenas.
            fixed (byte* name = "arena.4096.purge\0"u8)
            {
                _ = _control(name, null, null, null, 0);
            }
        }
    }
}
