using System.Diagnostics;
using System.Reflection;
using GrowthGuard.Census;

namespace GrowthGuard.Diagnostics.Readings;

/// <summary>
/// Counts the stores that the census finds by itself. It runs on a thread of its own: a collection of the user's may have a count that
/// never comes back. Such a store is left out from then on, and the others are counted again.
/// </summary>
internal sealed class FoundStores(GrowthCensusOptions options, IServiceProvider? services)
{
    public const string Statics = "statics";
    public const string Singletons = "singletons";

    /// <summary>A program with more stores that hang than this is not looked into any further.</summary>
    private const int MostHanging = 20;

    private readonly object _gate = new();
    private readonly Dictionary<string, HangingStore> _hanging = []; // bound: 20 (MostHanging)
    private StoreCensus? _census;
    private Run? _run;

    /// <summary>Comes back within the time limit of a snapshot.</summary>
    public SectionReading[] Read()
    {
        if (!options.FindStores)
        {
            return [];
        }

        if (options.Assembly is null)
        {
            return
            [
                Section(Statics, SectionSource.Statics, [], ["There is no entry assembly: set Assembly of the options to find stores."])
            ];
        }

        lock (_gate)
        {
            RetryReturned();
            var began = Stopwatch.GetTimestamp();
            while (true)
            {
                _run ??= Start();
                var rest = options.SnapshotTimeLimit - Stopwatch.GetElapsedTime(began);
                if (_run.Finished.Wait(rest > TimeSpan.Zero ? Min(rest, options.CounterTimeLimit) : TimeSpan.Zero))
                {
                    var run = _run;
                    _run = null;
                    _census = run.Census;
                    return run.Failure is { } failure ? [Failed(CounterState.Failed, failure, "No store was counted.")] : Sections(run);
                }

                if (_run.IsStuckAt() is { } name && (_hanging.Count < MostHanging || _hanging.ContainsKey(name)))
                {
                    // The thread stays where it is, with a census that nobody uses any more.
                    _hanging[name] = new HangingStore(_run.Finished, IsRetried: _hanging.ContainsKey(name), IsLeftOut: true);
                    (_run, _census) = (null, null);
                }
                else if (rest <= TimeSpan.Zero)
                {
                    return [Failed(CounterState.TimedOut, null, "The stores are still being looked for: the next snapshot has them.")];
                }
            }
        }
    }

    /// <summary>
    /// A busy machine makes a sound store look as if it hung. One that has come back after all is counted again, but once only.
    /// </summary>
    private void RetryReturned()
    {
        foreach (var (name, store) in _hanging.ToArray())
        {
            if (store is { IsLeftOut: true, IsRetried: false, Returned.IsSet: true })
            {
                _hanging[name] = store with { IsLeftOut = false };
                _census = null;
            }
        }
    }

    private Run Start()
    {
        var census = _census;
        var request = new CensusRequest(options.Assembly!, services is null ? [] : [services], [.. options.IgnoredStores, .. LeftOut()])
        {
            AlsoAssemblies = [.. options.AlsoAssemblies],
        };
        var run = new Run(() => census ?? new StoreCensus(request));
        new Thread(run.Count) { IsBackground = true, Name = "GrowthGuard stores" }.Start();
        return run;
    }

    private IEnumerable<string> LeftOut() => _hanging.Where(store => store.Value.IsLeftOut).Select(store => store.Key);

