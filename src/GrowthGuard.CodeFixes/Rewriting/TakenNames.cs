using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>The names that fixes of one document have given away.</summary>
internal sealed class TakenNames
{
    private readonly HashSet<string> _taken = [];

    /// <summary>A name for a new member that means nothing yet, in the type or where it will be used.</summary>
    public string Take(string name, SemanticModel model, INamedTypeSymbol type, IEnumerable<int> positions)
    {
        var places = positions.ToList();
        var free = StoreWords.Free(
            name,
            candidate => _taken.Contains(candidate) || type.GetMembers(candidate).Length > 0 ||
                places.Any(place => model.LookupSymbols(place, name: candidate).Length > 0));
        _taken.Add(free);
        return free;
    }
}
