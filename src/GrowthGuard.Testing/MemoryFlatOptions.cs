using System.Linq.Expressions;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Testing.Web;

namespace GrowthGuard.Testing;

/// <summary>How a run is made and judged. Every method changes this object and returns it.</summary>
public sealed class MemoryFlatOptions
{
    private readonly List<ExpectedBound> _expectedBounds = [];
    private readonly List<string> _ignored = [];
    private readonly List<string> _assemblies = [];
    private readonly Dictionary<string, string> _environment = [];
    private int? _warmUp;
    private int? _batch;
    private int _budget = 1000;
    private int? _confirmation;
    private double? _allowedHeap;
    private double? _allowedPrivate;

    /// <summary>Invocations within which memory must be proven flat before it is under suspicion; 1000 by default.</summary>
    public int Budget => Math.Max(_budget, Least);

    /// <summary>Invocations that follow to confirm a suspicion; as many as <see cref="Budget"/> by default.</summary>
    public int Confirmation => _confirmation ?? Budget;

    /// <summary>Invocations before which no run is called flat; 0 by default.</summary>
    public int Least { get; private set; }

    /// <summary>Invocations that are made at the same time; 1 by default.</summary>
    public int WorkerCount { get; private set; } = 1;

    /// <summary>The name of the run in its report and the names of its files; that of the scenario when null.</summary>
    public string? Name { get; private set; }

    /// <summary>Invocations at the start that are not judged; an eighth of the budget by default.</summary>
    public int WarmUpInvocations => _warmUp ?? Budget / 8;

    /// <summary>Invocations between two samples; a fortieth of the budget by default.</summary>
    public int BatchSize => _batch ?? Math.Max(1, Budget / 40);

    /// <summary>
    /// Managed bytes per invocation that are allowed: 16 by default, and as much more as the budget is below 1000, since one-off growth
    /// weighs more then.
    /// </summary>
    public double AllowedHeap => _allowedHeap ?? (16 * OneOffWeight);

    /// <summary>Private bytes per invocation that are allowed: 64 by default, and as much more as the budget is below 1000.</summary>
    public double AllowedPrivate => _allowedPrivate ?? (64 * OneOffWeight);

    /// <summary>Entries per invocation that a store may grow by: 0.1 by default.</summary>
    public double AllowedEntries { get; private set; } = JudgeOptions.AllowedCount;

    /// <summary>Entries per invocation from which on the report of a flat run lists a store that grows: 0.01 by default.</summary>
    public double ListedEntries { get; private set; } = 0.01;

    /// <summary>Time between two invocations; none by default.</summary>
    public TimeSpan Gap { get; private set; }

    /// <summary>Time that the whole run may take; five minutes by default.</summary>
    public TimeSpan RunTimeLimit { get; private set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time that one batch may take before the scenario counts as hung; one minute by default, beside the gaps.</summary>
    public TimeSpan BatchTimeLimit { get; private set; } = TimeSpan.FromMinutes(1);

    /// <summary>The memory limit that growth is projected to, in bytes; that of the container when null.</summary>
    public long? MemoryLimit { get; private set; }

    /// <summary>Whether invocations that throw are counted and not the end of the run.</summary>
    public bool ToleratesFailures { get; private set; }

    /// <summary>Whether the heap may be read when the counted stores do not explain the growth.</summary>
    public bool ReadsHeap { get; private set; } = true;

    /// <summary>Whether allocations are sampled when memory grows, to say where they are made.</summary>
    public bool SamplesAllocations { get; private set; }

    /// <summary>Whether a dump of the child is kept when memory was not proven flat, or the child hung or crashed.</summary>
    public bool KeepsDump { get; private set; }

    /// <summary>Stores that may fill up to a number of entries.</summary>
    public IReadOnlyList<ExpectedBound> ExpectedBounds => _expectedBounds;

    /// <summary>Patterns of root names that are not counted.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    /// <summary>Names of assemblies whose stores are counted though they are not of the user's projects.</summary>
    public IReadOnlyList<string> AssembliesToCount => _assemblies;

    /// <summary>Where the files of the report are written; null for the default.</summary>
    public string? ReportFolder { get; private set; }

    /// <summary>The file of accepted leaks; the nearest <c>GrowthGuard.leaks.txt</c> from the tested assembly upwards when null.</summary>
    public string? LeaksFile { get; private set; }

    /// <summary>Environment variables of the child process, besides those of this one.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => _environment;

    /// <summary>Called after every batch with the number of invocations so far; null for nobody.</summary>
    public Action<RunProgress>? Progress { get; private set; }

    /// <summary>What is changed of a host before it is built; null for nothing.</summary>
    internal HostSetUp? HostSetUp { get; private set; }

    private double OneOffWeight => Math.Max(1, 1000.0 / Budget);

    /// <summary>Sets how many invocations are made at most.</summary>
    /// <param name="budget">Invocations within which memory must be proven flat before it is under suspicion.</param>
    /// <param name="confirm">Invocations that follow to confirm a suspicion; as many as <paramref name="budget"/> when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions Invocations(int budget, int? confirm = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budget);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confirm ?? budget, nameof(confirm));
        _budget = budget;
        _confirmation = confirm;
        return this;
    }

