using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Keeps the handles of this process's pipes from the processes that the scenario starts: they would hold the pipes open.
/// </summary>
internal static partial class InheritedHandles
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;
    private const int InheritFlag = 1;

    public static void Keep(params nint[] handles)
    {
        foreach (var handle in handles)
        {
            _ = OperatingSystem.IsWindows()
                ? SetHandleInformation(handle, InheritFlag, 0)
                : SetDescriptor((int)handle, SetDescriptorFlags, CloseOnExec);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int SetDescriptor(int descriptor, int command, int flags);

    [LibraryImport("kernel32", EntryPoint = "SetHandleInformation")]
    private static partial int SetHandleInformation(nint handle, int mask, int flags);
}
