using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Finds the continuations of a response: members that are named like one, and for which the client has an input of that meaning and of a
/// type that fits. Neither decides alone.
/// </summary>
internal sealed class PageTokens(FactTable facts)
{
    private readonly PageWords _words = PageWords.Of(facts);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<PageOutputs>> _groups = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a response has anything by which one may go on: the rest is looked for only then.</summary>
    public bool MayBePage(INamedTypeSymbol response) =>
        GroupsOf(response).Any(group => group.Outputs.Any(output => _words.IsOutput(output.Name))) ||
        PageInputs.MembersOf(response).Any(member => member is IMethodSymbol && _words.IsContinuing(member.Name));

    /// <summary>The tokens, with how sure they are; <see langword="null"/> when the response is no page.</summary>
    public (ImmutableArray<PageToken> Tokens, PageStrength Strength)? Of(INamedTypeSymbol response, PageInputs inputs)
    {
        var groups = GroupsOf(response);

        // One level down only for what is named so, or where a request takes the token.
        foreach (var group in groups)
        {
            if (In(group.Holder, group.Outputs, inputs, group.IsOfNamespace) is { IsEmpty: false } tokens)
                return (tokens, PageStrength.Token);
        }

        if (!HasItems(groups, response))
            return null;
        foreach (var group in groups.Where(group => !group.IsOfNamespace))
        {
            if (ByPosition(
                _words.Flags,
                group.Holder,
                group.Outputs,
                inputs,
                static type => type.SpecialType == SpecialType.System_Boolean) is { } flagged)
                return (ImmutableArray.Create(flagged), PageStrength.Flag);
        }

        if (inputs.OwnContinuation(response) is { } own)
            return (ImmutableArray.Create(own), PageStrength.Flag);

        // A link that says that there is more, and a number that requests it.
        foreach (var group in groups.Where(group => !group.IsOfNamespace))
        {
            if (ByLink(group, inputs) is { } linked)
                return (ImmutableArray.Create(linked), PageStrength.Flag);
        }

        foreach (var group in groups.Where(group => !group.IsOfNamespace))
        {
            if (ByPosition(_words.Totals, group.Holder, group.Outputs, inputs, PageInputs.IsNumber) is { } counted)
                return (ImmutableArray.Create(counted), PageStrength.Total);
        }

        return Counted(groups[0].Outputs, inputs) is { } elsewhere ? (ImmutableArray.Create(elsewhere), PageStrength.Total) : null;
    }

    /// <summary>The property of the response that says whether there are more pages, from the response on.</summary>
    public string? FlagOf(INamedTypeSymbol response) => GroupsOf(response).Where(group => !group.IsOfNamespace)
        .SelectMany(group => group.Outputs
            .Where(output => PageInputs.Bare(output.Type).SpecialType == SpecialType.System_Boolean &&
                _words.Flags.Any(fact => NamePattern.Fits(fact.Name, output.Name, out _)))
            .Select(output => group.Holder is null ? output.Name : group.Holder + "." + output.Name))
        .FirstOrDefault();

    /// <summary>The property of the request that limits a page.</summary>
    public string? LimitOf(INamedTypeSymbol request) =>
        PropertiesOf(request).FirstOrDefault(property => IsLimit(property.Name) &&
            PageInputs.IsNumber(PageInputs.Bare(property.Type)))?.Name;

    /// <summary>Whether a property or parameter of this name limits a page.</summary>
    public bool IsLimit(string name) => facts.OfKind(FactKind.PageLimit).Any(fact => NamePattern.Fits(fact.Name, name, out _));

