using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>Small questions about operation trees.</summary>
internal static class OperationExtensions
{
    // Roslyn compares trees without a look at the stack; nobody writes the same expression of this length twice.
    private const int LongestCompared = 2000;

    /// <summary>The operation and what is around it, from inside out.</summary>
    public static IEnumerable<IOperation> SelfAndAncestors(this IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
            yield return current;
    }

    /// <summary>The root of the tree: a member's body or an initializer.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>
    /// The value with the conversions and parentheses around it: the way back of <see cref="Unwrap"/>, for what a value is given to.
    /// </summary>
    public static IOperation Wrap(this IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value;
    }

    /// <summary>
    /// The operation that gives the value: without conversions and parentheses around it; of <c>a?.B</c> the member, and of the receiver in
    /// front of that member, which the tree has as a placeholder, <c>a</c>.
    /// </summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                case IConditionalAccessOperation access:
                    operation = access.WhenNotNull;
                    break;
                case IConditionalAccessInstanceOperation instance when instance.Access() is { } access:
                    operation = access.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>
    /// Whether an operation may have the value of this operand of it: a conversion, a branch of a choice, the member behind <c>?.</c>.
    /// </summary>
    public static bool PassesOn(this IOperation? operation, IOperation operand) => operation switch
    {
        IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation => true,
        IConditionalOperation choice => choice.Condition != operand && choice.Type is not null,
        ISwitchExpressionArmOperation arm => arm.Value == operand,
        ISwitchExpressionOperation choice => choice.Value != operand,
        IConditionalAccessOperation access => access.WhenNotNull == operand,
        ICoalesceAssignmentOperation assignment => assignment.Target == operand,
        _ => false,
    };

    /// <summary>
    /// Whether two operations stand for the same code. The driver drops semantic models as it goes, and another model's operations
    /// are other objects: identity means something only within one tree.
    /// </summary>
    public static bool IsAt(this IOperation? one, IOperation? other) =>
        one is null || other is null
            ? one == other
            : one.Kind == other.Kind && one.Syntax.SyntaxTree == other.Syntax.SyntaxTree && one.Syntax.Span == other.Syntax.Span;

    /// <summary>Whether <paramref name="other"/> is the operation itself or lies inside it.</summary>
    public static bool Contains(this IOperation operation, IOperation other) =>
        operation.Syntax.SyntaxTree == other.Syntax.SyntaxTree && operation.Syntax.Span.Contains(other.Syntax.Span);

    /// <summary>
    /// The field, property or event-like member, method, or initialised member in whose declaration the operation stands; never a lambda or
    /// local function.
    /// </summary>
    public static ISymbol? ContainingMember(this IOperation operation)
    {
        switch (operation.Root())
        {
            case IFieldInitializerOperation initializer:
                return initializer.InitializedFields.FirstOrDefault();
            case IPropertyInitializerOperation initializer:
                return initializer.InitializedProperties.FirstOrDefault();
        }

        var symbol = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return symbol;
    }

    /// <summary>
    /// The lambda or local function that the operation stands in, or <see langword="null"/> when it stands in the member itself.
    /// </summary>
    public static IOperation? EnclosingFunction(this IOperation operation) =>
        operation.SelfAndAncestors().Skip(1).FirstOrDefault(ancestor => ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>
    /// Whether two operations stand in the same function: the same member's body, and the same lambda or local function in it.
    /// </summary>
    public static bool IsInFunctionOf(this IOperation one, IOperation other) =>
        one.Root().IsAt(other.Root()) && one.EnclosingFunction().IsAt(other.EnclosingFunction());

    /// <summary>The loop that a local is the element of, when the reference stands in it.</summary>
    public static IForEachLoopOperation? DeclaringLoop(this ILocalReferenceOperation local) =>
        local.SelfAndAncestors().OfType<IForEachLoopOperation>().FirstOrDefault(loop => loop.Locals.Contains(local.Local));

    /// <summary>What the body of a method, accessor, local function or lambda returns: not what the functions inside it return.</summary>
    public static IEnumerable<IOperation> ReturnedValues(this IOperation body) => body.DescendantsAndSelf().OfType<IReturnOperation>()
        .Where(returned => returned.EnclosingFunction() is var function && (function is null || function == body))
        .Select(static returned => returned.ReturnedValue).OfType<IOperation>();

    /// <summary>
    /// The conditional access whose receiver the instance stands for. By the tree, not by spans: the instance's syntax is that of the
    /// value.
    /// </summary>
    public static IConditionalAccessOperation? Access(this IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access;
        }

        return null;
    }

    /// <summary>Where the receiver of a conditional access stands in the members behind it.</summary>
    public static IEnumerable<IConditionalAccessInstanceOperation> Instances(this IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>()
            .Where(instance => instance.Access() == access);

    /// <summary>Whether the value is <see langword="null"/>, or the default of its type.</summary>
    public static bool IsNothing(this IOperation value) =>
        value.Unwrap() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>The symbol that an operation names, when it is a simple reference.</summary>
    public static ISymbol? ReferencedSymbol(this IOperation operation) => operation.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        IInstanceReferenceOperation instance => instance.Type,
        _ => null,
    };

    /// <summary>Whether the operation names an instance member of the object whose code it is in.</summary>
    public static bool IsOfThis(this IOperation operation) =>
        operation is IMemberReferenceOperation { Member.IsStatic: false, Instance: IInstanceReferenceOperation };

    /// <summary>
    /// Whether two expressions of one body name the same thing: the same local or parameter, the same member of the same thing, or the same
    /// text.
    /// </summary>
    public static bool IsSameAs(this IOperation? one, IOperation? other)
    {
        RecursionGuard.Check();
        if (one is null || other is null)
            return one == other;
        if (one.ReferencedSymbol() is not { } symbol || one.Unwrap() is IPropertyReferenceOperation { Arguments.Length: > 0 })
            return one.Syntax.FullSpan.Length <= LongestCompared && one.Syntax.IsEquivalentTo(other.Syntax);
        return SymbolEqualityComparer.Default.Equals(symbol, other.ReferencedSymbol()) &&
            ((one.Unwrap() as IMemberReferenceOperation)?.Instance).IsSameAs((other.Unwrap() as IMemberReferenceOperation)?.Instance);
    }

    /// <summary>Whether control never goes on behind the operation.</summary>
    public static bool AlwaysExits(this IOperation? operation)
    {
        RecursionGuard.Check();
        return operation switch
        {
            IReturnOperation { Kind: not OperationKind.YieldReturn } or IThrowOperation or IBranchOperation => true,
            IExpressionStatementOperation statement => statement.Operation.Unwrap() is IThrowOperation || NeverReturns(statement.Operation),
            IBlockOperation block => block.Operations.Any(AlwaysExits),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => conditional.WhenTrue.AlwaysExits() && whenFalse.AlwaysExits(),
            ILockOperation locked => locked.Body.AlwaysExits(),
            IUsingOperation use => use.Body.AlwaysExits(),
            _ => false,
        };
    }

    private static bool NeverReturns(IOperation operation) =>
        operation.Unwrap() is IInvocationOperation invocation &&
        invocation.TargetMethod.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DoesNotReturnAttribute");
}
