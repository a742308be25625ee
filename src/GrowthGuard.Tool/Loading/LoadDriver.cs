using System.Diagnostics;
using HdrHistogram;

namespace GrowthGuard.Tool.Loading;

/// <summary>
/// Sends requests for the length of an iteration. In a closed loop each worker sends the next request when the last is answered. In an
/// open one requests are due at a fixed rate, and the latency of one counts from when it was due: a server that stalls does not hide what
/// would have come meanwhile.
/// </summary>
internal sealed class LoadDriver(LoadSettings settings) : IDisposable
{
    private const long LongestMicroseconds = 3_600_000_000;
    private const int Digits = 3;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeLimit
    };

    /// <summary>Requests so far, over all iterations.</summary>
    private long _sent = -1;

    /// <summary>Sends requests; those that are under way at the end are waited for.</summary>
    public async Task<IterationLoad> RunAsync(CancellationToken cancellation)
    {
        var tally = new Tally();
        var began = Stopwatch.GetTimestamp();
        var due = new DueTimes(began, settings.Rate);
        await Task.WhenAll(Enumerable
            .Range(0, settings.Workers)
            .Select(_ => Task.Run(() => WorkAsync(tally, due, began, cancellation), cancellation)));
        return tally.Of(Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Whether the server answers, whatever it says.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.GetAsync(settings.Address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return true;
        }
        catch (Exception e) when (IsFailure(e, cancellation))
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task WorkAsync(Tally tally, DueTimes times, long began, CancellationToken cancellation)
    {
        while (times.Next() is var due && Stopwatch.GetElapsedTime(began, Math.Max(due, Stopwatch.GetTimestamp())) < settings.Duration)
        {
            if (due - Stopwatch.GetTimestamp() is > 0 and var early)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency), cancellation);
            }

            var error = await SendAsync(cancellation);
            tally.Add(Stopwatch.GetElapsedTime(due), error);
            if (settings.Gap > TimeSpan.Zero)
            {
                await Task.Delay(settings.Gap, cancellation);
            }
        }
    }

    /// <returns>What went wrong; null when nothing did.</returns>
    private async Task<string?> SendAsync(CancellationToken cancellation)
    {
        try
        {
            using var request = settings.Mix.Request(Interlocked.Increment(ref _sent), settings.Address);
            request.Headers.ConnectionClose = settings.KeepsConnections ? null : true;
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await response.Content.CopyToAsync(Stream.Null, cancellation);
            return response.IsSuccessStatusCode || (int)response.StatusCode < 400
                ? null
                : $"{request.Method} {request.RequestUri!.PathAndQuery} was answered with {(int)response.StatusCode}";
        }
        catch (Exception e) when (IsFailure(e, cancellation))
        {
            return e is TaskCanceledException
                ? $"no answer within {TimeLimit.TotalSeconds:0} seconds"
                : e.InnerException?.Message ?? e.Message;
        }
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellation) =>
        exception is HttpRequestException or IOException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>When requests are due: now, or one after the other at a fixed rate.</summary>
    private sealed class DueTimes(long began, double? rate)
    {
        private long _given = -1;

        public long Next() =>
            rate is { } perSecond
                ? began + (long)(Interlocked.Increment(ref _given) / perSecond * Stopwatch.Frequency)
                : Stopwatch.GetTimestamp();
    }

    private sealed class Tally
    {
        private readonly LongConcurrentHistogram _latencies = new(1, LongestMicroseconds, Digits);
        private long _errors;
        private string? _firstError;

        public void Add(TimeSpan latency, string? error)
        {
            _latencies.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds));
            if (error is not null)
            {
                Interlocked.Increment(ref _errors);
                Interlocked.CompareExchange(ref _firstError, error, null);
            }
        }

        public IterationLoad Of(TimeSpan duration) =>
            new(_latencies.TotalCount, _errors, _firstError, duration, At(50), At(99), At(100));

        private TimeSpan At(double percentile) =>
            TimeSpan.FromMicroseconds(_latencies.TotalCount == 0 ? 0 : _latencies.GetValueAtPercentile(percentile));
    }
}
