using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A member of a response.</summary>
internal readonly struct PageOutput(string name, ITypeSymbol type)
{
    public string Name { get; } = name;

    public ITypeSymbol Type { get; } = type;
}

/// <summary>What may be a continuation: members of a response, or of what it holds.</summary>
/// <param name="holder">The member that holds them; <see langword="null"/> for those of the response itself.</param>
/// <param name="outputs">The members.</param>
/// <param name="isOfNamespace">Whether the holder is known by its namespace only, and not by its name.</param>
internal sealed class PageOutputs(string? holder, IReadOnlyList<PageOutput> outputs, bool isOfNamespace)
{
    public string? Holder { get; } = holder;

    public IReadOnlyList<PageOutput> Outputs { get; } = outputs;

    public bool IsOfNamespace { get; } = isOfNamespace;
}

/// <summary>What takes a continuation.</summary>
/// <param name="name">The property, parameter or method.</param>
/// <param name="kind">Which of them it is.</param>
/// <param name="request">The type of the request that has the property, or holds what has it.</param>
/// <param name="part">The type of what the request holds, when that has the property: <c>query.PageInfo</c>.</param>
internal sealed class PageInput(string name, PageInputKind kind, INamedTypeSymbol? request = null, INamedTypeSymbol? part = null)
{
    public string Name { get; } = name;

    public PageInputKind Kind { get; } = kind;

    public INamedTypeSymbol? Request { get; } = request;

    public INamedTypeSymbol? Part { get; } = part;
}

/// <summary>
/// All that a client offers to go on behind a page: members of the request or of the receiver, arguments of the call's family, methods that
/// continue.
/// </summary>
internal sealed class PageInputs
{
    private static readonly string[] LinkEndings = ["Link", "Uri", "Url"];

    private readonly IMethodSymbol _method;
    private readonly INamedTypeSymbol _response;
    private readonly PageWords _words;
    private readonly INamedTypeSymbol _client;
    private readonly INamedTypeSymbol? _receiver;
    private readonly ImmutableArray<IMethodSymbol> _family;

    /// <param name="method">The method that gives the page, as it is called.</param>
    /// <param name="receiver">The type of the object on which it is called.</param>
    /// <param name="response">What it gives.</param>
    /// <param name="words">The words of continuations.</param>
    public PageInputs(IMethodSymbol method, ITypeSymbol? receiver, INamedTypeSymbol response, PageWords words)
    {
        _method = method;
        _response = response;
        _words = words;
        _client = (method.ReducedFrom ?? method).ContainingType;
        _receiver = receiver as INamedTypeSymbol;
        var name = PagedOperations.NameOf(method);
        _family = _client.GetMembers(name)
            .Concat(_client.GetMembers(name + PagedOperations.Async)).OfType<IMethodSymbol>()
            .Where(IsReachable).ToImmutableArray();
        var requests = method.Parameters.Concat(
            _family.SelectMany(
                sibling => sibling.Parameters)).Select(parameter => parameter.Type).OfType<INamedTypeSymbol>().Where(CanBeRequest)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToList();
        Requests = requests
            .Concat(requests.Where(static request => request is { TypeKind: TypeKind.Class, IsAbstract: true }).SelectMany(DerivedFrom))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
    }

    /// <summary>
    /// Whether the call is given what it gives: a bundle to be sent, a page to go on from. That is not how a first page is requested.
    /// </summary>
    public bool TakesResponse => _method.Parameters.Any(parameter => !parameter.IsOptional && IsResponse(parameter.Type));

    /// <summary>The types of requests that the call and its overloads take, its own first.</summary>
    public ImmutableArray<INamedTypeSymbol> Requests { get; }

    /// <summary>The input that takes a token of this type and has one of the names.</summary>
    public PageInput? Find(IReadOnlyCollection<string> names, ITypeSymbol type, bool requestOnly) =>
        Find(names, input => Fits(type, input), IsTokenType(type), requestOnly);

    /// <summary>The input that takes a position in the whole: behind an item, a number of items or pages.</summary>
    public PageInput? FindPosition(IReadOnlyCollection<string> names) => Find(names, CanBePosition, hasAnyName: false, requestOnly: false);

    // Where the type says what it is for, an argument may have any name.
    private PageInput? Find(IReadOnlyCollection<string> names, Func<ITypeSymbol, bool> fits, bool hasAnyName, bool requestOnly)
    {
        foreach (var request in Requests)
        {
            if ((SettableIn(request, names, fits) ?? MadeWith(request, names, fits)) is { } name)
                return new PageInput(name, PageInputKind.Request, request);
        }

        if (requestOnly)
            return null;
        foreach (var parameter in _method.Parameters.Concat(_family.SelectMany(sibling => sibling.Parameters)))
        {
            if (fits(parameter.Type) && (hasAnyName || names.Contains(NamePattern.PropertyOf(parameter.Name), StringComparer.Ordinal)))
                return new PageInput(parameter.Name, PageInputKind.Argument);
        }

        if (_receiver is not null && !IsResponse(_receiver) && !_receiver.AllInterfaces.Any(IsResponse) &&
            SettableIn(_receiver, names, fits) is { } set)
            return new PageInput(set, PageInputKind.Receiver);
        if (StepIn(names, fits) is { } step)
            return new PageInput(step, PageInputKind.Step);

        // query.PageInfo.PageNumber, request.Options.SkipToken
        foreach (var request in Requests)
        {
            foreach (var part in PageTokens.PropertiesOf(request))
            {
                if (part.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } holder &&
                    (_words.IsHolder(part.Name) || part.Name.EndsWith("Options", StringComparison.Ordinal)) && CanBeRequest(holder) &&
                    SettableIn(holder, names, fits) is { } inner)
                    return new PageInput(inner, PageInputKind.Request, request, holder);
            }
        }

