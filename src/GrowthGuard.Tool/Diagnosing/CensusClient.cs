using System.Net;
using GrowthGuard.Diagnostics;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>Asks a running service for snapshots.</summary>
internal sealed class CensusClient : IDisposable
{
    /// <summary>Where the endpoint is unless the application says otherwise.</summary>
    public const string DefaultPath = "/_growthguard/debug/objects";

    private const string Endpoint = "/debug/objects";
    private const int LargestAnswer = 64 * 1024 * 1024;
    private const int LongestReason = 300;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeLimit,
        MaxResponseContentBufferSize = LargestAnswer
    };

    /// <summary>The address of the endpoint, from what was typed: the application's, the page's or the endpoint's own.</summary>
    public static Uri EndpointOf(Uri typed)
    {
        var path = typed.AbsolutePath.TrimEnd('/');
        var full = path.Length == 0 ? DefaultPath : path.EndsWith(Endpoint, StringComparison.Ordinal) ? path : path + Endpoint;
        return new UriBuilder(typed) { Path = full }.Uri;
    }

    /// <returns>The answer as it was sent, and what it says.</returns>
    /// <exception cref="ToolException">There is no answer, or it is no snapshot.</exception>
    public async Task<(byte[] Json, CensusSnapshot Snapshot)> TakeAsync(Uri endpoint, CancellationToken cancellation)
    {
        var (status, body) = await GetAsync(endpoint, cancellation);
        if (status != HttpStatusCode.OK)
        {
            var reason = PlainText.Of(System.Text.Encoding.UTF8.GetString(body)).Trim();
            throw NoSnapshot(
                $"{endpoint} answered {(int)status}. {(reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason)}".TrimEnd());
        }

        try
        {
            return (body, CensusSnapshot.FromJson(body));
        }
        catch (FormatException e)
        {
            throw NoSnapshot($"{endpoint} did not answer with a census: {PlainText.Of(e.Message)}");
        }
    }

    /// <summary>The snapshot of a process by one of its ports; null when that port answers with anything else.</summary>
    public async Task<Uri?> FindAsync(int process, IEnumerable<int> ports, CancellationToken cancellation)
    {
        foreach (var port in ports)
        {
            var endpoint = new Uri($"http://127.0.0.1:{port}{DefaultPath}");
            try
            {
                if ((await TakeAsync(endpoint, cancellation)).Snapshot.App.ProcessId == process)
                {
                    return endpoint;
                }
            }
            catch (ToolException)
            {
                // Not HTTP, or not the application's port for it.
            }
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(Uri endpoint, CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.GetAsync(endpoint, cancellation);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (HttpRequestException e)
        {
            throw NoSnapshot($"{endpoint} cannot be reached: {e.InnerException?.Message ?? e.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw NoSnapshot($"{endpoint} did not answer within {TimeLimit.TotalSeconds:0} seconds.");
        }
    }

    private static ToolException NoSnapshot(string message) => new(ExitCodes.NoResult, message);
}