    private SectionReading[] Sections(Run run)
    {
        // Timers and assemblies are in the section of the runtime.
        var notes = run.Census!.Notes;
        var readings = run.Roots.Select((root, index) => (Root: root,
            Reading: Reading(root, run.Counts[index], notes.Stores.GetValueOrDefault(index))))
            .Where(found => found.Root.Name is not (RunningTimers.Name or LoadedAssemblies.Name))
            .ToList();
        var ofStatics = notes.Lines(isStatic: true).ToList();
        var ofSingletons = notes.Lines(isStatic: false).ToList();
        if (readings.Count > options.MaxFoundStores)
        {
            ofStatics.Add(
                $"{readings.Count - options.MaxFoundStores} stores more than MaxFoundStores ({options.MaxFoundStores}) were found, and " +
                "are not shown.");
            readings.RemoveRange(options.MaxFoundStores, readings.Count - options.MaxFoundStores);
        }

        CounterReading[] statics =
        [
            .. readings.Where(found => found.Root.IsStatic).Select(found => found.Reading),
            .. LeftOut().Select(Hanging)
        ];
        CounterReading[] singletons = [.. readings.Where(found => !found.Root.IsStatic).Select(found => found.Reading)];
        if (statics.Length == 0)
        {
            ofStatics.Add(
                $"No static store is in use in {string.Join(", ", run.Census.LookedAt.DefaultIfEmpty("any assembly: none is the program's own"))}.");
        }

        if (singletons.Length == 0)
        {
            ofSingletons.Add(services is null
                ? "The census was made without a service provider."
                : "No singleton that was made holds a store.");
        }

        return
        [
            Section(Statics, SectionSource.Statics, statics, ofStatics),
            Section(Singletons, SectionSource.Singletons, singletons, ofSingletons)
        ];
    }

    private static SectionReading Section(
        string name,
        SectionSource source,
        IEnumerable<CounterReading> counters,
        IReadOnlyList<string> notes) => new()
    {
        Name = name,
        Source = source,
        Counters = [.. counters.DistinctBy(counter => counter.Name)],
        Notes = notes,
    };

    private static SectionReading Failed(CounterState state, string? error, string note) =>
        Section(
            Statics,
            SectionSource.Statics,
            [new CounterReading { Name = "(stores)", Kind = CounterKind.Collection, State = state, Error = error }],
            [note]);

    private static CounterReading Hanging(string name) =>
        new() { Name = name, Kind = CounterKind.Collection, State = CounterState.TimedOut };

    private static CounterReading Reading(CensusRoot root, long count, string? error) => new()
    {
        Name = root.Name,
        Kind = KindOf(root.Kind),
        State = error is null ? CounterState.Ok : CounterState.Failed,
        Count = error is null ? count : null,
        Bound = root.Bound,
        BoundReason = root.BoundReason,
        IsUnbounded = root.IsUnbounded,
        StoreType = root.StoreType,
        Symbol = root.SymbolId,
        RuleId = root.RuleId,
        Error = error,
    };

    /// <summary>The kinds have the same names; a test sees to that.</summary>
    private static CounterKind KindOf(StoreKind kind) =>
        Enum.TryParse<CounterKind>(kind.ToString(), out var same) ? same : CounterKind.Number;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <param name="Returned">Whether the count that it held up has come to its end.</param>
    /// <param name="IsRetried">Whether it hangs again, after it had come back once.</param>
    /// <param name="IsLeftOut">Whether it is not counted.</param>
    private sealed record HangingStore(ManualResetEventSlim Returned, bool IsRetried, bool IsLeftOut);

    /// <summary>One count by a thread of its own.</summary>
    private sealed class Run(Func<StoreCensus> make)
    {
        private volatile StoreCensus? _census;
        private int _step = -1;

        public StoreCensus? Census => _census;

        public ManualResetEventSlim Finished { get; } = new();

        public IReadOnlyList<CensusRoot> Roots { get; private set; } = [];

        public long[] Counts { get; private set; } = [];

        /// <summary>The type of the exception that ended it; null when none did.</summary>
        public string? Failure { get; private set; }

        public void Count()
        {
            try
            {
                var census = make();
                _census = census;
                Counts = census.Take().ToArray();
                Roots = census.Roots;
            }
            catch (Exception e)
            {
                Failure = e.GetType().FullName;
            }
            finally
            {
                Finished.Set();
            }
        }

        /// <summary>The store that was being counted when this was asked last, and still is; null when there is none.</summary>
        public string? IsStuckAt()
        {
            if (_census is not { } census)
            {
                return null;
            }

            var (name, step) = census.Progress;
            var isStuck = step == _step;
            _step = step;
            return isStuck ? name : null;
        }
    }
}
