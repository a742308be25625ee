using System.Diagnostics;
using System.Diagnostics.Metrics;
using GrowthGuard.Diagnostics.Counting;
using GrowthGuard.Diagnostics.Invocations;
using GrowthGuard.Diagnostics.Metrics;
using GrowthGuard.Diagnostics.Readings;

namespace GrowthGuard.Diagnostics;

/// <summary>
/// Counts what a running process holds: the counters that the program has registered, in sections, beside what the system and the garbage
/// collector know. One census serves a whole process. Safe for many threads.
/// </summary>
/// <example>
/// <code>
/// var census = GrowthCensus.Create();
/// census.Section("orders").Count("cache", () => cache.Count, bound: 1000);
/// var snapshot = census.TakeSnapshot();
/// </code>
/// </example>
public sealed class GrowthCensus : IDisposable
{
    /// <summary>The name of the meter that has the instruments, for <c>AddMeter</c> of OpenTelemetry.</summary>
    public const string MeterName = "GrowthGuard";

    private readonly GrowthCensusOptions _options;
    private readonly CounterBudget _budget;
    private readonly CensusSection _root;
    private readonly AppReader _app = new();
    private readonly ProcessMemory _process = new();
    private readonly EmbeddedMetrics _embeddedMetrics;
    private readonly FoundStores _stores;

    internal GrowthCensus(GrowthCensusOptions options, IMeterFactory? meters, IServiceProvider? services = null)
    {
        _options = options;
        _budget = new CounterBudget(options.MaxCounters);
        _root = new CensusSection("(root)", _budget);
        _embeddedMetrics = new EmbeddedMetrics(this);
        _stores = new FoundStores(options, services);
        Latest = new LatestSnapshot(this);
        Meter = new CensusMeter(this, meters);
    }

    /// <summary>Makes a census for a program without a host; with one, call <c>services.AddGrowthGuard()</c>.</summary>
    /// <param name="configure">Sets options.</param>
    public static GrowthCensus Create(Action<GrowthCensusOptions>? configure = null)
    {
        var options = new GrowthCensusOptions();
        configure?.Invoke(options);
        return new GrowthCensus(options, meters: null);
    }

    internal GrowthCensusOptions Options => _options;

    internal WorkCounter Work { get; } = new();

    /// <summary>The last snapshot when it is young enough, or a new one: for callers that ask as often as they like.</summary>
    internal LatestSnapshot Latest { get; }

    internal CensusMeter Meter { get; }

    /// <summary>The section that has a name; made when there is none.</summary>
    /// <param name="name">Any text of 1 to 200 characters; longer names are cut.</param>
    /// <exception cref="ArgumentException">The name is empty, or that of a section that the census fills itself.</exception>
    public CensusSection Section(string name) => name is RuntimeSection.Name or FoundStores.Statics or FoundStores.Singletons
        ? throw new ArgumentException($"The section '{name}' is filled by the census itself. Choose another name.", nameof(name))
        : _root.Section(name);

    /// <summary>
    /// Counts now. Takes a few milliseconds; with counters that do not come back, no longer than
    /// <see cref="GrowthCensusOptions.SnapshotTimeLimit"/>.
    /// </summary>
    public CensusSnapshot TakeSnapshot()
    {
        var began = Stopwatch.GetTimestamp();
        var takenAt = _options.TimeProvider.GetUtcNow();
        var app = _app.Read(takenAt, Work);
        var process = _process.Read(out var threads, out var handles);
        SectionReading[] sections = [.. ReadSections(), .. _stores.Read(), RuntimeSection.Read(threads, handles)];
        var snapshot = new CensusSnapshot
        {
            TakenAt = takenAt,
            App = app,
            Process = process,
            Gc = GcReader.Read(app.UptimeSeconds),
            Sections = sections,
            RefusedCounters = _budget.Refused,
            DurationMs = Stopwatch.GetElapsedTime(began).TotalMilliseconds,
        };
        // Null while the instruments are being made: somebody may read the first of them already.
        Meter?.Update(snapshot);
        return snapshot;
    }

    /// <summary>Counts now, without keeping the caller's thread: a counter that does not come back would hold it up.</summary>
    public Task<CensusSnapshot> TakeSnapshotAsync() =>
        Task.Factory.StartNew(TakeSnapshot, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Takes the instruments away, and stops listening to the runtime. Snapshots can still be taken.</summary>
    public void Dispose()
    {
        Meter.Dispose();
        Work.Dispose();
    }

    /// <summary>An invocation begins.</summary>
    /// <returns>Whether it found a process that had served one before.</returns>
    internal bool BeginInvocation()
    {
        var isReused = Work.BeginInvocation() > 1;
        Meter.CountInvocation(isReused);
        return isReused;
    }

    /// <summary>An invocation has ended.</summary>
    internal void EndInvocation(bool isReused) => _embeddedMetrics.AfterInvocation(isReused);

    private SectionReading[] ReadSections()
    {
        var plans = SectionPlan.Of(_root.Sections, out var counters);
        var results = CounterRun.Of(counters, _options);
        return Array.ConvertAll(plans, plan => plan.ToReading(results));
    }
}
