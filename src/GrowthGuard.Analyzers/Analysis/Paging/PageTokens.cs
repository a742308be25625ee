using System.Collections.Immutable;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Finds the continuation tokens of a request and its response by their names.</summary>
internal sealed class PageTokens(FactTable facts)
{
    /// <summary>The tokens; empty when the operation gives no pages.</summary>
    public ImmutableArray<PageToken> Of(INamedTypeSymbol request, INamedTypeSymbol response)
    {
        var inputs = PropertiesOf(request).Where(property => property.SetMethod is not null).Select(property => property.Name).ToImmutableHashSet();
        var outputs = PropertiesOf(response).ToList();
        var tokens = In(outputs, null, inputs);
        if (tokens.IsEmpty)
            tokens = ByFlag(outputs, inputs);
        if (!tokens.IsEmpty)
            return tokens;

        // One level down: a list object, in the same namespace, that the response has.
        foreach (var property in outputs)
        {
            if (property.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } inner && SymbolEqualityComparer.Default.Equals(inner.ContainingNamespace, response.ContainingNamespace) &&
                In(PropertiesOf(inner).Where(output => output.Name != "Position").ToList(), property.Name, inputs) is { IsEmpty: false } found)
                return found;
        }

        return ImmutableArray<PageToken>.Empty;
    }

    /// <summary>The property of the response that says whether there are more pages.</summary>
    public string? FlagOf(INamedTypeSymbol response) =>
        PropertiesOf(response).Select(property => property.Name).FirstOrDefault(name => facts.Names(FactKind.PageFlag, name));

    /// <summary>The property of the request that limits a page.</summary>
    public string? LimitOf(INamedTypeSymbol request) => PropertiesOf(request).FirstOrDefault(property => IsLimit(property.Name) && IsNumber(property.Type))?.Name;

    /// <summary>Whether a property or parameter of this name limits a page.</summary>
    public bool IsLimit(string name) => facts.OfKind(FactKind.PageLimit).Any(fact => NamePattern.Fits(fact.Name, name, out _));

    /// <summary>The public properties of a type and its base types.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property)
                    yield return property;
            }
        }
    }

    private ImmutableArray<PageToken> In(IReadOnlyCollection<IPropertySymbol> outputs, string? holder, ImmutableHashSet<string> inputs)
    {
        foreach (var fact in facts.OfKind(FactKind.PageToken))
        {
            var tokens = ImmutableArray.CreateBuilder<PageToken>();
            foreach (var output in outputs)
            {
                if (NamePattern.Fits(fact.Name, output.Name, out var rest) && fact.Adds.Select(input => NamePattern.With(input, rest)).FirstOrDefault(inputs.Contains) is { } input)
                    tokens.Add(new PageToken(holder, output.Name, input, output.Type));
            }

            if (tokens.Count > 0)
                return tokens.ToImmutable();
        }

        return ImmutableArray<PageToken>.Empty;
    }

    private ImmutableArray<PageToken> ByFlag(IReadOnlyCollection<IPropertySymbol> outputs, ImmutableHashSet<string> inputs)
    {
        foreach (var fact in facts.OfKind(FactKind.PageFlag).Where(fact => outputs.Any(output => output.Name == fact.Name)))
        {
            var fed = outputs.Where(output => inputs.Contains(output.Name) && fact.Adds.Any(pattern => NamePattern.Fits(pattern, output.Name, out _)));
            return fed.Select(output => new PageToken(null, output.Name, output.Name, output.Type)).ToImmutableArray();
        }

        return ImmutableArray<PageToken>.Empty;
    }

    private static bool IsNumber(ITypeSymbol type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type).SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
