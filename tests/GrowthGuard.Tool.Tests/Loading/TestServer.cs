using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GrowthGuard.Tool.Tests.Loading;

/// <summary>A server in the process of the test, which counts its requests.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<int, bool> _ports = new(); // bound: unbounded (as long as a test)
    private readonly Task _serving;
    private int _requests;

    public TestServer(HttpStatusCode status = HttpStatusCode.OK)
    {
        Status = status;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public HttpStatusCode Status { get; }

    public int Requests => _requests;

    /// <summary>Connections that were made.</summary>
    public int Connections => _ports.Count;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _requests++;
                _ports[context.Request.RemoteEndPoint.Port] = true;
                context.Response.StatusCode = (int)Status;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