    /// <summary>
    /// Makes at least so many invocations before memory is called flat, for a leak that begins late. The budget is raised to as many.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions AtLeast(int invocations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(invocations);
        Least = invocations;
        return this;
    }

    /// <summary>
    /// Makes so many invocations at the same time, as a service does that is busy. The order of their numbers is that of their start.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        WorkerCount = count;
        return this;
    }

    /// <summary>
    /// Changes the host of <see cref="MemoryFlat.WebAsync{TProgram}"/> and <see cref="MemoryFlat.WorkerAsync{TProgram}"/> before it is
    /// built: other services, other configuration.
    /// </summary>
    /// <example><c>options.ConfigureHost(static (IHostBuilder host) =&gt; host.ConfigureServices(services =&gt;
    /// services.AddSingleton&lt;IClock, FixedClock&gt;()))</c></example>
    /// <typeparam name="THost">What builds the host: <c>IHostBuilder</c> of Microsoft.Extensions.Hosting.</typeparam>
    /// <param name="change">A lambda that captures nothing. What it registers comes after what the application registers, and so replaces
    /// it.</param>
    /// <exception cref="ArgumentException">The lambda holds an object of this process.</exception>
    public MemoryFlatOptions ConfigureHost<THost>(Action<THost> change)
        where THost : class
    {
        HostSetUp = HostSetUp.Of(change);
        return this;
    }

    /// <summary>
    /// Names the run: in its report, and in the names of its files. Two runs of one scenario with different options need two names.
    /// </summary>
    public MemoryFlatOptions Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        return this;
    }

    /// <summary>Sets how many invocations at the start are not judged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than zero.</exception>
    public MemoryFlatOptions WarmUp(int invocations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(invocations);
        _warmUp = invocations;
        return this;
    }

    /// <summary>Sets how many invocations there are between two samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions Batch(int invocations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(invocations);
        _batch = invocations;
        return this;
    }

    /// <summary>Sets the managed bytes per invocation that are allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions AllowHeap(double bytesPerInvocation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerInvocation);
        _allowedHeap = bytesPerInvocation;
        return this;
    }

    /// <summary>
    /// Sets the bytes of private memory per invocation that are allowed: resident memory that belongs to the process alone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions AllowRss(double bytesPerInvocation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerInvocation);
        _allowedPrivate = bytesPerInvocation;
        return this;
    }

    /// <summary>Sets by how many entries per invocation a store may grow.</summary>
    /// <param name="perInvocation">What grows faster is a leak.</param>
    /// <param name="listed">What grows faster than that is listed in the report of a flat run; the default of <see cref="ListedEntries"/>,
    /// or <paramref name="perInvocation"/> if that is less, when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero, or more is listed than allowed.</exception>
    public MemoryFlatOptions AllowEntries(double perInvocation, double? listed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perInvocation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(listed ?? perInvocation, nameof(listed));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(listed ?? perInvocation, perInvocation, nameof(listed));
        AllowedEntries = perInvocation;
        ListedEntries = listed ?? Math.Min(ListedEntries, perInvocation);
        return this;
    }

    /// <summary>Waits between two invocations, as a service does that is not busy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than zero.</exception>
    public MemoryFlatOptions GapBetween(TimeSpan gap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gap, TimeSpan.Zero);
        Gap = gap;
        return this;
    }

    /// <summary>Sets how long a run may take.</summary>
    /// <param name="run">Time for the whole run.</param>
    /// <param name="batch">Time for one batch, before the scenario counts as hung; not changed when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions TimeLimit(TimeSpan run, TimeSpan? batch = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(run, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(batch ?? run, TimeSpan.Zero, nameof(batch));
        RunTimeLimit = run;
        BatchTimeLimit = batch ?? BatchTimeLimit;
        return this;
    }

    /// <summary>Sets the memory limit that growth is projected to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public MemoryFlatOptions LimitMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        MemoryLimit = bytes;
        return this;
    }

    /// <summary>
    /// Says that a store may fill up: the run goes on until it is full, and fails when it holds more. A bound that no store fits ends the
    /// run with an error.
    /// </summary>
    /// <param name="store">The store, or the object that has it inside: <c>() =&gt; Prices.Cache</c>.</param>
    /// <param name="max">The largest number of entries.</param>
    /// <exception cref="ArgumentException">The expression is not a static field or property.</exception>
    public MemoryFlatOptions ExpectBounded(Expression<Func<object?>> store, long max) => ExpectBounded(ExpectedBound.NameOf(store), max);

    /// <summary>
    /// Says that a store may fill up: the run goes on until it is full, and fails when it holds more. A bound that no store fits ends the
    /// run with an error.
    /// </summary>
    /// <param name="rootName">The name of the root as a report shows it, or the beginning of it up to a dot, with <c>*</c> for any text:
    /// <c>Shop.Prices.Cache</c>.</param>
    /// <param name="max">The largest number of entries.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not more than zero.</exception>
    public MemoryFlatOptions ExpectBounded(string rootName, long max)
    {
        ArgumentException.ThrowIfNullOrEmpty(rootName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        _expectedBounds.Add(new ExpectedBound(rootName, max));
        return this;
    }

    /// <summary>Leaves roots out of the census.</summary>
    /// <param name="rootNames">Names as a report shows them, with <c>*</c> for any text: <c>Polly.*</c>.</param>
    public MemoryFlatOptions Ignore(params string[] rootNames)
    {
        _ignored.AddRange(rootNames);
        return this;
    }

    /// <summary>Counts the stores of further assemblies: those of packages are passed over otherwise, since there are so many.</summary>
    /// <param name="assemblyNames">Names without an extension: <c>Polly.Core</c>.</param>
    public MemoryFlatOptions LookInto(params string[] assemblyNames)
    {
        _assemblies.AddRange(assemblyNames);
        return this;
    }

    /// <summary>
    /// Writes the files of the report to a folder, whatever the verdict. Otherwise they are written when memory was not proven flat, to
    /// the folder in the environment variable GROWTHGUARD_REPORTS or else to 'growthguard' beside the test assembly.
    /// </summary>
    public MemoryFlatOptions ReportTo(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ReportFolder = folder;
        return this;
    }

    /// <summary>
    /// Names the file of accepted leaks: each with its rate and a reason, as
    /// <c>Shop.Tests.Checkout: heap:Shop.AuditLog.Lines = 320  # why</c>.
    /// </summary>
    public MemoryFlatOptions AcceptLeaks(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        LeaksFile = file;
        return this;
    }

    /// <summary>Counts invocations that throw, and goes on; otherwise the first one ends the run.</summary>
    public MemoryFlatOptions TolerateFailures()
    {
        ToleratesFailures = true;
        return this;
    }

    /// <summary>
    /// Says whether the heap of the child may be read, which stops it for a moment, when the counted stores do not explain the growth. It
    /// may by default, and is when the package GrowthGuard.Testing.Heap is referenced.
    /// </summary>
    public MemoryFlatOptions ReadHeap(bool isAllowed)
    {
        ReadsHeap = isAllowed;
        return this;
    }

    /// <summary>
    /// When memory grows, lets the child go on after the verdict, for up to ten seconds, and says where what grows is allocated. It needs
    /// the package GrowthGuard.Testing.Heap.
    /// </summary>
    public MemoryFlatOptions SampleAllocations()
    {
        SamplesAllocations = true;
        return this;
    }

    /// <summary>
    /// Keeps a dump of the child, with its heap, beside the files of the report when memory was not proven flat, and when the child hung or
    /// crashed. It needs the package GrowthGuard.Testing.Heap. A dump holds all that the process had in memory, secrets too.
    /// </summary>
    public MemoryFlatOptions KeepDump()
    {
        KeepsDump = true;
        return this;
    }

    /// <summary>Sets an environment variable of the child process.</summary>
    public MemoryFlatOptions Environment(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _environment[name] = value;
        return this;
    }

    /// <summary>Sets what is called after every batch.</summary>
    public MemoryFlatOptions OnProgress(Action<RunProgress> progress)
    {
        Progress = progress;
        return this;
    }
}
