using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Finds the <c>dotnet</c> that runs this process: a child with another would measure another runtime.</summary>
internal static class DotnetLocation
{
    public static string Find()
    {
        var file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

        // The runtime is in shared/Microsoft.NETCore.App/VERSION below it.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return new[] { Path.Combine(root, file), Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") }.FirstOrDefault(File.Exists) ??
            file;
    }
}
