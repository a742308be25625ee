using GrowthGuard.Diagnostics;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>The snapshots of an endpoint.</summary>
internal sealed class EndpointSource(CensusClient client, Uri endpoint) : ICensusSource
{
    public async Task<CensusSnapshot> TakeAsync(CancellationToken cancellation) =>
        (await client.TakeAsync(endpoint, cancellation)).Snapshot;

    public void Dispose()
    {
    }
}
