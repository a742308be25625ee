using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Recognises operations that answer with one page, or with a batch's remainder, by the shape of their request and response: an SDK
/// that was published yesterday works.
/// </summary>
internal sealed class PagedOperations
{
    private const string Async = nameof(Async);
    private const string Request = nameof(Request);

    private readonly FactTable _facts;
    private readonly Lazy<IdentifierSet> _names;
    private readonly ConcurrentDictionary<IMethodSymbol, PagedOperation?> _operations = new(SymbolEqualityComparer.Default);

    private PagedOperations(FactTable facts, ImmutableArray<IAssemblySymbol> assemblies)
    {
        _facts = facts;
        _names = new Lazy<IdentifierSet>(() => new IdentifierSet(NamesIn(assemblies)));
        Tokens = new PageTokens(facts);
    }

    public PageTokens Tokens { get; }

    /// <summary>The operations that a compilation can call, or <see langword="null"/> when it references no client that gives pages.</summary>
    public static PagedOperations? In(Compilation compilation, FactTable facts)
    {
        var anchors = facts.OfKind(FactKind.PageRequest).Where(fact => compilation.Knows(fact.Name)).SelectMany(fact => compilation.GetTypesByMetadataName(fact.Name)).Select(type => type.ContainingAssembly).ToImmutableHashSet<IAssemblySymbol>(SymbolEqualityComparer.Default);
        var isThere = anchors.Count > 0 || new[] { FactKind.PageCall, FactKind.PageTokenType }.SelectMany(kind => facts.OfKind(kind)).Any(fact => compilation.Knows(fact.Name));
        return isThere ? new PagedOperations(facts, AssembliesWith(anchors, compilation)) : null;
    }

    /// <summary>The names of methods that may be paged operations: looked for before anything is bound.</summary>
    public IdentifierSet Names => _names.Value;

    /// <summary>The operation that a method calls, or <see langword="null"/> when it gives everything.</summary>
    public PagedOperation? Of(IMethodSymbol method) => _operations.GetOrAdd((method.ReducedFrom ?? method).OriginalDefinition, Find);

    /// <summary>The type of what a call gives in the end: of a task, its result.</summary>
    public static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : method.ReturnType;

    public static string NameOf(IMethodSymbol method) => WithoutAsync(method.Name);

    private static string WithoutAsync(string name) => name.EndsWith(Async, StringComparison.Ordinal) ? name.Substring(0, name.Length - Async.Length) : name;

    // Requests are where their base is, and in assemblies that reference it, as this one does.
    private static ImmutableArray<IAssemblySymbol> AssembliesWith(ImmutableHashSet<IAssemblySymbol> anchors, Compilation compilation)
    {
        var names = anchors.Select(assembly => assembly.Name).ToImmutableHashSet();
        return compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => anchors.Contains(assembly) || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(referenced => names.Contains(referenced.Name))))
            .Append(compilation.Assembly)
            .ToImmutableArray();
    }

    private IEnumerable<string> NamesIn(ImmutableArray<IAssemblySymbol> assemblies)
    {
        foreach (var name in assemblies.SelectMany(assembly => assembly.TypeNames).Where(name => name.EndsWith(Request, StringComparison.Ordinal)))
        {
            var operation = name.Substring(0, name.Length - Request.Length);
            yield return operation;
            yield return operation + Async;
        }

        foreach (var name in _facts.OfKind(FactKind.PageCall).Concat(_facts.OfKind(FactKind.PageTokenType)).SelectMany(fact => fact.Adds))
            yield return name;
    }

    private PagedOperation? Find(IMethodSymbol method)
    {
        if (ResultOf(method) is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } response)
            return null;
        if (method.Parameters.FirstOrDefault(parameter => IsTokenType(parameter.Type, method.Name)) is { } token)
            return WithArgument(method, token, response);
        if (RequestOf(method, response) is not { } request)
            return null;
        var name = NameOf(method);
        var tokens = _facts.OfKind(FactKind.ChangingVerb).Any(fact => name.StartsWithWord(fact.Name)) ? ImmutableArray<PageToken>.Empty : Tokens.Of(request, response);
        var remainder = RemainderOf(request, response);
        return tokens.IsEmpty && remainder is null ? null : new PagedOperation(name, request, response, tokens, Tokens.FlagOf(response), Tokens.LimitOf(request), remainder, isTokenArgument: false);
    }

    // Convenience overloads take the parts of the request.
    private INamedTypeSymbol? RequestOf(IMethodSymbol method, INamedTypeSymbol response)
    {
        if (_facts.About(method.ContainingType).Any(fact => fact.Kind == FactKind.PageCall && fact.Adds.Contains(method.Name)))
            return method.Parameters.Select(parameter => parameter.Type).OfType<INamedTypeSymbol>().FirstOrDefault(type => !Tokens.Of(type, response).IsEmpty);
        var name = NameOf(method);
        var request = method.Parameters.Select(parameter => parameter.Type).FirstOrDefault(type => type.Name == name + Request) as INamedTypeSymbol ??
            (response.Name == name + "Response" ? response.ContainingNamespace.GetTypeMembers(name + Request, 0).FirstOrDefault() : null);
        return request is not null && _facts.Has(FactKind.PageRequest, request) ? request : null;
    }

    private PagedOperation? WithArgument(IMethodSymbol method, IParameterSymbol token, INamedTypeSymbol response)
    {
        var output = PageTokens.PropertiesOf(response).FirstOrDefault(property => SymbolEqualityComparer.Default.Equals(property.Type.OriginalDefinition, token.Type.OriginalDefinition));
        return output is null
            ? null
            : new PagedOperation(NameOf(method), null, response, ImmutableArray.Create(new PageToken(null, output.Name, token.Name, output.Type)), null, null, null, isTokenArgument: true);
    }

    private bool IsTokenType(ITypeSymbol type, string method) => _facts.About(type).Any(fact => fact.Kind == FactKind.PageTokenType && fact.Adds.Contains(method));

    private Remainder? RemainderOf(INamedTypeSymbol request, INamedTypeSymbol response)
    {
        foreach (var property in PageTokens.PropertiesOf(response))
        {
            if (property.Name.StartsWith("Unprocessed", StringComparison.Ordinal) &&
                PageTokens.PropertiesOf(request).FirstOrDefault(input => input.SetMethod is not null && SymbolEqualityComparer.Default.Equals(input.Type, property.Type)) is { } taken)
                return new Remainder(property.Name, taken.Name);
            if (_facts.Names(FactKind.FailedEntries, property.Name) && PageTokens.PropertiesOf(request).Any(input => input.Name is "Entries" or "Records" || input.Name.EndsWith("Entries", StringComparison.Ordinal)))
                return new Remainder(property.Name, null);
        }

        return null;
    }
}
