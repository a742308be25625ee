using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>
/// Which members are the primary keys of entities: by attribute, by <c>HasKey</c>, or by the convention <c>Id</c>, <c>TypeId</c>.
/// </summary>
internal sealed class EntityKeys(CompilationAnalysis context)
{
    private readonly Lazy<ImmutableHashSet<ISymbol>> _configured = new(() => Configured(context));
    private readonly ConcurrentDictionary<ISymbol, bool> _keys = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the member alone is the primary key of the entity.</summary>
    public bool IsKey(ISymbol member, ITypeSymbol entity) => _keys.GetOrAdd(member.OriginalDefinition, asked =>
        asked.Name.Equals("Id", StringComparison.OrdinalIgnoreCase) ||
        asked.Name.Equals(entity.Name + "Id", StringComparison.OrdinalIgnoreCase) ||
        asked.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "KeyAttribute" or "BsonIdAttribute") ||
        _configured.Value.Contains(asked));

    // entity.HasKey(order => order.Number). A key of several members is in none of them alone.
    private static ImmutableHashSet<ISymbol> Configured(CompilationAnalysis context) =>
        context.CallsNamed("HasKey")
            .SelectMany(call => call.Arguments)
            .SelectMany(argument => argument.Value.Unwrap() is IAnonymousFunctionOperation lambda
                ? lambda.Body.Operations.OfType<IReturnOperation>()
                : [])
            .Select(returned => (returned.ReturnedValue?.Unwrap() as IMemberReferenceOperation)?.Member.OriginalDefinition)
            .OfType<ISymbol>()
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
}
