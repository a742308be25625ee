using System.Runtime.InteropServices;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Measuring;

[Collection(nameof(AloneInProcess))]
public sealed unsafe class NativeAllocatorTests
{
    private const int Block = 1000;
    private const int Blocks = 20_000;

    /// <summary>Small blocks come from arenas, large ones are mapped.</summary>
    [Theory]
    [InlineData(Block, Blocks)]
    [InlineData(Block * Blocks, 1)]
    public void Tells_what_is_in_use_and_not_what_was_freed(int size, int count)
    {
        Assert.SkipWhen(NativeAllocator.Current is null, "The allocator of this system cannot be asked.");
        var allocator = NativeAllocator.Current;
        var before = allocator.InUse();

        var blocks = Enumerable.Range(0, count).Select(_ => (nint)NativeMemory.Alloc((nuint)size)).ToArray();
        var held = allocator.InUse();

        // The last one stays, so that the allocator cannot give all of it back.
        foreach (var block in blocks.SkipLast(1))
        {
            NativeMemory.Free((void*)block);
        }

        var freed = count == 1 ? held : allocator.InUse();
        NativeMemory.Free((void*)blocks[^1]);

        Assert.Equal(Block * Blocks, held - before, tolerance: 2_000_000.0);
        Assert.Equal(count == 1 ? Block * Blocks : 0, freed - before, tolerance: 2_000_000.0);
        Assert.Equal(0, allocator.InUse() - before, tolerance: 2_000_000.0);
    }
}
