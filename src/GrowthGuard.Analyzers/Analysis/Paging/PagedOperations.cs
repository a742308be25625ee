using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Recognises operations that answer with one page, or with a batch's remainder, by the shape of what they give and what their client
/// takes, whatever the vendor: an SDK that was published yesterday works.
/// </summary>
internal sealed class PagedOperations
{
    public const string Async = nameof(Async);

    private const string Unprocessed = nameof(Unprocessed);

    private readonly FactTable _facts;
    private readonly PageWords _words;
    private readonly PageTokens _tokens;
    private readonly Lazy<IdentifierSet?> _names;
    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentDictionary<ISymbol, PagedOperation?>> _operations =
        new(SymbolEqualityComparer.Default);

    public PagedOperations(Compilation compilation, DeclarationIndex declarations, FactTable facts)
    {
        _facts = facts;
        _words = PageWords.Of(facts);
        _tokens = new PageTokens(facts);
        _names = new Lazy<IdentifierSet?>(() => NamesIn(compilation, declarations));
    }

    /// <summary>
    /// The names of methods that may be paged operations, looked for before anything is bound; <see langword="null"/> when nothing here
    /// gives pages.
    /// </summary>
    public IdentifierSet? Names => _names.Value;

    /// <summary>
    /// The operation that a method is, called on an object of a type, or <see langword="null"/> when it gives everything.
    /// </summary>
    public PagedOperation? Of(IMethodSymbol method, ITypeSymbol? receiver) => _operations
        .GetOrAdd(method, static _ => new ConcurrentDictionary<ISymbol, PagedOperation?>(SymbolEqualityComparer.Default))
        .GetOrAdd(receiver ?? method.ContainingType, type => Find(method, type as ITypeSymbol));

    /// <summary>The type of what a call gives in the end: of a task or another thing that is awaited, its result.</summary>
    public static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } task &&
        (task.Name is "Task" or "ValueTask" ||
            task.GetMembers("GetAwaiter").OfType<IMethodSymbol>().Any(static awaiter => awaiter.Parameters.IsEmpty))
            ? task.TypeArguments[0]
            : method.ReturnType;

    public static string NameOf(IMethodSymbol method) => WithoutAsync(method.Name);

    public static string WithoutAsync(string name) =>
        name.EndsWith(Async, StringComparison.Ordinal) ? name.Substring(0, name.Length - Async.Length) : name;

    private IdentifierSet? NamesIn(Compilation compilation, DeclarationIndex declarations)
    {
        var referenced = ReferencedPages.Of(compilation, _words);
        var files = DeclarationIndex
            .OfReferencedProjects(compilation)
            .Prepend(declarations)
            .SelectMany(static source => source.Files)
            .Select(tree => PageDeclarations.Of(tree, _words)).ToList();
        var types = TypesIn(files, referenced.Types);
        var own = new HashSet<string>(types.Where(type => !referenced.Types.Contains(type)), StringComparer.Ordinal);
        var names = new IdentifierSet(
            referenced.NamesGiving(own)
                .Concat(files.SelectMany(static file => file.Methods)
                    .Where(method => method.Result.IsOneOf(types))
                    .Select(static method => method.Method)),
            referenced.Names);
        return names.IsEmpty ? null : names;
    }

    // As they are written: nothing is bound.
    private static HashSet<string> TypesIn(IReadOnlyList<PageDeclarations> files, HashSet<string> referenced)
    {
        var types = new HashSet<string>(referenced, StringComparer.Ordinal);
        types.UnionWith(files.SelectMany(static file => file.Types));
        var holders = files.SelectMany(static file => file.Holders).ToList();
        bool isNew;
        do
        {
            isNew = false;
            foreach (var (type, held) in holders)
                isNew |= held.IsOneOf(types) && types.Add(type);
        }
        while (isNew);

        foreach (var (type, @base) in files.SelectMany(static file => file.Derived))
        {
            if (@base.IsOneOf(types))
                types.Add(type);
        }

        return types;
    }

    private PagedOperation? Find(IMethodSymbol method, ITypeSymbol? receiver)
    {
        if (ResultOf(method) is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct
            or TypeKind.Interface, SpecialType: SpecialType.None } response ||
            response.OriginalDefinition.SpecialType != SpecialType.None ||
            _facts.NamesMember(FactKind.WholeResult, method.ReducedFrom ?? method) ||
            method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return null;
        var mayBePage = _tokens.MayBePage(response);
        if (!mayBePage && !MayLeaveRemainder(response))
            return null;
        var name = NameOf(method);
        var inputs = new PageInputs(method, receiver, response, _words);
        var shape = !mayBePage || inputs.TakesResponse || _facts.OfKind(FactKind.ChangingVerb).Any(fact => name.StartsWithWord(fact.Name))
            ? null
            : _tokens.Of(response, inputs);

        // What is declared here counts for those who show it: a table's pages are asked for one by one.
        if (shape is { Strength: PageStrength.Total } && method.IsInSource())
            shape = null;
        var remainder = inputs.Requests
            .Select(request => (Request: request, Remainder: RemainderOf(request, response)))
            .FirstOrDefault(found => found.Remainder is not null);
        if (shape is null && remainder.Remainder is null)
            return null;
        var tokens = shape?.Tokens ?? ImmutableArray<PageToken>.Empty;
        var taken = tokens.FirstOrDefault(token => token.Request is not null);
        var requested = taken?.Request ??
            remainder.Request ?? inputs.Requests.FirstOrDefault(request => _tokens.LimitOf(request) is not null);
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
        PageTokens.PropertiesOf(response)
            .Any(property => property.Name.StartsWith(Unprocessed, StringComparison.Ordinal) ||
                _facts.Names(FactKind.FailedEntries, property.Name));

    private Remainder? RemainderOf(INamedTypeSymbol request, INamedTypeSymbol response)
    {
        foreach (var property in PageTokens.PropertiesOf(response))
        {
            if (property.Name.StartsWith(Unprocessed, StringComparison.Ordinal) &&
                PageTokens.PropertiesOf(request)
                    .FirstOrDefault(input => input.SetMethod is not null &&
                        SymbolEqualityComparer.Default.Equals(input.Type, property.Type)) is { } taken)
                return new Remainder(property.Name, taken.Name);
            if (_facts.Names(FactKind.FailedEntries, property.Name) &&
                PageTokens.PropertiesOf(request)
                    .Any(input => input.Name is "Entries" or "Records" || input.Name.EndsWith("Entries", StringComparison.Ordinal)))
                return new Remainder(property.Name, null);
        }

        return null;
    }
}
