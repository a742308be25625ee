using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>What a census is asked to look at.</summary>
/// <param name="Assembly">The assembly of the scenario; user assemblies that are loaded with it are looked at too.</param>
/// <param name="ExtraRoots">Objects whose collections are counted besides the static ones; a service provider stands for its
/// singletons.</param>
/// <param name="Ignored">Patterns of root names that are left out, with <c>*</c> for any text. What is left out is not even read.</param>
internal sealed record CensusRequest(Assembly Assembly, IReadOnlyList<object> ExtraRoots, IReadOnlyList<string> Ignored)
{
    /// <summary>Simple names of assemblies to look at that would be passed over, those of packages for example.</summary>
    public IReadOnlyList<string> AlsoAssemblies { get; init; } = [];
}
