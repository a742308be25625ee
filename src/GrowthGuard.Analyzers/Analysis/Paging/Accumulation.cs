using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Finds collections into which a loop puts the items of each page, all of them.</summary>
internal static class Accumulation
{
    /// <summary>The calls that collect, each with what they collect in.</summary>
    /// <param name="loop">The loop that goes from page to page.</param>
    /// <param name="isPage">Whether a value is a page or its items.</param>
    public static IEnumerable<(IOperation Site, IOperation Collection)> In(PagingLoop loop, Func<IOperation, bool> isPage)
    {
        foreach (var call in loop.Body.Descendants().OfType<IInvocationOperation>())
        {
            if (CollectionOf(call) is not { } collection || call.EnclosingFunction() != loop.Body.EnclosingFunction() ||
                !IsOutside(collection, loop) || IsEmptied(collection, loop))
                continue;
            var added = call.Arguments.Select(argument => argument.Value).FirstOrDefault(value => !value.Unwrap().IsSameAs(collection));
            if (added is not null &&
                (call.TargetMethod.Name is "Add" or "Enqueue" or "Push" ? IsElementOfPage(call, loop, isPage) : IsAllOf(added, isPage)) &&
                IsUnconditional(call, loop))
                yield return (call, collection);
        }
    }

    private static IOperation? CollectionOf(IInvocationOperation call) =>
        call.TargetMethod.Name is "Add" or "AddRange" or "UnionWith" or "InsertRange" or "Enqueue" or "Push"
            ? (call.Instance ??
                (call.TargetMethod.IsExtensionMethod
                    ? call.Arguments.FirstOrDefault()?.Value
                    : null))?.Unwrap() is { Type: { } type } collection && IsCollection(type)
                ? collection
                : null
            : null;

    private static bool IsCollection(ITypeSymbol type) =>
        type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable) &&
        type.SpecialType != SpecialType.System_String;

    private static bool IsOutside(IOperation collection, PagingLoop loop) => collection switch
    {
        ILocalReferenceOperation { Local: var local } =>
            !loop.Body.Descendants().OfType<IVariableDeclaratorOperation>()
                .Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)),
        IParameterReferenceOperation or IFieldReferenceOperation => true,
        IPropertyReferenceOperation property => property.Instance is IInstanceReferenceOperation or null,
        _ => false,
    };

    // Written out and cleared, or replaced: a buffer.
    private static bool IsEmptied(IOperation collection, PagingLoop loop) => loop.Body.Descendants().Any(part => part switch
    {
        IInvocationOperation { TargetMethod.Name: "Clear" or "RemoveRange" or "Dequeue" or "RemoveAll" or "Pop", Instance: { } instance } =>
            instance.Unwrap().IsSameAs(collection),
        IAssignmentOperation assignment => assignment.Target.Unwrap().IsSameAs(collection),
        _ => false,
    });

    /// <summary>Whether a value is the items of a page: themselves, or one for each.</summary>
    private static bool IsAllOf(IOperation value, Func<IOperation, bool> isPage)
    {
        RecursionGuard.Check();
        var inner = value.Unwrap();
        return isPage(inner) || inner switch
        {
            ICoalesceOperation coalesce => IsAllOf(coalesce.Value, isPage),
            ILocalReferenceOperation local =>
                ValueOrigin.AssignedTo(local.Local, local.Root())
                    .Any(origin => origin.Unwrap() is not ILocalReferenceOperation && IsAllOf(origin, isPage)),
            IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" or "Select" or "ToList" or "ToArray" or "AsEnumerable" or "Cast"
                or "SelectMany" or "ConvertAll", DeclaringSyntaxReferences.Length: 0 } } call =>
                    (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } source && IsAllOf(source, isPage),
            _ => false,
        };
    }

    // foreach (var item in response.Items) { all.Add(item); }
    private static bool IsElementOfPage(IInvocationOperation add, PagingLoop loop, Func<IOperation, bool> isPage) =>
        (add.Arguments.LastOrDefault() is { Value: var element } && isPage(element.Unwrap())) ||
        Around(add, loop).OfType<IForEachLoopOperation>().Any(each => IsAllOf(each.Collection, isPage));

    // while (feed.HasMoreResults) foreach (var item in await feed.ReadNextAsync()) all.Add(item);
    private static IEnumerable<IOperation> Around(IOperation call, PagingLoop loop) =>
        call.SelfAndAncestors().TakeWhile(ancestor => ancestor != loop.Body).Concat(loop.Body is IForEachLoopOperation body ? [body] : []);

    // Under a test of each item, or behind a branch, it is a choice of them; a test whether the page is there is none.
    private static bool IsUnconditional(IOperation call, PagingLoop loop)
    {
        var ancestors = Around(call, loop).Skip(1).ToList();
        var ofItems = ancestors.FindLastIndex(ancestor => ancestor is IForEachLoopOperation);
        for (var i = 0; i < ancestors.Count; i++)
        {
            if (ancestors[i] is ISwitchOperation or ISwitchExpressionOperation ||
                (ancestors[i] is IConditionalOperation conditional &&
                    (i < ofItems || loop.IsOfItems || !IsTestOfPresence(conditional.Condition))))
                return false;
        }

        return !Blocks(ancestors, loop).Any(block => block.Operations
            .TakeWhile(statement => !statement.Contains(call))
            .Any(statement => statement.DescendantsAndSelf().Any(part => part is IBranchOperation)));
    }

    // The bodies of loops inside the loop, and its own when it goes from item to item.
    private static IEnumerable<IBlockOperation> Blocks(List<IOperation> ancestors, PagingLoop loop) =>
        ancestors.OfType<IBlockOperation>()
            .Where(block => block.Parent is IForEachLoopOperation)
            .Concat(loop.IsOfItems && loop.Body is IBlockOperation body ? [body] : []);

    private static bool IsTestOfPresence(IOperation condition)
    {
        RecursionGuard.Check();
        return condition.Unwrap() switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
                IsTestOfPresence(both.LeftOperand) && IsTestOfPresence(both.RightOperand),
            IBinaryOperation comparison => comparison.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: null or 0 },
            IIsPatternOperation => true,
            IInvocationOperation { TargetMethod.Name: "Any", Arguments.Length: 1 } => true,
            IPropertyReferenceOperation => true,
            _ => false,
        };
    }
}
