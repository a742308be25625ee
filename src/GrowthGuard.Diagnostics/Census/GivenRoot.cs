namespace GrowthGuard.Census;

/// <summary>An object that is known to live as long as the process, whose stores are counted.</summary>
/// <param name="Value">The object.</param>
/// <param name="Lifetime">What holds it: decides the rule that its stores belong to.</param>
internal sealed record GivenRoot(object Value, StoreLifetime Lifetime)
{
    /// <summary>What the names of its stores begin with; the name of its type when null.</summary>
    public string? Name { get; init; }
}
