using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>Finds the stores that a type declares. Looks at declarations only.</summary>
internal static class StoreFinder
{
    /// <summary>
    /// The static stores of a type: fields and auto-properties of growable types, directly or through <c>Lazy&lt;T&gt;</c>.
    /// </summary>
    public static IEnumerable<Store> StaticStores(INamedTypeSymbol type, FactTable facts)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (field.IsStatic && StoreIn(member, field, facts) is { } store && !IsPerThread(field))
                yield return store;
        }
    }

    /// <summary>The instance stores of a type, its source base types' included.</summary>
    public static IEnumerable<Store> InstanceStores(INamedTypeSymbol type, FactTable facts)
    {
        for (var current = type; current is not null && current.IsInSource(); current = current.BaseType)
        {
            foreach (var store in OwnInstanceStores(current.OriginalDefinition, facts))
                yield return store;
        }
    }

    /// <summary>The instance stores that a type itself declares.</summary>
    public static IEnumerable<Store> OwnInstanceStores(INamedTypeSymbol type, FactTable facts)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (!field.IsStatic && StoreIn(member, field, facts) is { } store)
                yield return store;
        }
    }

    /// <summary>The initialiser of a field or property, or <see langword="null"/>.</summary>
    public static IOperation? InitializerOf(ISymbol symbol, CompilationAnalysis context)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
                PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
                _ => null,
            };
            if (value is not null && context.Compilation.ContainsSyntaxTree(value.SyntaxTree))
                return context.Compilation.GetSemanticModel(value.SyntaxTree).OperationOf(value);
        }

        return null;
    }

    /// <summary>What a <c>Lazy&lt;T&gt;</c> makes, or <see langword="null"/> for any other type.</summary>
    public static ITypeSymbol? LazyValue(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "Lazy`1",
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } lazy
            ? lazy.TypeArguments[0]
            : null;

    private static Store? StoreIn(ISymbol member, IFieldSymbol field, FactTable facts)
    {
        var stored = LazyValue(field.Type) ?? field.Type;
        if (facts.Growable(stored) is { } fact)
            return new Store(member, stored, fact);
        if (stored is INamedTypeSymbol { IsTupleType: true } tuple)
            return tuple.TupleElements
                .Select(element => facts.Growable(element.Type))
                .FirstOrDefault(static inner => inner is not null) is { } inner
                ? new Store(member, stored, inner)
                : null;
        if (!IsRebuilt(field))
            return null;
        if (StoreOfRebuilt(stored))
            return new Store(member, stored, Fact.Rebuilt);
        return ChainReader.IsChain(stored) ? new Store(member, stored, Fact.Chained) : null;
    }

    // `text += more`, `items = [.. items, item]`: what cannot grow in place is made again, longer, and assigned.
    private static bool IsRebuilt(IFieldSymbol field) => field is { IsReadOnly: false, IsConst: false };

    private static bool StoreOfRebuilt(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { Rank: 1 };

    private static bool IsPerThread(IFieldSymbol field) =>
        field.GetAttributes()
            .Any(attribute => attribute.AttributeClass is { Name: "ThreadStaticAttribute", ContainingNamespace.Name: "System" });
}
