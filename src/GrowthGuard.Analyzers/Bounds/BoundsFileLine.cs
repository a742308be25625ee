using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>One line of a bounds file that says something, or tries to.</summary>
/// <param name="id">Documentation id of the store; the whole line when it has none.</param>
/// <param name="location">Where the id stands.</param>
/// <param name="bound">What the line says of the store.</param>
internal sealed class BoundsFileLine(string id, Location location, DocumentedBound bound)
{
    public string Id { get; } = id;

    public Location Location { get; } = location;

    public DocumentedBound Bound { get; } = bound;
}
