using System.Net;
using System.Net.Sockets;
using GrowthGuard.Tool.Diagnosing;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Tests.Loading;

/// <summary>On the real files of Linux, and on made ones.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public ServerProcessTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found by their ports on Linux.");

    [Fact]
    public void Process_is_found_by_the_port_that_it_listens_on()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Equal(Environment.ProcessId, ServerProcess.On(port));
        Assert.True(ListeningPorts.IsTaken(port));
    }

    [Fact]
    public void Port_without_a_listener_is_named()
    {
        Listeners();

        var error = Assert.Throws<ToolException>(() => ServerProcess.On(5000, _scratch.Root));

        Assert.Equal((ExitCodes.NoResult, "No process of this machine listens on port 5000."), (error.ExitCode, error.Message));
    }

    [Fact]
    public void Process_of_somebody_else_is_not_taken_for_none()
    {
        Listeners("77");
        Process(10, parent: 1, "(server)", "88");

        var error = Assert.Throws<ToolException>(() => ServerProcess.On(5000, _scratch.Root));

        Assert.Equal(ExitCodes.NoResult, error.ExitCode);
        Assert.Contains("belongs to another user and cannot be read", error.Message);
    }

    [Fact]
    public void Of_several_processes_none_is_picked()
    {
        Listeners("77", "78");
        Process(999_999_991, parent: 1, "(one)", "77");
        Process(999_999_992, parent: 1, "(two)", "78");

        var error = Assert.Throws<ToolException>(() => ServerProcess.On(5000, _scratch.Root));

        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.StartsWith("2 processes listen on port 5000. Choose one with --process:", error.Message, StringComparison.Ordinal);
        Assert.Contains(" 999999991 ", error.Message);
        Assert.Contains(" 999999992 ", error.Message);
    }

    [Fact]
    public void Processes_that_one_has_started_are_that_one_server()
    {
        Listeners("77");
        Process(30, parent: 20, "(a worker) S 5 (of)", "77");
        Process(20, parent: 10, "(a shell between)");
        Process(10, parent: 1, "(server)", "77");

        Assert.Equal(10, ServerProcess.On(5000, _scratch.Root));
        Assert.Equal([10, 20, 30], ProcessTree.Read(_scratch.Root).Family(10));
        Assert.Empty(ProcessTree.Read(_scratch.Root).Family(11));
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Sockets that listen on port 5000, which is 1388, and one that is connected there.</summary>
    private void Listeners(params string[] inodes)
    {
        const string Head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
        var listening =
            inodes.Select(
                inode => $"   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 {inode} 1\n");
        _scratch.Write(
            "proc/self/net/tcp",
            $"{Head}{string.Concat(listening)}   1: 0100007F:1388 0100007F:9999 01 00000000:00000000 00:00000000 00000000  1000        0 66 1\n");
    }

    private void Process(int id, int parent, string name, params string[] sockets)
    {
        _scratch.Write($"proc/{id}/stat", $"{id} {name} S {parent} 1 1 0 -1\n");
        Directory.CreateDirectory(_scratch.PathOf($"proc/{id}/fd"));
        foreach (var socket in sockets)
        {
            File.CreateSymbolicLink(_scratch.PathOf($"proc/{id}/fd/{socket}"), $"socket:[{socket}]");
        }
    }
}
