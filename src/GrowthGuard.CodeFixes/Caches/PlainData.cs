using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>
/// Tells types that are data and nothing else. An entry of another type may be there to be kept: a timer or delegate that only the store
/// keeps alive, a connection, a lock, a task that somebody waits for.
/// </summary>
internal static class PlainData
{
    private const int MaximumTypes = 50;

    private static readonly HashSet<string> Values =
    [
        "System.DateOnly", "System.DateTimeOffset", "System.Guid", "System.Half", "System.Int128", "System.TimeOnly", "System.TimeSpan",
        "System.UInt128", "System.Uri", "System.Version",
        "System.Numerics.BigInteger", "System.Collections.Generic.KeyValuePair<TKey, TValue>",
    ];

    /// <summary>Whether objects of the type, and all that they refer to, are data.</summary>
    public static bool Is(ITypeSymbol type) => Is(type, []);

    private static bool Is(ITypeSymbol type, HashSet<ITypeSymbol> asked)
    {
        RecursionGuard.Check();
        if (type is IArrayTypeSymbol array)
            return Is(array.ElementType, asked);
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum } named ||
            named.SpecialType == SpecialType.System_Object || asked.Count > MaximumTypes)
            return false;
        if (named.SpecialType is not (SpecialType.None or SpecialType.System_Nullable_T) || named.TypeKind == TypeKind.Enum ||
            !asked.Add(named))
            return true;
        if (!named.TypeArguments.All(part => Is(part, asked)))
            return false;
        if (named.IsTupleType || named.SpecialType == SpecialType.System_Nullable_T ||
            named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return true;
        return named.DeclaringSyntaxReferences.IsEmpty
            ? Values.Contains(named.OriginalDefinition.ToDisplayString()) || FactTable.BuiltIn.Growable(named) is not null
            : IsDeclaredAsData(named, asked);
    }

    private static bool IsDeclaredAsData(INamedTypeSymbol type, HashSet<ITypeSymbol> asked) =>
        !type.AllInterfaces.Any(static implemented => implemented.Name is "IDisposable" or "IAsyncDisposable") &&
        (type.BaseType is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } || Is(type.BaseType, asked)) &&
        type.GetMembers().Where(static member => !member.IsStatic).All(member => member switch
        {
            IFieldSymbol field => Is(field.Type, asked),
            IEventSymbol => false,
            IMethodSymbol method => method.MethodKind != MethodKind.Destructor,
            _ => true,
        });
}