        return null;
    }

    // query.After(cursor).ExecuteAsync(): each step gives the query again.
    private string? StepIn(IReadOnlyCollection<string> names, Func<ITypeSymbol, bool> fits) =>
        _receiver?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(step =>
            step is { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.Length: 1 } && IsReachable(step) &&
            names.Contains(step.Name, StringComparer.Ordinal) && fits(step.Parameters[0].Type) &&
            SymbolEqualityComparer.Default.Equals(step.ReturnType, _receiver))?.Name;

    private static string? SettableIn(INamedTypeSymbol type, IReadOnlyCollection<string> names, Func<ITypeSymbol, bool> fits) =>
        Settable(type, names).FirstOrDefault(property => fits(property.Type))?.Name;

    // new PaginationInfo(pageNo: 2): properties that only the constructor sets.
    private static string? MadeWith(INamedTypeSymbol type, IReadOnlyCollection<string> names, Func<ITypeSymbol, bool> fits) =>
        type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility ==
                Accessibility.Public).SelectMany(constructor => constructor.Parameters)
            .Where(parameter => names.Contains(NamePattern.PropertyOf(parameter.Name), StringComparer.Ordinal) && fits(parameter.Type) &&
                PageTokens.PropertiesOf(type).Any(property => property.Name == NamePattern.PropertyOf(parameter.Name)))
            .Select(parameter => NamePattern.PropertyOf(parameter.Name)).FirstOrDefault();

    // RetrieveMultiple(QueryBase): which of the queries is meant, the call says.
    private static IEnumerable<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol request) =>
        request.ContainingNamespace.GetTypeMembers()
            .Where(type => SymbolEqualityComparer.Default.Equals(type.BaseType, request) &&
                type.DeclaredAccessibility == Accessibility.Public);

    /// <summary>The method by which one goes on with a token, or with the page that has it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="names">What takes it is called so.</param>
    public string? FindMethod(PageOutput token, IReadOnlyCollection<string> names)
    {
        var name = PagedOperations.NameOf(_method);
        foreach (var type in ClientTypes())
        {
            foreach (var candidate in type.GetMembers().OfType<IMethodSymbol>()
                .OrderBy(candidate => IsAsync(candidate) != IsAsync(_method)))
            {
                if (candidate.MethodKind == MethodKind.Ordinary && IsReachable(candidate) && _words.Continues(candidate.Name, name) &&
                    TakesPage(candidate, token, names) && GivesPage(candidate))
                    return candidate.Name;
            }
        }

        // response.NextPageRequest.GetAsync()
        return token.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } next &&
            !IsSystem(next)
            ? MembersOf(next).OfType<IMethodSymbol>().FirstOrDefault(Sends)?.Name
            : null;
    }

    /// <summary>
    /// The number of a page that other operations of the client take, where this one takes none and no other setting of pages: what takes
    /// those may read them all by itself.
    /// </summary>
    public string? SettingElsewhere =>
        _method.IsStatic || Requests.Any(request => PageTokens.PropertiesOf(request).Any(property => _words.IsPageSetting(property.Name)))
            ? null
            : PageResultNames.Of(_client.ContainingAssembly, _words).PageSetting;

    /// <summary>The method of the page itself that gives the next.</summary>
    public PageToken? OwnContinuation(INamedTypeSymbol response)
    {
        var name = PagedOperations.NameOf(_method);
        return MembersOf(response).OfType<IMethodSymbol>().FirstOrDefault(candidate => candidate.MethodKind == MethodKind.Ordinary &&
            !candidate.IsStatic && _words.Continues(candidate.Name, name) &&
            candidate.Parameters.All(parameter => parameter.IsOptional || parameter.Type.Name == nameof(CancellationToken)) &&
            (IsResponse(PagedOperations.ResultOf(candidate)) || IsRequest(PagedOperations.ResultOf(candidate)))) is { } next
            ? new PageToken(null, next.Name, next.Name, PageInputKind.Method, response)
            : null;
    }

    // page.GetNextPageFilter(): what the same call then takes.
    private bool IsRequest(ITypeSymbol type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None } named && Requests.Contains(named, SymbolEqualityComparer.Default);

    /// <summary>A type without <c>Nullable</c>.</summary>
    public static ITypeSymbol Bare(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    public static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private bool Sends(IMethodSymbol candidate) =>
        candidate is { MethodKind: MethodKind.Ordinary, IsStatic: false } && IsResponse(PagedOperations.ResultOf(candidate)) &&
        candidate.Parameters.All(parameter => parameter.IsOptional || parameter.Type.Name == nameof(CancellationToken));

    private IEnumerable<INamedTypeSymbol> ClientTypes()
    {
        yield return _client;
        foreach (var type in BasesOf(_client))
            yield return type;
        if (_receiver is null || SymbolEqualityComparer.Default.Equals(_receiver, _client))
            yield break;
        yield return _receiver;
        foreach (var type in BasesOf(_receiver))
            yield return type;
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            yield return current;
        foreach (var implemented in type.AllInterfaces.Where(implemented => !IsSystem(implemented)))
            yield return implemented;
    }

    /// <summary>The members of a type, its base types and interfaces.</summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        type.GetMembers().Concat(BasesOf(type).SelectMany(@base => @base.GetMembers()));

    private static bool IsAsync(IMethodSymbol method) => method.Name.EndsWith(PagedOperations.Async, StringComparison.Ordinal);

    private bool TakesPage(IMethodSymbol candidate, PageOutput token, IReadOnlyCollection<string> names) =>
        candidate.Parameters.Any(parameter =>
            Fits(token.Type, parameter.Type) &&
            (!IsText(token.Type) || IsNamedAlike(token.Name, NamePattern.PropertyOf(parameter.Name), names)) ||
            IsResponse(parameter.Type) ||
            parameter.Type is INamedTypeSymbol request && CanBeRequest(request) &&
                (PageTokens.PropertiesOf(request).Any(property => property.Name == token.Name && Fits(token.Type, property.Type)) ||
                request.InstanceConstructors.Any(constructor => constructor.Parameters.Any(taken => NamePattern.PropertyOf(taken.Name) ==
                    token.Name && Fits(token.Type, taken.Type)))));

    private static bool IsNamedAlike(string token, string parameter, IReadOnlyCollection<string> names) =>
        token == parameter || names.Contains(parameter, StringComparer.Ordinal) || IsLink(token) && IsLink(parameter);

    /// <summary>Whether an input of this name takes the address of a page.</summary>
    public static bool IsAddress(string name) => IsLink(NamePattern.PropertyOf(name));

    private static bool IsLink(string name) => LinkEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    // The same kind of page, or the object on which it is then asked for.
    private bool GivesPage(IMethodSymbol candidate)
    {
        var given = PagedOperations.ResultOf(candidate);
        return IsResponse(given) || _receiver is not null && SymbolEqualityComparer.Default.Equals(given, _receiver) ||
            SymbolEqualityComparer.Default.Equals(given, _client) ||
            given is INamedTypeSymbol other && Shares(other);
    }

    // SearchResponse and ScrollResponse: both have the token, and items of the same type.
    private bool Shares(INamedTypeSymbol other) =>
        other.Arity == _response.Arity && SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, _response.ContainingAssembly) &&
            PageTokens.PropertiesOf(other)
                .Count(property => _words.IsOutput(property.Name) &&
                    PageTokens.PropertiesOf(_response)
                        .Any(own => own.Name == property.Name && SymbolEqualityComparer.Default.Equals(own.Type, property.Type))) > 0;

    /// <summary>Whether a type is that of the response.</summary>
    public bool IsResponse(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _response.OriginalDefinition);

    private static IEnumerable<IPropertySymbol> Settable(INamedTypeSymbol type, IReadOnlyCollection<string> names) =>
        PageTokens.PropertiesOf(type)
            .Where(property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public } &&
                names.Any(name => NamePattern.Fits(name, NamePattern.PropertyOf(property.Name), out _)));

    private bool CanBeRequest(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, SpecialType: SpecialType.None } && !IsSystem(type) &&
        !IsResponse(type);

    private static bool IsReachable(IMethodSymbol method) =>
        method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>Whether a type is one of positions: a number, or a text.</summary>
    public static bool CanBePosition(ITypeSymbol type) =>
        Bare(type) is { } bare && (IsNumber(bare) || bare.SpecialType == SpecialType.System_String);

    // A type of its own for tokens: the parameter may have any name.
    private static bool IsTokenType(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named && !IsSystem(named) &&
        named.Name.IndexOf("Token", StringComparison.Ordinal) >= 0;

    private static bool Fits(ITypeSymbol output, ITypeSymbol input)
    {
        var (given, taken) = (Bare(output), Bare(input));
        return SymbolEqualityComparer.Default.Equals(given.OriginalDefinition, taken.OriginalDefinition) ||
            IsText(given) && IsText(taken) || IsNumber(given) && (IsNumber(taken) || taken.SpecialType == SpecialType.System_String);
    }

    /// <summary>Whether a type is that of texts and addresses.</summary>
    public static bool IsText(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type is { Name: nameof(Uri), ContainingNamespace.Name: nameof(System) };

    private static bool IsSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { Name: nameof(System) };
    }
}
