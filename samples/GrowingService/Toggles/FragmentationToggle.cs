using System.Runtime.InteropServices;

namespace GrowingService;

/// <summary>
/// Native memory that is freed, and that not every allocator can use again: 8 bytes of each buffer stay, and the next buffer, a little
/// larger, does not fit into the hole behind them. Allocators that keep small blocks apart from large ones leave no such holes.
/// </summary>
public sealed unsafe class FragmentationToggle : IToggle
{
    private const nuint FirstSize = 4096;

    private const nuint KeptSize = 8;

    /// <summary>
    /// By how much a buffer is larger than the one before: no more than the granularity of glibc, which maps buffers of 128 KB and more one
    /// by one and gives them back.
    /// </summary>
    private const nuint Step = 16;

    private readonly Lock _gate = new();

    private nuint _size = FirstSize;

    private void* _last;

    public string Name => "fragmentation";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        lock (_gate)
        {
            var buffer = NativeMemory.Alloc(_size);
            NativeMemory.Fill(buffer, _size, 1);
            _ = NativeMemory.Realloc(_last, KeptSize);
            _last = buffer;
            _size += Step;
        }

        return ValueTask.CompletedTask;
    }
}
