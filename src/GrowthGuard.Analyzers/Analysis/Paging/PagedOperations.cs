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
        if (method.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out) && FindByOut(method) is { } byOut)
            return byOut;
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
        var shape = !mayBePage || inputs.TakesResponse || IsChange(name)
            ? null
            : _tokens.Of(response, inputs);

        // What is declared here counts for those who show it: a table's pages are asked for one by one.
        if (shape is { Strength: PageStrength.Total } && method.IsInSource())
            shape = null;
        var remainder = RemainderOf(method, receiver, inputs, response);
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
            BatchReceiver = remainder.Remainder is { Kind: PageInputKind.Receiver } ? receiver : null,
        };
    }

    private bool IsChange(string name) => _facts.OfKind(FactKind.ChangingVerb).Any(fact => name.StartsWithWord(fact.Name));

    // List<Order> List(string marker, out string nextMarker)
    private PagedOperation? FindByOut(IMethodSymbol method)
    {
        var (name, items) = (NameOf(method), ResultOf(method));
        if (method.Parameters.FirstOrDefault(static parameter => parameter.RefKind == RefKind.Out && IsUnprocessed(parameter.Name)) is
            { } rest && ArgumentFor(method, rest.Type) is { } batch)
            return new PagedOperation(name, items, PageStrength.Token, ImmutableArray<PageToken>.Empty)
            {
                Remainder = new Remainder(rest.Name, rest.Type, batch, PageInputKind.Argument),
                IsByOut = true,
            };
        if (!PartialReads.IsSequence(items) || IsChange(name) ||
            _facts.NamesMember(FactKind.WholeResult, method.ReducedFrom ?? method))
            return null;
        var found = OutToken(method, _words.Tokens, PageInputs.IsText, PageInputs.IsText) is { } token
            ? (Token: token, Strength: PageStrength.Token)
            : OutToken(method, _words.Flags, static type => type.SpecialType == SpecialType.System_Boolean, PageInputs.CanBePosition) is
                { } flag
            ? (flag, PageStrength.Flag)
            : !method.IsInSource() && OutToken(method, _words.Totals, PageInputs.IsNumber, PageInputs.IsNumber) is { } total
            ? (total, PageStrength.Total)
            : default((PageToken Token, PageStrength Strength)?);
        return found is { } shape
            ? new PagedOperation(name, items, shape.Strength, ImmutableArray.Create(shape.Token)) { IsByOut = true }
            : null;
    }

    private static PageToken? OutToken(
        IMethodSymbol method,
        ImmutableArray<Fact> rows,
        Func<ITypeSymbol, bool> isOutput,
        Func<ITypeSymbol, bool> isInput)
    {
        foreach (var fact in rows)
        {
            foreach (var output in method.Parameters)
            {
                if (output.RefKind != RefKind.Out || !isOutput(PageInputs.Bare(output.Type)) ||
                    !NamePattern.Fits(fact.Name, NamePattern.PropertyOf(output.Name), out var rest))
                    continue;
                var names = fact.Adds.Select(input => NamePattern.With(input, rest)).ToList();
                if (method.Parameters.FirstOrDefault(parameter => parameter.RefKind != RefKind.Out &&
                    names.Contains(NamePattern.PropertyOf(parameter.Name)) && isInput(PageInputs.Bare(parameter.Type))) is { } input)
                    return new PageToken(null, output.Name, input.Name, PageInputKind.Argument, output.Type);
            }
        }

        return null;
    }

    private bool MayLeaveRemainder(INamedTypeSymbol response) =>
        _tokens.OutputsIn(response)
            .Any(output => IsUnprocessed(output.Output.Name) || _facts.Names(FactKind.FailedEntries, output.Output.Name));

    private static bool IsUnprocessed(string name) => NamePattern.PropertyOf(name).StartsWith(Unprocessed, StringComparison.Ordinal);

    // What takes the rest again: the request, an argument, or the object on which the call is made.
    private (INamedTypeSymbol? Request, Remainder? Remainder) RemainderOf(
        IMethodSymbol method,
        ITypeSymbol? receiver,
        PageInputs inputs,
        INamedTypeSymbol response)
    {
        foreach (var request in inputs.Requests)
        {
            if (RemainderOf(request, response) is { } remainder)
                return (request, remainder);
        }

        foreach (var (path, output) in _tokens.OutputsIn(response).Where(output => IsUnprocessed(output.Output.Name)))
        {
            if (ArgumentFor(method, output.Type) is { } argument)
                return (null, new Remainder(path, output.Type, argument, PageInputKind.Argument));
            if (receiver is not null && PartialReads.IsSequence(output.Type) && InputFor(receiver, output.Type) is { } property)
                return (null, new Remainder(path, output.Type, property, PageInputKind.Receiver));
        }

        return default;
    }

    private Remainder? RemainderOf(INamedTypeSymbol request, INamedTypeSymbol response)
    {
        foreach (var (path, output) in _tokens.OutputsIn(response))
        {
            if (IsUnprocessed(output.Name) && InputFor(request, output.Type) is { } input)
                return new Remainder(path, output.Type, input, PageInputKind.Request);
            if (_facts.Names(FactKind.FailedEntries, output.Name) &&
                PageTokens.PropertiesOf(request)
                    .Any(input => input.Name is "Entries" or "Records" || input.Name.EndsWith("Entries", StringComparison.Ordinal)))
                return new Remainder(path, output.Type, null, PageInputKind.Request);
        }

        return null;
    }

    private static string? InputFor(ITypeSymbol request, ITypeSymbol rest) =>
        PageTokens.PropertiesOf(request)
            .FirstOrDefault(input => input.SetMethod is not null && SymbolEqualityComparer.Default.Equals(input.Type, rest))?.Name;

    private static string? ArgumentFor(IMethodSymbol method, ITypeSymbol rest) => PartialReads.IsSequence(rest)
        ? method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.None &&
            (SymbolEqualityComparer.Default.Equals(parameter.Type, rest) ||
                PartialReads.IsSequence(parameter.Type) &&
                    rest.AllInterfaces.Contains(parameter.Type, SymbolEqualityComparer.Default)))?.Name
        : null;
}
