namespace GrowthGuard.Testing.Measuring;

/// <summary>Chooses the reader for the operating system.</summary>
internal static class ProcessReader
{
    public static IProcessReader Create() =>
        OperatingSystem.IsLinux() ? new LinuxProcessReader()
        : OperatingSystem.IsWindows() ? new WindowsProcessReader()
        : OperatingSystem.IsMacOS() ? new MacProcessReader()
        : new PortableProcessReader();
}
