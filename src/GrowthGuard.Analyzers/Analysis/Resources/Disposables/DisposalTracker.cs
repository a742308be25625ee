using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Disposables;

/// <summary>
/// Follows something that must be ended (disposed, unregistered, stopped) to see whether anybody can: it is abandoned only when
/// every use of it is seen and none of them ends it.
/// </summary>
internal sealed class DisposalTracker(CompilationAnalysis context)
{
    private const int MaximumDepth = 4;

    private enum Fate
    {
        /// <summary>The use neither ends the object nor hands it on.</summary>
        Used,

        /// <summary>It is ended, or handed to code that may end it.</summary>
        EndedOrGiven,
    }

    /// <summary>Whether the value is dropped, or kept only where nothing ends it.</summary>
    public bool IsAbandoned(IOperation value) => FateOf(value, 0) == Fate.Used;

    /// <summary>The uses of what the value is kept in (a local, a field or a property); none when it is not kept.</summary>
    public IEnumerable<IOperation> UsesOf(IOperation value) => KeptIn(value) is { } holder ? ReferencesTo(holder, value) : [];

    private Fate FateOf(IOperation value, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return Fate.EndedOrGiven;
        switch (value.Parent)
        {
            case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IAwaitOperation
                or ISwitchExpressionArmOperation or ISwitchExpressionOperation:
            case IConditionalOperation { Type: not null }:
            case IConditionalAccessOperation member when member.WhenNotNull == value:
                return FateOf(value.Parent!, depth);
            case IExpressionStatementOperation or IBinaryOperation or IEventReferenceOperation:
                return Fate.Used;
            case IPropertyReferenceOperation property when property.Instance == value:
                return IsEnding(property) ? Fate.EndedOrGiven : Fate.Used;
            case IInvocationOperation call when call.Instance == value:
                return IsEnding(call.TargetMethod) ? Fate.EndedOrGiven : Fate.Used;
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation call }
                when IsOwnExtension(call.TargetMethod, value):
                return IsEnding(call.TargetMethod) ? Fate.EndedOrGiven : Fate.Used;
            case IConditionalAccessOperation access when access.Operation == value:
                return access.WhenNotNull.DescendantsAndSelf().Any(part => part is IInvocationOperation call && IsEnding(call.TargetMethod))
                    ? Fate.EndedOrGiven
                    : Fate.Used;
            case IIsPatternOperation { Pattern: IConstantPatternOperation
                or INegatedPatternOperation { Pattern: IConstantPatternOperation } }:
                return Fate.Used;
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return Fate.Used;
            case IAssignmentOperation assignment when assignment.Target == value:
                return Fate.Used;
            case IAssignmentOperation or IVariableInitializerOperation or IFieldInitializerOperation
                or IPropertyInitializerOperation when KeptIn(value) is { } holder && !IsUsing(value):
                return ReferencesTo(holder, value).Any(use => FateOf(use, depth + 1) == Fate.EndedOrGiven) ? Fate.EndedOrGiven : Fate.Used;
            default:
                return Fate.EndedOrGiven;
        }
    }

    private IEnumerable<IOperation> ReferencesTo(ISymbol holder, IOperation place) => holder is ILocalSymbol local
        ? place.Root().Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
        : context.ReferencesTo(holder);

    /// <summary>The local, or the field or property that only this compilation can see, that the value is kept in.</summary>
    private ISymbol? KeptIn(IOperation value)
    {
        var child = value.Wrap();
        var holder = child.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            IFieldInitializerOperation { InitializedFields.Length: 1 } field => field.InitializedFields[0],
            IPropertyInitializerOperation { InitializedProperties.Length: 1 } property => property.InitializedProperties[0],
            IAssignmentOperation assignment when assignment.Value == child => assignment.Target.Unwrap() switch
            {
                ILocalReferenceOperation local => local.Local,
                IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member => member.Member,
                _ => null,
            },
            _ => (ISymbol?)null,
        };
        return holder is ILocalSymbol { RefKind: RefKind.None } || (holder is not (null or ILocalSymbol) && IsOnlySeenHere(holder))
            ? holder
            : null;
    }

    private bool IsOnlySeenHere(ISymbol member) =>
        !member.ContainingType.IsAnonymousType &&
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, context.Compilation.Assembly) && !context.IsVisibleOutside(member);

    private static bool IsUsing(IOperation value) =>
        value.SelfAndAncestors()
            .TakeWhile(ancestor => ancestor is not IBlockOperation)
            .Any(ancestor => ancestor is IUsingDeclarationOperation || ancestor.Parent is IUsingOperation use && use.Resources == ancestor);

    // `channel.PublishAsync(…)`: what a library adds to its own type is a member in all but name; what others add may keep or end it.
    private bool IsOwnExtension(IMethodSymbol method, IOperation value) =>
        method.IsExtensionMethod && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, context.Compilation.Assembly) &&
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, value.Type?.ContainingAssembly);

    private static bool IsEnding(IMethodSymbol method) =>
        method.Name is "Dispose" or "DisposeAsync" or "Unregister" or "Stop" or "Close" or "Free" or "TryReset";

    // `timer.Enabled = false`; a timer with `AutoReset = false` stops by itself.
    private static bool IsEnding(IPropertyReferenceOperation property) =>
        property.Parent is ISimpleAssignmentOperation assignment && assignment.Target == property &&
        property.Property.Name is "Enabled" or "AutoReset" &&
        assignment.Value.ConstantValue is not { HasValue: true, Value: true };
}
