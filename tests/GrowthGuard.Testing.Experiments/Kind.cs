using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Experiments;

/// <summary>A kind of run, and what must come of it.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Scenario">The type of the scenario.</param>
/// <param name="Verdict">The verdict that is right.</param>
/// <param name="Cause">The cause that is right; null when any is, as for what is flat.</param>
/// <param name="Root">The field that must come first among the roots; null when no static collection holds what grows.</param>
internal sealed record Kind(string Name, Type Scenario, Verdict Verdict, GrowthCause? Cause = null, string? Root = null)
{
    private const string Namespace = "GrowthGuard.Testing.Experiments.";

    /// <summary>Changes the options of the run.</summary>
    public Action<MemoryFlatOptions> Configure { get; init; } = _ => { };

    /// <summary>Bytes per invocation, for a kind that is run at several rates.</summary>
    public int? Rate { get; init; }

    /// <summary>The row of the table that it is counted in: kinds that differ only in their rate have one.</summary>
    public string Row { get; init; } = Name;

    /// <summary>A file without which it cannot be run.</summary>
    public string? Needs { get; init; }

    /// <summary>Whether it grows by so little that a run may end undecided. To call it flat is wrong all the same.</summary>
    public bool MayBeUndecided { get; init; }

    /// <summary>
    /// What holds the objects, as the report must say it in its first line about the heap: the start of it. Such kinds are run when asked
    /// for.
    /// </summary>
    public string? Holder { get; init; }

    /// <summary>Whether it is one of those that strangers tried: they are run with --only tried, as strangers would run them.</summary>
    public bool IsTried { get; init; }

    public bool IsLeak => Verdict == Verdict.Leak;

    /// <summary>Whether an outcome is no fault of the kit: what is flat may be undecided, but not a leak; a leak must be found.</summary>
    public bool Allows(Outcome outcome) => outcome.Verdict switch
    {
        Outcome.Failed => false,
        nameof(Testing.Verdict.Leak) => IsLeak,
        nameof(Testing.Verdict.Flat) => !IsLeak,
        _ => !IsLeak || MayBeUndecided,
    };

    /// <summary>Runs it.</summary>
    public Task<MemoryFlatResult> RunAsync(int seed, CancellationToken cancellation = default)
    {
        var options = new MemoryFlatOptions();
        Configure(options);
        options.ReadHeap(Holder is not null || IsTried);
        return MemoryFlat.RunAsync(Reference(seed), options, cancellation);
    }

    /// <summary>Whether the right field comes first; fields by their own name, or as the census shows an event.</summary>
    public bool NamesRoot(MemoryFlatResult result) =>
        Holder is { } holder ? result.Held is [{ } held, ..] &&
            held.Holder.StartsWith(holder.Replace("static field ", $"static field {Namespace}Leaking."), StringComparison.Ordinal)
        : Root is null || (result.Roots is [{ Root.Name: var name }, ..] && IsRoot(name));

    /// <summary>Stores of the framework are named by what they are, fields by their type.</summary>
    private bool IsRoot(string name) => name.StartsWith($"{Namespace}{Root}", StringComparison.Ordinal) ||
        (IsTried && name.StartsWith(Root!, StringComparison.Ordinal));

    private ScenarioReference Reference(int seed) => ScenarioReference.To(Scenario) with
    {
        DisplayName = Name,
        Arguments = new Dictionary<string, string> { [Experiment.SeedArgument] = $"{seed}", [Experiment.RateArgument] = $"{Rate ?? 0}" },
    };
}
