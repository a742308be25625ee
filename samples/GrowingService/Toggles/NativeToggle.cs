using System.Runtime.InteropServices;

namespace GrowingService;

/// <summary>Native memory that is never freed: no census of managed stores can see it.</summary>
public sealed class NativeToggle : IToggle
{
    private const int Size = 4096;

    public string Name => "native";

    public unsafe ValueTask OnRequestAsync(HttpContext context)
    {
        NativeMemory.Fill(NativeMemory.Alloc(Size), Size, 1);
        return ValueTask.CompletedTask;
    }
}
