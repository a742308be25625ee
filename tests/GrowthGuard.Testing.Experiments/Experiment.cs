using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Experiments;

/// <summary>A scenario whose verdict is known. Its sizes and inputs vary with the seed.</summary>
internal abstract class Experiment : IConfiguredScenario
{
    public const string SeedArgument = "seed";
    public const string RateArgument = "rate";

    /// <summary>Bytes that an invocation leaves behind, for a kind that is run at several rates.</summary>
    protected int Rate { get; private set; }

    protected int Seed { get; private set; }

    /// <summary>Decides inputs; the same for the same seed.</summary>
    protected Random Random { get; private set; } = new(0);

    public void Configure(IReadOnlyDictionary<string, string> arguments)
    {
        Seed = int.Parse(arguments[SeedArgument]);
        Random = new Random(Seed);
        Rate = arguments.TryGetValue(RateArgument, out var rate) ? int.Parse(rate) : 0;
    }

    public virtual IEnumerable<object> ExtraRoots => [];

    public virtual ValueTask SetUpAsync() => ValueTask.CompletedTask;

    public abstract ValueTask InvokeAsync(int invocation);

    public virtual ValueTask TearDownAsync() => ValueTask.CompletedTask;
}

/// <summary>One that needs no waiting.</summary>
internal abstract class SyncExperiment : Experiment
{
    public sealed override ValueTask InvokeAsync(int invocation)
    {
        Invoke(invocation);
        return ValueTask.CompletedTask;
    }

    protected abstract void Invoke(int invocation);
}
