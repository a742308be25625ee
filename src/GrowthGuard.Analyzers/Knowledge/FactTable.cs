using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>All facts that hold in a compilation, found by symbol. Holds names only, never symbols.</summary>
internal sealed class FactTable
{
    private static readonly Lazy<FactTable> LazyBuiltIn = new(ReadBuiltIn);

    private readonly IReadOnlyCollection<Fact> _facts;

    // By the last part of the name without its arity, which is what a symbol gives without building a string.
    private readonly Dictionary<string, Fact[]> _byShortName;
    private readonly Dictionary<FactKind, ImmutableArray<Fact>> _byKind;
    private readonly HashSet<(FactKind Kind, string Name)> _names;

    private FactTable(IReadOnlyCollection<Fact> facts)
    {
        _facts = facts;
        _byShortName = facts.GroupBy(fact => ShortName(fact.Name))
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _byKind = facts.GroupBy(fact => fact.Kind).ToDictionary(group => group.Key, group => group.ToImmutableArray());
        _names = [.. facts.Select(static fact => (fact.Kind, fact.Name))];
    }

    /// <summary>The facts that come with the pack.</summary>
    public static FactTable BuiltIn => LazyBuiltIn.Value;

    /// <summary>
    /// These facts and more. What is said later is asked first, so that a user's line about a type stands before the pack's own.
    /// </summary>
    public FactTable With(IReadOnlyCollection<Fact> more) => more.Count == 0 ? this : new FactTable([.. more, .. _facts]);

    /// <summary>The facts about exactly this type (of its definition, for a constructed one).</summary>
    public IEnumerable<Fact> About(ITypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        return _byShortName.TryGetValue(definition.Name, out var facts) ? facts.Where(fact => IsNamed(definition, fact.Name)) : [];
    }

    /// <summary>Whether there is a fact of this kind about the type, a base type or an interface of it.</summary>
    public bool Has(FactKind kind, ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (IsOf(kind, current))
                return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (IsOf(kind, implemented))
                return true;
        }

        return false;
    }

    /// <summary>Whether a fact of this kind about the member's type names the member.</summary>
    public bool NamesMember(FactKind kind, ISymbol member) =>
        member.ContainingType is { } type && About(type).Any(fact => fact.Kind == kind && fact.Adds.Contains(member.Name));

    // Asked of every type of a compilation, for many kinds: most types have a name that no fact has, and nothing is allocated.
    private bool IsOf(FactKind kind, ITypeSymbol type)
    {
        if (!_byShortName.TryGetValue(type.OriginalDefinition.Name, out var facts))
            return false;
        foreach (var fact in facts)
        {
            if (fact.Kind == kind && IsNamed(type.OriginalDefinition, fact.Name))
                return true;
        }

        return false;
    }

    /// <summary>The fact that makes the type growable: its own, a base type's, or, for an interface, an inherited interface's.</summary>
    public Fact? Growable(ITypeSymbol type)
    {
        // Texts, numbers and flags: what most fields are.
        if (type.SpecialType is SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double) ||
            type.TypeKind == TypeKind.Enum)
            return null;
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var fact in About(current))
            {
                if (fact.IsGrowable || fact.Kind is FactKind.Weak or FactKind.Bounded)
                    return fact.IsGrowable ? fact : null;
            }
        }

        // Other people's collections: known by the interface they implement.
        return type.TypeKind is TypeKind.Interface or TypeKind.Class && !type.Locations.Any(location => location.IsInSource)
            ? type.AllInterfaces
                .Select(implemented => About(implemented).FirstOrDefault(fact => fact.IsGrowable))
                .FirstOrDefault(fact => fact is not null)
            : null;
    }

    /// <summary>Whether a fact of this kind names exactly <paramref name="name"/>.</summary>
    public bool Names(FactKind kind, string name) => _names.Contains((kind, name));

    /// <summary>All facts of a kind.</summary>
    public ImmutableArray<Fact> OfKind(FactKind kind) => _byKind.TryGetValue(kind, out var facts) ? facts : ImmutableArray<Fact>.Empty;

    private static FactTable ReadBuiltIn()
    {
        var assembly = typeof(FactTable).Assembly;
        var facts = new List<Fact>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".facts.txt", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            while (reader.ReadLine() is { } line)
            {
                if (FactReader.Read(line, out var error) is { } fact)
                    facts.Add(fact);
                else if (error is not null)
                    throw new InvalidOperationException($"{resource}: {error}");
            }
        }

        return new FactTable(facts);
    }

    private static string ShortName(string name) => name.Substring(name.LastIndexOfAny(['.', '+']) + 1).Split('`')[0];

    // Compares from the end of the name to its start, so that nothing is allocated.
    private static bool IsNamed(ITypeSymbol type, string name)
    {
        var end = name.Length;
        for (ISymbol? symbol = type; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true };)
        {
            if (symbol is INamedTypeSymbol { Arity: > 0 and var arity } && !EndsWithArity(name, arity, ref end))
                return false;
            var part = symbol.Name;
            if (end < part.Length || string.CompareOrdinal(name, end - part.Length, part, 0, part.Length) != 0)
                return false;
            end -= part.Length;
            var container = (ISymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;
            if (end == 0)
                return container is null or INamespaceSymbol { IsGlobalNamespace: true };
            if (name[end - 1] != (container is INamedTypeSymbol ? '+' : '.'))
                return false;
            end--;
            symbol = container;
        }

        return false;
    }

    // The 2 of `Dictionary`2`. A type's metadata name would be built for each question; its name and its arity are there.
    private static bool EndsWithArity(string name, int arity, ref int end)
    {
        for (; arity > 0; arity /= 10)
        {
            if (end == 0 || name[--end] != (char)('0' + (arity % 10)))
                return false;
        }

        return end > 0 && name[--end] == '`';
    }
}
