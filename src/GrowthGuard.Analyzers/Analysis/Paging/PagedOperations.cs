using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Recognises operations that answer with one page, or with a batch's remainder, by the shape of what they give and what their client takes, whatever the
/// vendor: an SDK that was published yesterday works.
/// </summary>
internal sealed class PagedOperations
{
    public const string Async = nameof(Async);

    private const string Unprocessed = nameof(Unprocessed);

    private readonly FactTable _facts;
    private readonly PageWords _words;
    private readonly PageTokens _tokens;
    private readonly Lazy<IdentifierSet?> _names;
    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentDictionary<ISymbol, PagedOperation?>> _operations = new(SymbolEqualityComparer.Default);

    public PagedOperations(Compilation compilation, DeclarationIndex declarations, FactTable facts)
    {
        _facts = facts;
        _words = PageWords.Of(facts);
        _tokens = new PageTokens(facts);
        _names = new Lazy<IdentifierSet?>(() => NamesIn(compilation, declarations) is { Count: > 0 } names ? new IdentifierSet(names) : null);
    }

    /// <summary>The names of methods that may be paged operations, looked for before anything is bound; <see langword="null"/> when nothing here gives pages.</summary>
    public IdentifierSet? Names => _names.Value;

    /// <summary>The operation that a method is, called on an object of a type, or <see langword="null"/> when it gives everything.</summary>
    public PagedOperation? Of(IMethodSymbol method, ITypeSymbol? receiver) => _operations
        .GetOrAdd(method, static _ => new ConcurrentDictionary<ISymbol, PagedOperation?>(SymbolEqualityComparer.Default))
        .GetOrAdd(receiver ?? method.ContainingType, type => Find(method, type as ITypeSymbol));

