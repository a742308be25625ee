using System.Diagnostics;
using System.Reflection;
using GrowthGuard.Census;
using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Hosting;

/// <summary>A scenario that is being run in this process, with what measures it.</summary>
internal sealed class ScenarioRun
{
    private readonly ChildOrders _orders;
    private readonly IMemoryScenario _scenario;
    private readonly IProcessReader _reader = ProcessReader.Create(exact: true);
    private readonly Sampler _sampler;
    private readonly StoreCensus _census;

    /// <summary>One for each invocation of a batch, used again and again.</summary>
    private long[] _durations = [];

    /// <summary>Makes the scenario and sets it up.</summary>
    /// <exception cref="ScenarioException">It cannot be made, or threw.</exception>
    public ScenarioRun(ChildOrders orders)
        : this(orders, ScenarioFactory.Load(orders.Scenario, out var assembly), assembly)
    {
    }

    /// <param name="orders">How it is run.</param>
    /// <param name="scenario">The scenario, not yet set up.</param>
    /// <param name="assembly">The tested assembly.</param>
    public ScenarioRun(ChildOrders orders, IMemoryScenario scenario, Assembly assembly)
    {
        _orders = orders;
        _scenario = scenario;
        Guarded("The set-up of the scenario threw", () => Wait(scenario.SetUpAsync()));
        _sampler = new Sampler(_reader);
        _census = new StoreCensus(new CensusRequest(
            assembly,
            RootsOf(scenario),
            orders.Ignored) { AlsoAssemblies = orders.AlsoAssemblies });
        Environment = EnvironmentReader.Read(assembly, _reader.IsProven);
    }

    public RunEnvironment Environment { get; }

    public IReadOnlyList<CensusRoot> Roots => _census.Roots;

    /// <summary>Invocations so far.</summary>
    public int Invocations { get; private set; }

    /// <summary>How long the invocations of the last batch took, without the time between them.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How long each invocation of the last batch took, in ticks.</summary>
    public ReadOnlySpan<long> Durations => _durations;

    /// <summary>Invokes the scenario.</summary>
    /// <returns>How many invocations threw.</returns>
    /// <exception cref="ScenarioException">One threw, and that is not tolerated.</exception>
    public int Invoke(int count)
    {
        if (_durations.Length != count)
        {
            _durations = new long[count];
        }

        var began = Stopwatch.GetTimestamp();
        var failures = _orders.Workers == 1 ? InvokeOneByOne(count) : InvokeAtOnce(count);
        var elapsed = Stopwatch.GetElapsedTime(began) - (_orders.Gap * count / _orders.Workers);
        Elapsed = elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero;
        return failures;
    }

    private int InvokeOneByOne(int count)
    {
        var failures = 0;
        var start = Invocations;
        for (var end = start + count; Invocations < end; Invocations++)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                Wait(_scenario.InvokeAsync(Invocations));
            }
            catch (Exception) when (_orders.ToleratesFailures)
            {
                failures++;
            }
            catch (Exception e)
            {
                throw ScenarioException.Of(RunFailure.InvocationThrew, $"Invocation {Invocations} threw", e);
            }

            _durations[Invocations - start] = Stopwatch.GetElapsedTime(began).Ticks;

            if (_orders.Gap > TimeSpan.Zero)
            {
                Thread.Sleep(_orders.Gap);
            }
        }

        return failures;
    }

    /// <summary>
    /// Each worker takes the next number; all have ended when this returns, so that nothing is under way while memory is read.
    /// </summary>
    private int InvokeAtOnce(int count)
    {
        var (next, end, failures) = (Invocations - 1, Invocations + count, 0);
        ScenarioException? failure = null;
        Task.WhenAll(Enumerable.Range(0, Math.Min(_orders.Workers, count)).Select(_ => Task.Run(WorkAsync))).GetAwaiter().GetResult();
        Invocations = end;
        return failure is null ? failures : throw failure;

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var invocation && invocation < end && Volatile.Read(ref failure) is null)
            {
                var began = Stopwatch.GetTimestamp();
                try
                {
                    await _scenario.InvokeAsync(invocation).ConfigureAwait(false);
                }
                catch (Exception) when (_orders.ToleratesFailures)
                {
                    Interlocked.Increment(ref failures);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(
                        ref failure,
                        ScenarioException.Of(RunFailure.InvocationThrew, $"Invocation {invocation} threw", e),
                        null);
                }

                _durations[invocation - (end - count)] = Stopwatch.GetElapsedTime(began).Ticks;
                if (_orders.Gap > TimeSpan.Zero)
                {
                    await Task.Delay(_orders.Gap).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Reads the channels, and counts the roots.</summary>
    /// <param name="values">One value per channel.</param>
    /// <param name="counts">One count per root; valid until the next call.</param>
    public void Read(Span<long> values, out ReadOnlySpan<long> counts)
    {
        // The census first: what it leaves behind is collected before memory is read.
        counts = _census.Take();
        _sampler.Take(values);
    }

    /// <summary>Finds out more about roots that grew.</summary>
    public IReadOnlyList<CensusRoot> Describe(IReadOnlyList<int> roots) => _census.Look(roots, new RootDescriber().Describe);

    /// <summary>Asks the allocator to give back what it keeps.</summary>
    public long? Trim()
    {
        var before = PrivateMemory();
        if (NativeAllocator.Current is not { } allocator)
        {
            return null;
        }

        allocator.Trim();
        return Math.Max(0, before - PrivateMemory());
    }

    /// <summary>Tears the scenario down.</summary>
    /// <exception cref="ScenarioException">It threw.</exception>
    public void TearDown()
    {
        Guarded("The tear-down of the scenario threw", () => Wait(_scenario.TearDownAsync()));
        _reader.Dispose();
    }

    private long PrivateMemory()
    {
        Span<long> figures = stackalloc long[ProcessFigures.Count];
        figures.Fill(ProcessFigures.Unknown);
        _reader.Read(figures);
        return figures[(int)ProcessFigure.Private];
    }

    /// <summary>
    /// What the scenario says, and what it holds itself: a handler in one of its fields lives as long as the host would let it.
    /// </summary>
    private static IReadOnlyList<object> RootsOf(IMemoryScenario scenario)
    {
        List<object> roots = [];
        Guarded("ExtraRoots of the scenario threw", () => roots.AddRange(scenario.ExtraRoots));
        if (scenario.GetType().Assembly != typeof(ScenarioRun).Assembly)
        {
            roots.Add(new GivenRoot(scenario, StoreLifetime.Singleton));
        }

        return roots;
    }

    private static void Guarded(string whatIfNot, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            throw ScenarioException.Of(RunFailure.ScenarioThrew, whatIfNot, e);
        }
    }

    private static void Wait(ValueTask task)
    {
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
        }
        else
        {
            task.AsTask().GetAwaiter().GetResult();
        }
    }
}