    /// <summary>The public properties of a type, of its base types and, for an interface, of those that it extends.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in DeclaredBy(current))
                yield return property;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var property in type.AllInterfaces.SelectMany(DeclaredBy))
                yield return property;
        }
    }

    private static IEnumerable<IPropertySymbol> DeclaredBy(ITypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public });

    /// <summary>What may be a continuation: the members of the response, then those of what it holds.</summary>
    private ImmutableArray<PageOutputs> GroupsOf(INamedTypeSymbol response) =>
        _groups.GetOrAdd(response, asked => FindGroups(asked).ToImmutableArray());

    /// <summary>The members of a response and of what is named as holding such, each with its name from the response on.</summary>
    public IEnumerable<(string Path, PageOutput Output)> OutputsIn(INamedTypeSymbol response) =>
        GroupsOf(response).Where(group => !group.IsOfNamespace)
            .SelectMany(group => group.Outputs.Select(output =>
                (group.Holder is null ? output.Name : group.Holder + "." + output.Name, output)));

    private IEnumerable<PageOutputs> FindGroups(INamedTypeSymbol response)
    {
        var own = OutputsOf(response);
        yield return new PageOutputs(null, own, false);
        var deeper = new List<PageOutputs>();
        foreach (var held in own)
        {
            if (HolderIn(held.Type, response) is not { } inner)
                continue;
            if (_words.IsHolder(held.Name) || response.TypeArguments.Contains(inner, SymbolEqualityComparer.Default))
            {
                var outputs = OutputsOf(inner);
                yield return new PageOutputs(held.Name, outputs, false);

                // response.Paging.Next.After, response.Links.Pages.Next
                foreach (var part in outputs.Where(part => _words.IsHolder(part.Name)))
                {
                    if (HolderIn(part.Type, response) is { } last && !SymbolEqualityComparer.Default.Equals(last, inner))
                        deeper.Add(new PageOutputs(held.Name + "." + part.Name, OutputsOf(last), false));
                }
            }
            else if (inner.TypeKind == TypeKind.Class && !inner.IsGenericType &&
                SymbolEqualityComparer.Default.Equals(inner.ContainingNamespace, response.ContainingNamespace))
                yield return new PageOutputs(held.Name, OutputsOf(inner), true);
        }

        foreach (var group in deeper)
            yield return group;
    }

    private static INamedTypeSymbol? HolderIn(ITypeSymbol type, INamedTypeSymbol response) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct
            or TypeKind.Interface, SpecialType: SpecialType.None, OriginalDefinition.SpecialType: SpecialType.None } holder &&
            !SymbolEqualityComparer.Default.Equals(holder, response)
            ? holder
            : null;

    private static List<PageOutput> OutputsOf(INamedTypeSymbol type) => type.IsTupleType
        ? type.TupleElements.Select(element => new PageOutput(element.Name, element.Type)).ToList()
        : PropertiesOf(type).Select(property => new PageOutput(property.Name, property.Type)).ToList();

    private static bool HasItems(ImmutableArray<PageOutputs> groups, INamedTypeSymbol response) =>
        PartialReads.IsSequence(response) ||
        groups.Where(group => !group.IsOfNamespace).Any(group => group.Outputs.Any(output => PartialReads.IsSequence(output.Type)));

    private ImmutableArray<PageToken> In(string? holder, IReadOnlyList<PageOutput> outputs, PageInputs inputs, bool requestOnly)
    {
        foreach (var fact in _words.Tokens)
        {
            var tokens = ImmutableArray.CreateBuilder<PageToken>();
            var pattern = fact.Name;
            var dot = pattern.IndexOf('.');
            if (dot >= 0 && pattern.Substring(0, dot) != holder?.Substring(holder.LastIndexOf('.') + 1))
                continue;
            pattern = pattern.Substring(dot + 1);
            foreach (var output in outputs)
            {
                if (!NamePattern.Fits(pattern, output.Name, out var rest) || !CanBeToken(output, inputs))
                    continue;
                var names = fact.Adds.Select(input => NamePattern.With(input, rest)).ToList();
                if (inputs.Find(names, output.Type, requestOnly) is { } input)
                    tokens.Add(new PageToken(holder, output, input));
            }

            if (tokens.Count > 0)
                return tokens.ToImmutable();
        }

        return requestOnly ? ImmutableArray<PageToken>.Empty : ByMethod(holder, outputs, inputs);
    }

    private ImmutableArray<PageToken> ByMethod(string? holder, IReadOnlyList<PageOutput> outputs, PageInputs inputs)
    {
        foreach (var output in outputs)
        {
            if (CanBeToken(output, inputs) &&
                _words.Tokens.FirstOrDefault(fact => fact.Name.IndexOf('.') < 0 &&
                    NamePattern.Fits(fact.Name, output.Name, out _)) is { } fact && inputs.FindMethod(output, fact.Adds) is { } method)
                return ImmutableArray.Create(new PageToken(holder, output.Name, method, PageInputKind.Method, output.Type));
        }

        return ImmutableArray<PageToken>.Empty;
    }

    // One list beside the count of all (a bare total is also what a statistic has), from a client whose other operations take the number of
    // a page.
    private PageToken? Counted(IReadOnlyList<PageOutput> outputs, PageInputs inputs) =>
        inputs.SettingElsewhere is { } setting && outputs.Count(output => PartialReads.IsSequence(output.Type)) == 1 &&
        outputs.FirstOrDefault(output => PageInputs.IsNumber(PageInputs.Bare(output.Type)) && output.Name != "Total" &&
            _words.Totals.Any(fact => fact.Name == output.Name)) is { Name: not null } total
            ? new PageToken(null, total.Name, setting, PageInputKind.Elsewhere, total.Type)
            : null;

    // What leads to another of its own is a linked list. A number is where one goes on only when it is called the next; otherwise it tells
    // where this page is.
    private static bool CanBeToken(PageOutput output, PageInputs inputs) =>
        !inputs.IsResponse(output.Type) && PageInputs.Bare(output.Type) is { SpecialType: not SpecialType.System_Boolean } type &&
        (!PageInputs.IsNumber(type) || output.Name.StartsWith("Next", StringComparison.Ordinal));

    private PageToken? ByLink(PageOutputs group, PageInputs inputs) =>
        group.Outputs.FirstOrDefault(output => PageInputs.IsText(output.Type) && output.Name.StartsWith("Next", StringComparison.Ordinal) &&
            _words.Tokens.Any(fact => fact.Name.IndexOf('.') < 0 &&
                NamePattern.Fits(fact.Name, output.Name, out _))) is { Name: not null } link &&
        inputs.FindPosition(_words.Positions) is { } input
            ? new PageToken(group.Holder, link, input)
            : null;

    private static PageToken? ByPosition(
        ImmutableArray<Fact> rows,
        string? holder,
        IReadOnlyList<PageOutput> outputs,
        PageInputs inputs,
        Func<ITypeSymbol, bool> isOfType)
    {
        foreach (var fact in rows)
        {
            if (outputs.FirstOrDefault(output => NamePattern.Fits(fact.Name, output.Name, out _) &&
                isOfType(PageInputs.Bare(output.Type))) is { Name: not null } found && inputs.FindPosition(fact.Adds) is { } input)
                return new PageToken(holder, found, input);
        }

        return null;
    }
}