    /// <summary>The type of what a call gives in the end: of a task or another thing that is awaited, its result.</summary>
    public static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } task && (task.Name is "Task" or "ValueTask" || task.GetMembers("GetAwaiter").OfType<IMethodSymbol>().Any(static awaiter => awaiter.Parameters.IsEmpty)) ? task.TypeArguments[0] : method.ReturnType;

    public static string NameOf(IMethodSymbol method) => WithoutAsync(method.Name);

    public static string WithoutAsync(string name) => name.EndsWith(Async, StringComparison.Ordinal) ? name.Substring(0, name.Length - Async.Length) : name;

    private HashSet<string> NamesIn(Compilation compilation, DeclarationIndex declarations)
    {
        var referenced = compilation.SourceModule.ReferencedAssemblySymbols.Select(assembly => PageResultNames.Of(assembly, _words)).ToList();
        var types = new HashSet<string>(referenced.SelectMany(assembly => assembly.Types), StringComparer.Ordinal);
        var sources = DeclarationIndex.OfReferencedProjects(compilation).Prepend(declarations).ToList();
        foreach (var source in sources)
            AddDeclaredTypes(types, source);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assembly in referenced.Where(_ => types.Count > 0))
            names.UnionWith(assembly.MethodsOf(types).Concat(assembly.GenericMethods));
        names.UnionWith(referenced.SelectMany(assembly => assembly.TupleMethods));
        names.UnionWith(sources.SelectMany(source => source.Members).Where(member => member.Type?.Parent is MethodDeclarationSyntax && IsWritten(member.Type, types)).Select(member => member.Name));
        return names;
    }

    // As they are written: nothing is bound.
    private void AddDeclaredTypes(HashSet<string> types, DeclarationIndex declarations)
    {
        var holders = new List<(string Type, TypeSyntax Held)>();
        foreach (var (name, type) in declarations.Members)
        {
            if (type is { Parent: MethodDeclarationSyntax { Parent: TypeDeclarationSyntax page } } && _words.IsContinuing(name) && (PageWords.MakesRequest(name) || type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(given => given.Identifier.ValueText == page.Identifier.ValueText)))
                types.Add(page.Identifier.ValueText);
            if (type?.Parent is not (PropertyDeclarationSyntax or ParameterSyntax) || type.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText is not { } declaring)
                continue;
            if (_words.IsOutput(name))
                types.Add(declaring);
            else if (_words.IsHolder(name))
                holders.Add((declaring, type));
        }

        bool isNew;
        do
        {
            isNew = false;
            foreach (var (type, held) in holders)
                isNew |= IsWritten(held, types) && types.Add(type);
        }
        while (isNew);

        if (types.Count > 0)
            types.UnionWith(declarations.TypeDeclarations.OfType<TypeDeclarationSyntax>().Where(type => type.BaseList?.Types.Any(@base => IsWritten(@base.Type, types)) == true).Select(type => type.Identifier.ValueText));
    }

    // Task<OrderPage>, Task<(List<Order> Orders, string NextToken)>
    private bool IsWritten(TypeSyntax type, HashSet<string> types) => type.DescendantNodesAndSelf().Any(node => node switch
    {
        SimpleNameSyntax name => types.Contains(name.Identifier.ValueText),
        TupleElementSyntax element => _words.IsOutput(element.Identifier.ValueText),
        _ => false,
    });

    private PagedOperation? Find(IMethodSymbol method, ITypeSymbol? receiver)
    {
        if (ResultOf(method) is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, SpecialType: SpecialType.None } response ||
            response.OriginalDefinition.SpecialType != SpecialType.None || _facts.NamesMember(FactKind.WholeResult, method.ReducedFrom ?? method) || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return null;
        var mayBePage = _tokens.MayBePage(response);
        if (!mayBePage && !MayLeaveRemainder(response))
            return null;
        var name = NameOf(method);
        var inputs = new PageInputs(method, receiver, response, _words);
        var shape = !mayBePage || inputs.TakesResponse || _facts.OfKind(FactKind.ChangingVerb).Any(fact => name.StartsWithWord(fact.Name)) ? null : _tokens.Of(response, inputs);

        // What is declared here counts for those who show it: a table's pages are asked for one by one.
        if (shape is { Strength: PageStrength.Total } && method.IsInSource())
            shape = null;
        var remainder = inputs.Requests.Select(request => (Request: request, Remainder: RemainderOf(request, response))).FirstOrDefault(found => found.Remainder is not null);
        if (shape is null && remainder.Remainder is null)
            return null;
        var tokens = shape?.Tokens ?? ImmutableArray<PageToken>.Empty;
        var taken = tokens.FirstOrDefault(token => token.Request is not null);
        var requested = taken?.Request ?? remainder.Request ?? inputs.Requests.FirstOrDefault(request => _tokens.LimitOf(request) is not null);
        return new PagedOperation(name, response, shape?.Strength ?? PageStrength.Token, tokens)
        {
            Request = requested,
            InputHolder = taken?.RequestPart,
            Receiver = tokens.Any(token => token.Kind == PageInputKind.Receiver) ? receiver : null,
            MoreFlag = _tokens.FlagOf(response),
            Limit = requested is null ? null : _tokens.LimitOf(requested),
            Remainder = remainder.Remainder,
        };
    }

    private bool MayLeaveRemainder(INamedTypeSymbol response) =>
        PageTokens.PropertiesOf(response).Any(property => property.Name.StartsWith(Unprocessed, StringComparison.Ordinal) || _facts.Names(FactKind.FailedEntries, property.Name));

    private Remainder? RemainderOf(INamedTypeSymbol request, INamedTypeSymbol response)
    {
        foreach (var property in PageTokens.PropertiesOf(response))
        {
            if (property.Name.StartsWith(Unprocessed, StringComparison.Ordinal) &&
                PageTokens.PropertiesOf(request).FirstOrDefault(input => input.SetMethod is not null && SymbolEqualityComparer.Default.Equals(input.Type, property.Type)) is { } taken)
                return new Remainder(property.Name, taken.Name);
            if (_facts.Names(FactKind.FailedEntries, property.Name) && PageTokens.PropertiesOf(request).Any(input => input.Name is "Entries" or "Records" || input.Name.EndsWith("Entries", StringComparison.Ordinal)))
                return new Remainder(property.Name, null);
        }

        return null;
    }
}
