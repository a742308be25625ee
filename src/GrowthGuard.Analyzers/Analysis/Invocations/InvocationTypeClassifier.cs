using System.Collections.Concurrent;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>Which types are contexts of invocations, and which hold their data.</summary>
internal sealed class InvocationTypeClassifier(FactTable facts)
{
    private const int MaximumDepth = 3;

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _mayKeep = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _isData = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _contexts = new(SymbolEqualityComparer.Default);

    /// <summary>Whether an object of the type belongs to one invocation.</summary>
    public bool IsContext(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.None } and not ITypeParameterSymbol &&
        _contexts.GetOrAdd(type, asked => facts.Has(FactKind.InvocationContext, asked));

    /// <summary>
    /// Whether an object of the type may keep a context or a payload that it is made of: it is of a class in source that takes one, or an
    /// object of such a class.
    /// </summary>
    public bool MayKeep(ITypeSymbol? type) => type is INamedTypeSymbol made && _mayKeep.GetOrAdd(made, asked => MayKeep(asked, 0));

    private bool MayKeep(ITypeSymbol? type, int depth)
    {
        RecursionGuard.Check();
        return depth < MaximumDepth && type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } made && made.IsInSource() &&
            made.InstanceConstructors.SelectMany(static constructor => constructor.Parameters).Select(static parameter => parameter.Type)
                .Concat(made.Storage().Where(static stored => !stored.Field.IsStatic).Select(static stored => stored.Field.Type))
                .Any(part => IsContext(part) || IsPayload(part) || MayKeep(part, depth + 1));
    }

    /// <summary>
    /// Whether the type is of data that code declares: an order, a message; not a text or a number, which may set something up.
    /// </summary>
    public bool IsPayload(ITypeSymbol? type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class
            or TypeKind.Struct, ContainingNamespace: not { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && IsData(type);

    /// <summary>Whether a collection of the type holds contexts of invocations.</summary>
    public bool HoldContexts(ITypeSymbol collection) => ContextIn(collection) is not null;

    /// <summary>The type of the contexts that a collection of the type holds, or <see langword="null"/>.</summary>
    public ITypeSymbol? ContextIn(ITypeSymbol collection)
    {
        RecursionGuard.Check();
        return collection is INamedTypeSymbol named
            ? named.TypeArguments
                .Select(argument => IsContext(argument) ? argument : ContextIn(argument))
                .FirstOrDefault(found => found is not null)
            : null;
    }

    /// <summary>
    /// Whether a value of the type tells something of an invocation: text, a payload, an entity; not a number, a flag, a time, or something
    /// that does work.
    /// </summary>
    public bool IsData(ITypeSymbol? type) => type is not null && _isData.GetOrAdd(type, asked => IsData(asked, 0));

    private bool IsData(ITypeSymbol type, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return false;
        switch (type)
        {
            case { SpecialType: SpecialType.System_String or SpecialType.System_Object }:
            case ITypeParameterSymbol:
                return true;
            case { SpecialType: not (SpecialType.None or SpecialType.System_Nullable_T
                or >= SpecialType.System_Collections_IEnumerable and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T) }:
            case { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer }:
                return false;
            case IArrayTypeSymbol array:
                return array.ElementType.SpecialType != SpecialType.None || IsData(array.ElementType, depth + 1);
            case INamedTypeSymbol { Name: "Nullable" or "Task" or "ValueTask" or "ValueTuple"
                or "KeyValuePair", IsGenericType: true } wrapper:
                return wrapper.TypeArguments.Any(argument => IsData(argument, depth + 1));
            case INamedTypeSymbol { TypeArguments.Length: > 0 } collection when IsEnumerable(collection):
                return collection.TypeArguments.Any(argument => argument.SpecialType != SpecialType.None || IsData(argument, depth + 1));
            case INamedTypeSymbol named:
                return IsDataClass(named);
            default:
                return false;
        }
    }

    private bool IsDataClass(INamedTypeSymbol type)
    {
        if (facts.OfKind(FactKind.ServiceSuffix).Any(suffix => type.Name.EndsWith(suffix.Name, StringComparison.Ordinal)))
            return false;
        if (facts.Has(FactKind.Closed, type) || facts.Has(FactKind.Code, type) || facts.Has(FactKind.SharedClient, type) ||
            facts.Has(FactKind.Configuration, type))
            return false;
        if (type is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, IsAbstract: true, IsRecord: false })
            return type.IsInSource()
                ? type.GetMembers().All(member => member is IPropertySymbol or IMethodSymbol { MethodKind: not MethodKind.Ordinary })
                : IsEnumerable(type) || type.Name is "Stream";
        return !IsPlumbing(type) && !type.AllInterfaces.Any(implemented => implemented.Name == "IHostedService");
    }

    // Tokens, tasks, cultures, encodings, logging: not what an invocation is about.
    private static bool IsPlumbing(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is { } space && (space switch
    {
        "System" => type.Name is not ("Guid" or "Uri" or "BinaryData" or "ReadOnlyMemory" or "Memory" or "ArraySegment"),
        _ => space.StartsWith("System.Threading", StringComparison.Ordinal) ||
            space.StartsWith("System.Reflection", StringComparison.Ordinal) ||
            space.StartsWith("System.Diagnostics", StringComparison.Ordinal) ||
            space.StartsWith("System.Globalization", StringComparison.Ordinal) ||
            space.StartsWith("Microsoft.Extensions", StringComparison.Ordinal) ||
            space is "System.Text" or "System.Text.RegularExpressions",
    });

    private static bool IsEnumerable(INamedTypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_Collections_IEnumerable
            and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T ||
        type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);
}
