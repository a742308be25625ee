using GrowthGuard.Tool.Diagnosing;

namespace GrowthGuard.Tool.Loading;

/// <summary>The process that listens on a port.</summary>
internal static class ServerProcess
{
    /// <summary>The one process that listens on a port, or the one that has started all others that do.</summary>
    /// <param name="port">The port.</param>
    /// <param name="root">The root of the file system.</param>
    /// <exception cref="ToolException">There is none, there are several, or it cannot be seen.</exception>
    public static int On(int port, string root = "/")
    {
        if (!OperatingSystem.IsLinux())
        {
            throw ToolException.Usage(
                "The process that listens on a port can be found on Linux only, and so is the memory of other processes read there only.");
        }

        var found = ListeningPorts.ProcessesOn(port, root);
        var tree = ProcessTree.Read(root);
        return found.FirstOrDefault(candidate => found.All(process => tree.IsBelow(process, candidate))) is > 0 and var one
            ? one
            : throw (found.Count > 0
                ? ToolException.Usage(
                    $"{found.Count} processes listen on port {port}. Choose one with --process:\n{CensusTarget.Listed(found)}")
                : ListeningPorts.IsTaken(port, root)
                    ? new ToolException(
                        ExitCodes.NoResult,
                        $"A process listens on port {port}, but it belongs to another user and cannot be read. Run as that user, or as " +
                        "root.")
                    : new ToolException(ExitCodes.NoResult, $"No process of this machine listens on port {port}."));
    }
}
