using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using GrowthGuard.Diagnostics;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>
/// What any .NET process tells without having been prepared for it: the counters of its runtime, by EventPipe, beside what the system
/// knows of it. No store is among them.
/// </summary>
internal sealed class RuntimeCounters : ICensusSource
{
    private const long Megabyte = 1_000_000;

    private static readonly string[] Providers = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "System.Net.Http"];
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>The counters that are counts of something that may grow, and what they are called here.</summary>
    private static readonly (string Counter, string Name, CounterKind Kind)[] Counted =
    [
        ("active-timer-count", "timers", CounterKind.Timers),
        ("assembly-count", "assemblies", CounterKind.Assemblies),
        ("threadpool-thread-count", "thread pool threads", CounterKind.Threads),
        ("threadpool-queue-length", "thread pool queue", CounterKind.Channel),
        ("http11-connections-current-total", "HTTP/1.1 connections", CounterKind.Connections),
        ("http20-connections-current-total", "HTTP/2 connections", CounterKind.Connections),
    ];

    private readonly int _process;
    private readonly EventPipeSession _session;
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RuntimeCounters(int process, EventPipeSession session)
    {
        _process = process;
        _session = session;
        new Thread(Listen) { IsBackground = true, Name = "EventPipe" }.Start();
    }

    /// <summary>Begins to listen to a process.</summary>
    /// <exception cref="ToolException">Its runtime does not let itself be listened to.</exception>
    public static RuntimeCounters Attach(int process, TimeSpan interval)
    {
        var every = new Dictionary<string, string>
        {
            ["EventCounterIntervalSec"] = Math.Max(0.1, interval.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        };
        try
        {
            var providers = Providers.Select(name => new EventPipeProvider(name, EventLevel.Informational, 0, every)).ToArray();
            return new RuntimeCounters(process, new DiagnosticsClient(process).StartEventPipeSession(providers, requestRundown: false));
        }
        catch (Exception e) when (e is DiagnosticsClientException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCodes.NoResult,
                $"Process {process} does not answer at an endpoint of GrowthGuard, and is no .NET process that lets itself be listened " +
                $"to: {e.Message}");
        }
    }

    public async Task<CensusSnapshot> TakeAsync(CancellationToken cancellation)
    {
        try
        {
            await _first.Task.WaitAsync(TimeLimit, cancellation);
        }
        catch (TimeoutException)
        {
            throw new ToolException(
                ExitCodes.NoResult,
                $"The runtime of process {_process} sent no counters within {TimeLimit.TotalSeconds:0} seconds.");
        }

        return Read();
    }

    public void Dispose() => _session.Dispose();

    private void Listen()
    {
        try
        {
            using var source = new EventPipeEventSource(_session.EventStream);
            source.Dynamic.All += Note;
            source.Process();
            _first.TrySetException(Ended());
        }
        catch (Exception)
        {
            // The stream ends in the middle when the process does, or when nobody listens any more.
            _first.TrySetException(Ended());
        }
    }

    private void Note(TraceEvent data)
    {
        if (data.EventName != "EventCounters" || data.PayloadValue(0) is not IDictionary<string, object> { } payload ||
            payload["Payload"] is not IDictionary<string, object> fields)
        {
            return;
        }

        _values[(string)fields["Name"]] = Convert.ToDouble(
            fields.TryGetValue("Mean", out var mean) ? mean : fields["Increment"],
            CultureInfo.InvariantCulture);

        // The last that the runtime sends of what is shown.
        if (_values.ContainsKey("assembly-count") && _values.ContainsKey("gc-heap-size"))
        {
            _first.TrySetResult();
        }
    }

    private CensusSnapshot Read()
    {
        using var process = Open();
        var counters = Counted.Where(counted => _values.ContainsKey(counted.Counter))
            .Select(counted => Counter(counted.Name, counted.Kind, _values[counted.Counter]))
            .Append(Counter("threads", CounterKind.Threads, process.Threads.Count))
            .Append(Counter("handles", CounterKind.Handles, process.HandleCount));
        return new CensusSnapshot
        {
            TakenAt = TimeProvider.System.GetUtcNow(),
            DurationMs = 0,
            App = new AppReading
            {
                Name = process.ProcessName,
                Runtime = ".NET",
                ProcessId = _process,
                StartedAt = process.StartTime.ToUniversalTime(),
                UptimeSeconds = (TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalSeconds,
                Requests = _values.TryGetValue("total-requests", out var requests) ? (long)requests : null,
            },
            Process = new ProcessReading { Rss = process.WorkingSet64, VmHwm = process.PeakWorkingSet64 is > 0 and var peak ? peak : null },
            // The runtime sends no more of these; what is 0 here is not shown.
            Gc = new GcReading
            {
                Allocated = 0,
                HeapSize = (long)(Value("gc-heap-size") * Megabyte),
                Committed = (long)(Value("gc-committed") * Megabyte),
                Fragmented = 0,
                TotalAllocated = 0,
                PauseSeconds = 0,
                PauseShare = 0,
                Available = 0,
                IsServer = false,
                Generations = [],
            },
            Sections = [new SectionReading { Name = "runtime", Source = SectionSource.Runtime, Counters = [.. counters] }],
        };
    }

    private Process Open()
    {
        try
        {
            return Process.GetProcessById(_process);
        }
        catch (ArgumentException)
        {
            throw Ended();
        }
    }

    private double Value(string counter) => _values.GetValueOrDefault(counter);

    private ToolException Ended() => new(ExitCodes.NoResult, $"Process {_process} has ended.");

    private static CounterReading Counter(string name, CounterKind kind, double count) =>
        new() { Name = name, Kind = kind, State = CounterState.Ok, Count = (long)count };
}
