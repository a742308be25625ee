namespace GrowthGuard.Testing;

/// <summary>A place in the code that allocates what grows.</summary>
/// <param name="Type">The type of the objects, without namespaces.</param>
/// <param name="Stack">The methods from the one that allocates outwards.</param>
/// <param name="Samples">How many objects were seen to be allocated there.</param>
/// <param name="Share">Their share of all objects of the type that were seen, from 0 to 1.</param>
public sealed record AllocationSite(string Type, IReadOnlyList<string> Stack, int Samples, double Share);
