using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Asks the allocator of the C library to give free memory back to the system.</summary>
internal static unsafe class Allocator
{
    /// <returns>False where there is no such function: it is glibc's alone.</returns>
    public static bool TryTrim()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var library))
        {
            return false;
        }

        if (!NativeLibrary.TryGetExport(library, "malloc_trim", out var trim))
        {
            return false;
        }

        _ = ((delegate* unmanaged<nuint, int>)trim)(0);
        return true;
    }
}
