using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>Decides whether what an invocation leaves in a field or variable is taken out again before the handler returns.</summary>
internal sealed class ResetDetector(CompilationAnalysis context)
{
    /// <summary>Whether the value that is given is replaced by none, or by the one that was there before, on the way out.</summary>
    /// <param name="giving">Where the value is given.</param>
    /// <param name="references">All references to what it is given to.</param>
    public bool IsUndone(StateWrite giving, IEnumerable<IOperation> references) =>
        references.Select(StateWrite.At).OfType<StateWrite>()
            .Any(other => !other.Operation.IsAt(giving.Operation) && IsNothing(other.Value, references) &&
                Undoes(other.Operation, giving.Operation));

    /// <summary>
    /// Whether the value is an object that is emptied again on the way out, which all see that were given it:
    /// <c>if (_current.Value is { } holder) holder.Context = null;</c>
    /// </summary>
    public bool IsEmptied(StateWrite giving, IEnumerable<IOperation> references) =>
        ValueOrigin.Of(giving.Value).All(static given => given is IObjectCreationOperation) &&
        references.SelectMany(static reference => EmptyingsOf(reference)).Any(emptying => Undoes(emptying, giving.Operation));

    private static IEnumerable<ISimpleAssignmentOperation> EmptyingsOf(IOperation reference) =>
        reference.Parent is IPropertyReferenceOperation { Property.Name: "Value" } slot
            ? reference.Root().Descendants().OfType<ISimpleAssignmentOperation>()
                .Where(assignment => assignment.Value.Unwrap() is { ConstantValue: { HasValue: true, Value: null } } &&
                    assignment.Target is IMemberReferenceOperation { Instance: { } holder } &&
                    ValueOrigin.Of(holder).Any(origin => origin.IsAt(slot)))
            : [];

    private bool Undoes(IOperation reset, IOperation giving)
    {
        var resets = WithCalls(reset).ToList();
        return WithCalls(giving).Any(given => resets.Any(undone => undone.Root().IsAt(given.Root()) &&
            (IsInFinally(undone) || Follows(undone, given)))) || IsDisposed(reset, giving);
    }

    /// <summary>The operation, and the calls of the helper that it stands in.</summary>
    private IEnumerable<IOperation> WithCalls(IOperation operation) =>
        operation.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertySet } helper
            ? context.ReferencesTo(helper.AssociatedSymbol ?? helper).Prepend(operation)
            : [operation];

    /// <summary>Whether a scope gives and its <c>Dispose</c> takes back.</summary>
    private static bool IsDisposed(IOperation reset, IOperation giving) =>
        reset.ContainingMember() is IMethodSymbol { Name: "Dispose" or "DisposeAsync" } dispose &&
        (SymbolEqualityComparer.Default.Equals(dispose.ContainingType, giving.ContainingMember()?.ContainingType) ||
            giving.Root().Descendants()
                .Any(use => use is IUsingOperation or IUsingDeclarationOperation &&
                    use.Descendants()
                        .Any(part => part is IObjectCreationOperation { Type: { } type } &&
                            SymbolEqualityComparer.Default.Equals(type, dispose.ContainingType))));

    private static bool IsInFinally(IOperation operation) =>
        operation.SelfAndAncestors().Any(ancestor => ancestor.Parent is ITryOperation attempt && attempt.Finally == ancestor);

    /// <summary>
    /// Whether control that has passed the first place comes to the second: it stands further on in an enclosing block, and nothing between
    /// returns.
    /// </summary>
    private static bool Follows(IOperation reset, IOperation giving)
    {
        if (reset.Syntax.SpanStart < giving.Syntax.SpanStart || !reset.EnclosingFunction().IsAt(giving.EnclosingFunction()))
            return false;
        var block = reset.SelfAndAncestors().FirstOrDefault(ancestor => ancestor.Parent is IBlockOperation)?.Parent;
        return block is not null && block.Contains(giving) &&
            !block.Descendants()
                .Any(between => between is IReturnOperation { IsImplicit: false } && between.Syntax.SpanStart > giving.Syntax.SpanStart &&
                    between.Syntax.SpanStart < reset.Syntax.SpanStart && between.EnclosingFunction().IsAt(giving.EnclosingFunction()));
    }

    // null, default, an empty text or collection, or a local that keeps what was there before.
    private static bool IsNothing(IOperation value, IEnumerable<IOperation> references)
    {
        value = value.Unwrap();
        return value switch
        {
            { ConstantValue.HasValue: true } or IDefaultValueOperation => true,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IPropertyReferenceOperation { Property: { IsStatic: true, IsReadOnly: true } } => true,
            IObjectCreationOperation { Arguments.Length: 0, Initializer: null } => true,
            ILocalReferenceOperation local =>
                ValueOrigin.AssignedTo(local.Local, local.Root())
                    .Any(before => references.Any(reference => reference.IsAt(before.Unwrap()))),
            _ => false,
        };
    }
}
