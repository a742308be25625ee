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
    private readonly List<string> _hanging = []; // bound: 20 (MostHanging)
    private StoreCensus? _census;
    private Run? _run;

    /// <summary>Comes back within the time limit of a snapshot.</summary>
    public SectionReading[] Read()
    {
        if (!options.FindStores || options.Assembly is null)
        {
            return [];
        }

        lock (_gate)
        {
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
                    return run.Failure is { } failure ? [Failed(failure)] : Sections(run);
                }

                if (_run.IsStuckAt() is { } name && _hanging.Count < MostHanging)
                {
                    // The thread stays where it is, with a census that nobody uses any more.
                    _hanging.Add(name);
                    (_run, _census) = (null, null);
                }
                else if (rest <= TimeSpan.Zero)
                {
                    // It is still finding out what there is. The next snapshot has it.
                    return [Failed(null)];
                }
            }
        }
    }

    private Run Start()
    {
        var census = _census;
        var request = new CensusRequest(options.Assembly!, services is null ? [] : [services], [.. options.IgnoredStores, .. _hanging])
        {
            AlsoAssemblies = [.. options.AlsoAssemblies],
        };
        var run = new Run(() => census ?? new StoreCensus(request));
        new Thread(run.Count) { IsBackground = true, Name = "GrowthGuard stores" }.Start();
        return run;
    }

    private SectionReading[] Sections(Run run)
    {
        // Timers and assemblies are in the section of the runtime.
        var readings = run.Roots.Select((root, index) => (Root: root, Count: run.Counts[index]))
            .Where(found => found.Root.Name is not (RunningTimers.Name or LoadedAssemblies.Name))
            .Take(options.MaxFoundStores)
            .Select(found => (found.Root.IsStatic, Reading: Reading(found.Root, found.Count)))
            .ToList();
        return
        [
            Section(Statics, SectionSource.Statics, [.. readings.Where(found => found.IsStatic).Select(found => found.Reading), .. _hanging.Select(Hanging)]),
            Section(Singletons, SectionSource.Singletons, readings.Where(found => !found.IsStatic).Select(found => found.Reading)),
        ];
    }

    private static SectionReading Section(string name, SectionSource source, IEnumerable<CounterReading> counters) => new()
    {
        Name = name,
        Source = source,
        Counters = [.. counters.DistinctBy(counter => counter.Name)],
    };

    private static SectionReading Failed(string? failure) => Section(Statics, SectionSource.Statics,
    [
        new CounterReading { Name = "(stores)", Kind = CounterKind.Collection, State = failure is null ? CounterState.TimedOut : CounterState.Failed, Error = failure },
    ]);

    private static CounterReading Hanging(string name) => new() { Name = name, Kind = CounterKind.Collection, State = CounterState.TimedOut };

    private static CounterReading Reading(CensusRoot root, long count) => new()
    {
        Name = root.Name,
        Kind = KindOf(root.Kind),
        State = CounterState.Ok,
        Count = count,
        Bound = root.Bound,
        BoundReason = root.BoundReason,
        IsUnbounded = root.IsUnbounded,
        StoreType = root.StoreType,
        Symbol = root.SymbolId,
        RuleId = root.RuleId,
    };

    /// <summary>The kinds have the same names; a test sees to that.</summary>
    private static CounterKind KindOf(StoreKind kind) => Enum.TryParse<CounterKind>(kind.ToString(), out var same) ? same : CounterKind.Number;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

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
