using System.Reflection;

namespace GrowthGuard.Testing.Attribution;

/// <summary>What a census is asked to look at.</summary>
/// <param name="Assembly">The assembly of the scenario; user assemblies that it references are looked at too.</param>
/// <param name="ExtraRoots">Objects whose collections are counted besides the static ones.</param>
/// <param name="Ignored">Patterns of root names that are left out, with <c>*</c> for any text.</param>
internal sealed record CensusRequest(Assembly Assembly, IReadOnlyList<object> ExtraRoots, IReadOnlyList<string> Ignored);
