using System.Diagnostics.Metrics;

namespace GrowthGuard.Diagnostics.Readings;

/// <summary>
/// Counts what the process has done: HTTP requests, which ASP.NET Core announces by its own instrument, and invocations of handlers.
/// </summary>
internal sealed class WorkCounter : IDisposable
{
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";
    private const string RequestInstrument = "http.server.active_requests";

    private readonly MeterListener _listener = new();
    private long _requests;
    private long _invocations;

    public WorkCounter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == RequestInstrument && instrument.Meter.Name == RequestMeter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        // One more when a request begins, one less when it ends.
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            if (change > 0)
            {
                Interlocked.Increment(ref _requests);
            }
        });
        _listener.Start();
    }

    /// <summary>Requests that have begun; null when there was none.</summary>
    public long? Requests => Interlocked.Read(ref _requests) is > 0 and var requests ? requests : null;

    /// <summary>Invocations that have begun; null when there was none.</summary>
    public long? Invocations => Interlocked.Read(ref _invocations) is > 0 and var invocations ? invocations : null;

    /// <summary>An invocation begins.</summary>
    /// <returns>How many have begun, this one included: the first is the one that found a cold process.</returns>
    public long BeginInvocation() => Interlocked.Increment(ref _invocations);

    public void Dispose() => _listener.Dispose();
}
