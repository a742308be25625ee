using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Reads what is done to a chain of a program's own: a field whose class has a link to another object of the same class. It grows at its
/// head,
/// <c>_head = new Node(item, _head)</c>, or at a tail that a field beside it holds, <c>_last.Next = node; _last = node;</c>.
/// </summary>
internal sealed class ChainReader(CompilationAnalysis context, CallSiteFinder calls, Store store)
{
    private readonly IReadOnlyList<ISymbol> _links = LinksOf(store.Type).ToList();

    /// <summary>Whether objects of the class can be chained.</summary>
    public static bool IsChain(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } && type.IsInSource() && LinksOf(type).Any();

    private static IEnumerable<ISymbol> LinksOf(ITypeSymbol type) =>
        ((INamedTypeSymbol)type).Storage()
            .Where(kept => !kept.Field.IsStatic &&
                SymbolEqualityComparer.Default.Equals(kept.Field.Type.OriginalDefinition, type.OriginalDefinition))
            .Select(static kept => kept.Member);

    /// <summary>What it does to the chain that its head gets this value, or <see langword="null"/> when it does nothing.</summary>
    public StoreUseKind? OnHead(IOperation operation, IOperation value, Func<IOperation, bool> isStore)
    {
        var origins = ValueOrigin.Of(value).ToList();
        if (origins.Any(IsLink))
            return StoreUseKind.Eviction;
        if (origins.Any(origin => LinksTo(origin, isStore)) ||
            (value.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation && IsLinkedBefore(value.Unwrap(), isStore)))
            return StoreUseKind.Growth;

        // The first link of a chain takes the place of nothing.
        return IsWhenEmpty(operation, isStore) ? null : StoreUseKind.Replacement;
    }

    /// <summary>
    /// What is done to the chain elsewhere than at its head: links that are added to its tail, and such as are taken out.
    /// </summary>
    public IEnumerable<(StoreUseKind Kind, IOperation Operation)> Elsewhere()
    {
        foreach (var unlinking in _links
            .SelectMany(context.AssignmentsTo)
            .Where(static assignment => assignment is ISimpleAssignmentOperation)
            .Where(assignment => ValueOrigin.Of(assignment.Value).Any(IsLink)))
            yield return (StoreUseKind.Eviction, unlinking);
        foreach (var tail in Tails())
        {
            foreach (var reference in calls.Of(tail))
            {
                if (LinkAt(reference) is { } appended && IsMoved(tail, appended))
                    yield return (StoreUseKind.Growth, appended);
                else if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference &&
                    ValueOrigin.Of(assignment.Value).Any(IsLink) && !IsAppended(tail, assignment))
                    yield return (StoreUseKind.Eviction, assignment);
            }
        }
    }

    // The fields of the same class beside the head.
    private IEnumerable<ISymbol> Tails() => store.Symbol.ContainingType.Storage()
        .Where(kept => kept.Field.IsStatic == store.Symbol.IsStatic && !SymbolEqualityComparer.Default.Equals(kept.Member, store.Symbol) &&
            SymbolEqualityComparer.Default.Equals(kept.Field.Type, store.Type))
        .Select(static kept => kept.Member);

    // `_last.Next = node`
    private ISimpleAssignmentOperation? LinkAt(IOperation tail) =>
        tail.Parent is IMemberReferenceOperation link && link.Instance == tail && IsLink(link) &&
        link.Parent is ISimpleAssignmentOperation assignment && assignment.Target == link && !assignment.Value.IsNothing()
            ? assignment
            : null;

    // `_last = node` beside it, `_last = _last.Next = node`
    private static bool IsMoved(ISymbol tail, ISimpleAssignmentOperation appended) =>
        AssignmentsIn(appended, tail).Any(assignment => assignment.Value.Unwrap() is var value &&
            (value.IsAt(appended) || value.IsSameAs(appended.Value) || value.IsSameAs(appended.Target)));

    private bool IsAppended(ISymbol tail, ISimpleAssignmentOperation moved) =>
        AssignmentsIn(moved, tail, isLink: true).Any(assignment => assignment.Target is IMemberReferenceOperation link && IsLink(link));

    private static IEnumerable<ISimpleAssignmentOperation> AssignmentsIn(IOperation place, ISymbol member, bool isLink = false) =>
        place.Root().Descendants().OfType<ISimpleAssignmentOperation>().Where(assignment =>
            SymbolEqualityComparer.Default.Equals(
                (isLink ? (assignment.Target as IMemberReferenceOperation)?.Instance : assignment.Target)?.ReferencedSymbol(),
                member));

    private bool IsLink(IOperation operation) =>
        operation is IMemberReferenceOperation { Member: var member } &&
        _links.Any(link => SymbolEqualityComparer.Default.Equals(link, member.OriginalDefinition));

    // `new Node(item, _head)`, `new Node { Next = _head }`
    private bool LinksTo(IOperation origin, Func<IOperation, bool> isStore) =>
        origin is IObjectCreationOperation { Type: { } type } creation &&
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, store.Type.OriginalDefinition) &&
            (creation.Arguments.Any(argument => ValueOrigin.Of(argument.Value).Any(isStore)) ||
                creation.Initializer?.Initializers.Any(
                    set => set is ISimpleAssignmentOperation { Target: IMemberReferenceOperation link } assignment && IsLink(link) &&
                        ValueOrigin.Of(assignment.Value).Any(isStore)) == true);

    // `node.Next = _head; _head = node;`
    private bool IsLinkedBefore(IOperation node, Func<IOperation, bool> isStore) => node.ReferencedSymbol() is { } named &&
        node.Root().Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment =>
            assignment.Target is IMemberReferenceOperation { Instance: { } instance } link && IsLink(link) &&
            SymbolEqualityComparer.Default.Equals(instance.ReferencedSymbol(), named) && ValueOrigin.Of(assignment.Value).Any(isStore));

    private bool IsWhenEmpty(IOperation operation, Func<IOperation, bool> isStore) => ConditionFacts.Before(operation).Any(known =>
        known.Condition.DescendantsAndSelf()
            .Any(part => isStore(part) ||
                (part is IMemberReferenceOperation { Member: var member } &&
                    Tails().Any(tail => SymbolEqualityComparer.Default.Equals(tail, member.OriginalDefinition)))));
}
