using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Recognises growth that another table decides on: <c>if (seen.TryAdd(id)) queue.Enqueue(id);</c> adds no more than the set takes, and
/// <c>if (types.TryGetValue(name, out var type)) made[name] = Make(type);</c> no more than is registered. The other table is judged by
/// itself.
/// </summary>
internal sealed class SiblingTableAnalysis(CompilationAnalysis context, CallSiteFinder calls, ExecutionPhaseAnalysis phases)
{
    /// <summary>Whether the site runs only for a key that another table has, or has just taken for the first time.</summary>
    /// <param name="growth">The site.</param>
    /// <param name="isEmptied">Whether something takes out of the store again.</param>
    public bool Limits(StoreUse growth, bool isEmptied) =>
        growth.Key is { } key &&
        ConditionFacts.Imply(growth.Operation, literal => Limits(literal, key, growth, isEmptied) || IsSetting(literal, key));

    /// <summary>
    /// Whether the literal says that there is a setting for the key: <c>if (string.IsNullOrEmpty(configuration[key])) return;</c>.
    /// </summary>
    private bool IsSetting(ConditionLiteral literal, IOperation key) =>
        FoundBy(literal) is { } found && ValueOrigin.Of(found).ToList() is { Count: > 0 } origins &&
        origins.All(origin => KeyOfSetting(origin) is { } name && ValueOrigin.Of(name).Append(name)
            .Any(part => part.DescendantsAndSelf().Any(inner => inner.IsSameAs(key))));

    // What is there: neither null nor empty.
    private static IOperation? FoundBy(ConditionLiteral literal) => literal switch
    {
        { Other: null, IsTrue: false, Operand: IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace",
            ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: 1 } arguments } } => arguments[0].Value,
        { Relation: BinaryOperatorKind.NotEquals, Other: { } other, Operand.Type.SpecialType: SpecialType.System_String }
            when other.IsNothing() => literal.Operand,
        { Other: null, IsTrue: true, Operand: IInvocationOperation { TargetMethod.Name: "Exists" } exists } =>
            exists.Instance ?? exists.Arguments.FirstOrDefault()?.Value,
        _ => null,
    };

    // `configuration[key]`, `configuration.GetSection(key)`
    private IOperation? KeyOfSetting(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Arguments: { Length: 1 } arguments } indexer when IsConfiguration(indexer.Property) =>
            arguments[0].Value,
        IInvocationOperation call when IsConfiguration(call.TargetMethod) =>
            call.Arguments.FirstOrDefault(static argument => argument.Value.Type?.SpecialType == SpecialType.System_String)?.Value,
        _ => null,
    };

    private bool IsConfiguration(ISymbol member) => context.Facts.Has(FactKind.Configuration, member.ContainingType);

    private bool Limits(ConditionLiteral literal, IOperation key, StoreUse growth, bool isEmptied) =>
        literal.IsTrue && literal.Operand is IInvocationOperation { Arguments.Length: > 0 } call && call.Arguments[0].Value.IsSameAs(key) &&
        TableOf(call) is { } table && !IsSame(table, growth) &&
        call.TargetMethod.Name switch
        {
            "Add" or "TryAdd" => isEmptied || !IsEmptied(table),
            "ContainsKey" or "TryGetValue" or "Contains" => IsFilledAtStart(table),
            _ => false,
        };

    private Store? TableOf(IInvocationOperation call) =>
        call.Instance is { } instance && MemberOf(instance) is { Member: IFieldSymbol or IPropertySymbol, Type: { } type } table &&
        context.Facts.Growable(type) is { IsKeyed: true } fact
            ? new Store(table.Member.OriginalDefinition, type, fact)
            : null;

    // `Types`, `var types = Types;`, `var types = LazyInitializer.EnsureInitialized(ref Types, Load);`
    private static IMemberReferenceOperation? MemberOf(IOperation table)
    {
        RecursionGuard.Check();
        return table.Unwrap() switch
        {
            IMemberReferenceOperation member => member,
            IInvocationOperation { TargetMethod: { Name: "EnsureInitialized", ContainingType.Name: "LazyInitializer" } } made =>
                MemberOf(made.Arguments[0].Value),
            ILocalReferenceOperation local
                when ValueOrigin.Of(local).ToList() is { Count: 1 } origins && origins[0] is not ILocalReferenceOperation =>
                MemberOf(origins[0]),
            _ => null,
        };
    }

    private static bool IsSame(Store table, StoreUse growth) =>
        growth.Operation.DescendantsAndSelf()
            .Any(part => part is IMemberReferenceOperation member &&
                SymbolEqualityComparer.Default.Equals(member.Member.OriginalDefinition, table.Symbol));

    private bool IsEmptied(Store table) =>
        UsesOf(table).Any(static use => use.Kind is StoreUseKind.KeyedEviction or StoreUseKind.Eviction or StoreUseKind.Replacement);

    private bool IsFilledAtStart(Store table)
    {
        var uses = UsesOf(table);
        return !uses.Any(static use => use.Kind == StoreUseKind.Escape) &&
            uses.Where(static use => use.Kind == StoreUseKind.Growth)
                .All(use => phases.PhaseOf(use.Operation) != ExecutionPhase.SteadyState);
    }

    private ImmutableArray<StoreUse> UsesOf(Store table) => new StoreUseCollector(context, calls, table).Collect();
}
