using System.Runtime.InteropServices;

namespace GrowingService;

/// <summary>
/// Native memory that is freed, but not given back by every allocator: many blocks are taken and freed, and a small one that stays for
/// a while lies above them.
/// </summary>
public sealed unsafe class RetentionToggle : IToggle
{
    private const int Blocks = 2048;
    private const int BlockSize = 4096;
    private const int Pins = 256;

    private readonly Lock _gate = new();

    private readonly nint[] _pins = new nint[Pins];

    private int _next;

    public string Name => "retention";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        Span<nint> blocks = stackalloc nint[Blocks];
        foreach (ref var block in blocks)
        {
            block = Allocate(BlockSize);
        }

        var pin = Allocate(64);
        foreach (var block in blocks)
        {
            NativeMemory.Free((void*)block);
        }

        lock (_gate)
        {
            NativeMemory.Free((void*)_pins[_next]);
            _pins[_next] = pin;
            _next = (_next + 1) % Pins;
        }

        return ValueTask.CompletedTask;
    }

    private static nint Allocate(int size)
    {
        var block = NativeMemory.Alloc((nuint)size);
        NativeMemory.Fill(block, (nuint)size, 1);
        return (nint)block;
    }
}
