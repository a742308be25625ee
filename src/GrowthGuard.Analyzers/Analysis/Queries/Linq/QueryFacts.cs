using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>What the facts say of the members that make, shape and run queries. Names are compared before symbols.</summary>
internal sealed class QueryFacts(CompilationAnalysis context)
{
    private readonly ConcurrentDictionary<FactKind, ImmutableSortedSet<string>> _names = new();
    private readonly Lazy<bool> _hasSources = new(() => context.Facts
        .OfKind(FactKind.QuerySource)
        .Any(fact => context.Compilation.Knows(fact.Name)));

    /// <summary>Whether a library is referenced that makes queries out of operators. Asked once.</summary>
    public bool HasSources => _hasSources.Value;

    /// <summary>The names of the members that facts of a kind name, in their order.</summary>
    public ImmutableSortedSet<string> Names(FactKind kind) =>
        _names.GetOrAdd(
            kind,
            asked => context.Facts.OfKind(asked).SelectMany(fact => fact.Adds).ToImmutableSortedSet(StringComparer.Ordinal));

    /// <summary>Those of the names that stand in a file.</summary>
    public IEnumerable<string> NamesIn(SyntaxTree tree, FactKind kind) => IdentifierIndex.WrittenIn(tree, Names(kind));

    /// <summary>Whether one of these names stands in a file.</summary>
    public bool AreWritten(FactKind kind, SyntaxTree tree) => NamesIn(tree, kind).Any();

    /// <summary>Whether a fact of the kind names the method, as a member of its type, a base type or an interface.</summary>
    public bool Is(FactKind kind, IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        if (!Names(kind).Contains(method.Name))
            return false;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (IsAbout(kind, type, method))
                return true;
        }

        return method.ContainingType is { } own && own.AllInterfaces.Any(implemented => IsAbout(kind, implemented, method));
    }

    /// <summary>Whether a value of the type is a query for all that there is.</summary>
    public bool IsSource(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsSourceItself(current))
                return true;
        }

        return type is not null && type.AllInterfaces.Any(IsSourceItself);
    }

    /// <summary>Whether an argument limits the rows of the call that it is given to.</summary>
    public bool IsRowLimit(IArgumentOperation argument) =>
        argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter &&
        (context.Facts.Names(FactKind.RowLimit, parameter.Name) ? IsNumber(argument.Value) : SetsRowLimit(argument.Value));

    // new FindOptions<T> { Limit = 10 }
    private bool SetsRowLimit(IOperation value) => ValueOrigin.Of(value).Any(origin =>
        origin is IObjectCreationOperation { Initializer: { } initializer } &&
        initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(set =>
            set.Target is IPropertyReferenceOperation { Property.Name: var name } && context.Facts.Names(FactKind.RowLimit, name) &&
            IsNumber(set.Value)));

    private static bool IsNumber(IOperation value) => value.ConstantValue is not { HasValue: true, Value: null or < 0 or < 0L };

    private bool IsSourceItself(ITypeSymbol type) =>
        context.Facts.About(type).Any(fact => fact.Kind == FactKind.QuerySource && fact.Adds.IsEmpty);

    private bool IsAbout(FactKind kind, ITypeSymbol type, IMethodSymbol method) =>
        context.Facts.About(type).Any(fact => fact.Kind == kind && fact.Adds.Contains(method.Name));
}
