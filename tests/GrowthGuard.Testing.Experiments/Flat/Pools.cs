using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Experiments.Flat;

/// <summary>Arrays that are rented and given back.</summary>
internal sealed class PooledArrays : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        var array = ArrayPool<byte>.Shared.Rent(1 + Random.Next(300_000));
        OrderHandler.Handle(invocation);
        ArrayPool<byte>.Shared.Return(array);
    }
}

/// <summary>Objects with a finalizer.</summary>
internal sealed class Finalizers : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Make(1 + (invocation % 5));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int count)
    {
        for (var i = 0; i < count; i++)
        {
            GC.KeepAlive(new Finalized());
        }
    }

    private sealed class Finalized
    {
        private readonly nint _memory = Marshal.AllocHGlobal(200);

        ~Finalized() => Marshal.FreeHGlobal(_memory);
    }
}

/// <summary>Native memory that is freed.</summary>
internal sealed unsafe class NativeMemoryFreed : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        var size = (nuint)(1 + Random.Next(200_000));
        var memory = NativeMemory.Alloc(size);
        NativeMemory.Fill(memory, size, 1);
        NativeMemory.Free(memory);
    }
}

/// <summary>Native blocks of which a few stay, from a burst before the first invocation: the allocator keeps the rest.</summary>
internal sealed unsafe class Fragmentation : SyncExperiment
{
    private const int Blocks = 20_000;

    private readonly List<nint> _kept = [];

    public override ValueTask SetUpAsync()
    {
        var blocks = new nint[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            blocks[i] = (nint)NativeMemory.AllocZeroed(1000);
        }

        for (var i = 0; i < Blocks; i++)
        {
            if (i % 97 == 0)
            {
                _kept.Add(blocks[i]);
            }
            else
            {
                NativeMemory.Free((void*)blocks[i]);
            }
        }

        return ValueTask.CompletedTask;
    }

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        NativeMemory.Free(NativeMemory.AllocZeroed((nuint)(100 + Random.Next(900))));
    }
}
