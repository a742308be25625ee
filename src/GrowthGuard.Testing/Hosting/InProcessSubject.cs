using System.Reflection;
using System.Runtime.CompilerServices;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Measures a delegate in this process. The managed heap and the counts decide: private memory of a process that also runs tests says
/// too little. Other work in the process makes even these worthless, so the run is refused when there is any.
/// </summary>
/// <param name="name">The name to show.</param>
/// <param name="tested">What the test gave: its assembly's stores are counted, and those of what it has captured.</param>
/// <param name="handler">What is invoked.</param>
/// <param name="options">How it is run.</param>
internal sealed class InProcessSubject(string name, Delegate tested, Func<int, ValueTask> handler, MemoryFlatOptions options) : ISubject
{
    private const int BatchesPerProbe = 10;

    /// <summary>How often to look at what others do before memory is called anything but flat.</summary>
    private const int StillMoments = 10;

    /// <summary>What a runner that waits for its test may add to the heap.</summary>
    private const long AllowedStillGrowth = 16 * 1024;

    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly long[] _values = new long[Channels.Count];

    /// <summary>Made before the first reading: what the kit keeps of each sample is not to be measured.</summary>
    private readonly Queue<long[]> _prepared = new(Enumerable.Range(0, MemorySeries.UsualLength).Select(_ => new long[Channels.Count]));

    private ScenarioRun? _run;
    private bool _hasTurn;
    private bool _wasDisturbed;
    private int _rootsTold;
    private int _batches;

    public string AssemblyFile => Tested.Location;

    public IReadOnlyList<string> OutputTail => [];

    /// <summary>A process cannot stop itself and read its heap.</summary>
    public int? ProcessId => null;

    private Assembly Tested => tested.Method.Module.Assembly;

    public async Task<RunEnvironment> StartAsync(CancellationToken cancellation)
    {
        await OneAtATime.WaitAsync(cancellation).ConfigureAwait(false);
        _hasTurn = true;
        await OtherWork.RefuseAsync(name, OtherWork.First, cancellation).ConfigureAwait(false);
        var orders = new ChildOrders(
            new ScenarioReference(Tested.Location, name),
            options.Ignored,
            options.AssembliesToCount,
            options.Gap,
            options.ToleratesFailures,
            options.WorkerCount);
        _run = Translated(() => new ScenarioRun(orders, new Scenario(handler, Captured()), Tested));
        return _run.Environment with
        {
            SystemIsProven = false,
            Notes =
            [
                .. _run.Environment.Notes,
                "Measured in the process of the test: the managed heap and the counts of stores decide, private and resident memory are " +
                "shown only."
            ],
        };
    }

    public async Task<BatchReport> RunAsync(int count, CancellationToken cancellation)
    {
        // On another thread, so that what the stack of the caller holds is not held by the scenario, and the caller can go on.
        var failures = await Task.Run(() => Translated(() => _run!.Invoke(count)), cancellation).ConfigureAwait(false);
        if (++_batches % BatchesPerProbe == 0)
        {
            _wasDisturbed |= await OtherWork.RefuseAsync(name, OtherWork.Later, cancellation).ConfigureAwait(false);
        }

        _run!.Read(_values, out var counts);
        var newRoots = _run.Roots.Skip(_rootsTold).ToList();
        _rootsTold += newRoots.Count;
        var kept = _prepared.TryDequeue(out var prepared) ? prepared : new long[Channels.Count];
        _values.CopyTo(kept, 0);
        return new BatchReport(new Sample(_run.Invocations, kept), counts.ToArray(), newRoots, failures) { Elapsed = _run.Elapsed };
    }

    /// <summary>
    /// Lets the scenario stand still for a while: what grows then as well is not its doing. Work that allocates little, or now and then
    /// only, is seen by that and not by the probes between batches.
    /// </summary>
    public async Task ConfirmAloneAsync(IReadOnlyList<int> grown, CancellationToken cancellation)
    {
        _run!.Read(_values, out var counts);
        var (heap, before) = (_values[(int)MemoryChannel.Heap], counts.ToArray());
        for (var i = 0; i < StillMoments; i++)
        {
            _wasDisturbed |= await OtherWork.RefuseAsync(name, OtherWork.First, cancellation).ConfigureAwait(false);
        }

        _run.Read(_values, out counts);
        var heapGrowth = _values[(int)MemoryChannel.Heap] - heap;
        foreach (var root in grown)
        {
            if (counts[root] > before[root])
            {
                throw OtherWork.Refusal(name, $"{_run.Roots[root].Name} grew while the scenario stood still");
            }
        }

        if (heapGrowth > AllowedStillGrowth || _wasDisturbed)
        {
            throw OtherWork.Refusal(
                name,
                heapGrowth > AllowedStillGrowth
                    ? $"the managed heap grew by {heapGrowth / 1024} KB while the scenario stood still"
                    : "it allocated between batches");
        }
    }

    public Task<IReadOnlyList<CensusRoot>> DescribeAsync(IReadOnlyList<int> roots, CancellationToken cancellation) =>
        Task.FromResult(_run!.Describe(roots));

    /// <summary>Not asked for: the process has more to it than the scenario.</summary>
    public Task<long?> TrimAsync(CancellationToken cancellation) => Task.FromResult<long?>(null);

    public Task FinishAsync(CancellationToken cancellation)
    {
        Translated(() =>
        {
            _run!.TearDown();
            return 0;
        });
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (_hasTurn)
        {
            _hasTurn = false;
            OneAtATime.Release();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The object that the delegate holds: what a lambda has captured, or the object whose method it is.</summary>
    private IEnumerable<object> Captured()
    {
        if (tested.Target is { } target)
        {
            var isClosure = target.GetType().IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
            yield return new GivenRoot(target, StoreLifetime.Singleton) { Name = isClosure ? TypeNames.OfMethod(tested.Method) : null };
        }
    }

    private T Translated<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ScenarioException e)
        {
            throw new MemoryRunException(e.Failure, $"{name}: {e.Message}");
        }
    }

    private sealed class Scenario(Func<int, ValueTask> handler, IEnumerable<object> captured) : IMemoryScenario
    {
        public IEnumerable<object> ExtraRoots => captured;

        public ValueTask InvokeAsync(int invocation) => handler(invocation);
    }
}
