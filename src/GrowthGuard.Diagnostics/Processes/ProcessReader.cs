namespace GrowthGuard.Diagnostics.Processes;

/// <summary>Chooses the reader for the operating system.</summary>
internal static class ProcessReader
{
    /// <param name="exact">Whether to pay for exact figures where the quick ones of a kernel cannot be trusted.</param>
    public static IProcessReader Create(bool exact) =>
        OperatingSystem.IsLinux() ? new LinuxProcessReader(exact)
        : OperatingSystem.IsWindows() ? new WindowsProcessReader()
        : OperatingSystem.IsMacOS() ? new MacProcessReader()
        : new PortableProcessReader();
}
