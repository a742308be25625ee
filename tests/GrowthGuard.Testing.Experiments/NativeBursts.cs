using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Experiments;

/// <summary>Native memory that is used for a moment, as by the start of a program.</summary>
internal static unsafe class NativeBursts
{
    /// <summary>Makes blocks and frees all but the last one, behind which the allocator can give nothing back.</summary>
    public static void Make(int size, int count)
    {
        var blocks = new nint[count];
        for (var i = 0; i < count; i++)
        {
            blocks[i] = (nint)NativeMemory.Alloc((nuint)size);
            NativeMemory.Fill((void*)blocks[i], (nuint)size, 1);
        }

        foreach (var block in blocks.AsSpan(0, count - 1))
        {
            NativeMemory.Free((void*)block);
        }
    }
}
