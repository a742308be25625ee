using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GrowthGuard.Tool.Tests.Loading;

/// <summary>A server in the process of the test, which counts its requests.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<int, bool> _ports = new(); // bound: unbounded (as long as a test)
    private readonly Task _serving;
    private int _requests;

    public TestServer(HttpStatusCode status = HttpStatusCode.OK)
    {
        Status = status;
        (_listener, Address) = Listen();
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

    /// <summary>Another process may take the port between the moment it is found free and the moment it is used.</summary>
    private static (HttpListener Listener, string Address) Listen()
    {
        while (true)
        {
            string address;
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                // The next port.
            }
        }
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
