using System.Collections.Concurrent;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Decides whether a value keeps something of an invocation: it is that, captures it, or is an object whose constructor stores it.
/// </summary>
internal sealed class RetentionAnalysis(CompilationAnalysis context, InvocationTypeClassifier types)
{
    private const int MaximumDepth = 3;

    private readonly ConcurrentDictionary<IParameterSymbol, bool> _stored = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the value keeps a context, as far as its body tells.</summary>
    public bool KeepsContext(IOperation value) => ValueOrigin.Of(value).Any(origin => Keeps(origin, 0));

    /// <summary>Whether the value is an object that stores a payload which it is made of.</summary>
    public bool KeepsPayload(IOperation value) => ValueOrigin.Of(value).Any(origin =>
        origin is IObjectCreationOperation { Type: { } made } creation && types.MayKeep(made) &&
        creation.Arguments.Any(argument => argument.Parameter is { } parameter && types.IsPayload(argument.Value.Unwrap().Type) &&
            IsStored(parameter, 0)));

    private bool Keeps(IOperation value, int depth)
    {
        RecursionGuard.Check();
        return types.IsContext(value.Type) || value switch
        {
            IObjectCreationOperation creation =>
                creation.Arguments.Any(argument => Gives(argument, depth)) ||
                depth < MaximumDepth &&
                InitializersOf(creation).Any(given => ValueOrigin.Of(given).Any(origin => Keeps(origin, depth + 1))),
            IInvocationOperation call => depth < MaximumDepth &&
                call.Arguments.Any(argument => types.IsContext(argument.Value.Unwrap().Type)) && types.MayKeep(call.Type) &&
                context.ReturnedBy(call.TargetMethod).SelectMany(ValueOrigin.Of).Any(made => Keeps(made, depth + 1)),
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary
                or MethodKind.PropertySet } method } parameter } => depth < MaximumDepth && types.MayKeep(parameter.Type) &&
                context.CallsOf(method)
                    .Select(call => GivenAt(call, parameter.Ordinal)).OfType<IOperation>()
                    .SelectMany(ValueOrigin.Of)
                    .Any(given => given is not IParameterReferenceOperation && Keeps(given, depth + 1)),
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body.Descendants().Any(part =>
                part is ILocalReferenceOperation or IParameterReferenceOperation && types.IsContext(part.Type) &&
                part.ReferencedSymbol() is { } captured &&
                !SymbolEqualityComparer.Default.Equals(captured.ContainingSymbol, lambda.Symbol)),
            _ => false,
        };
    }

    private static IOperation? GivenAt(IOperation call, int ordinal) => call switch
    {
        IInvocationOperation invocation => invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value,
        IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } property when assignment.Target == property =>
            assignment.Value,
        _ => null,
    };

    private bool Gives(IArgumentOperation argument, int depth) =>
        depth <= MaximumDepth && argument.Parameter is { } parameter &&
        ValueOrigin.Of(argument.Value).Any(given => Keeps(given, depth + 1)) && IsStored(parameter, depth);

    private static IEnumerable<IOperation> InitializersOf(IObjectCreationOperation creation) =>
        creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(part => part.Value) ?? [];

    /// <summary>
    /// Whether a constructor, or a method that it calls, puts what it is given for the parameter, or what that gives, into the object.
    /// </summary>
    private bool IsStored(IParameterSymbol parameter, int depth)
    {
        RecursionGuard.Check();
        // What a library does with it is not seen, and taken for keeping it.
        if (!parameter.IsInSource())
            return true;
        if (depth > MaximumDepth)
            return false;
        return depth == 0
            ? _stored.GetOrAdd(parameter.OriginalDefinition, asked => FindStored(asked, 0))
            : FindStored(parameter.OriginalDefinition, depth);
    }

    private bool FindStored(IParameterSymbol parameter, int depth) =>
        IsOfRecord(parameter) ||
        context.ReferencesTo(parameter).OfType<IParameterReferenceOperation>().Any(reference => IsStoredAt(reference, depth));

    private static bool IsOfRecord(IParameterSymbol parameter) =>
        parameter.ContainingType is { IsRecord: true } record &&
        record.GetMembers(parameter.Name).OfType<IPropertySymbol>()
            .Any(
                property => property.DeclaringSyntaxReferences.Any(
                    declared => parameter.DeclaringSyntaxReferences.Any(other => other.Span == declared.Span &&
                        other.SyntaxTree == declared.SyntaxTree)));

    private bool IsStoredAt(IParameterReferenceOperation reference, int depth)
    {
        // The parameter of a primary constructor, in another member: it is a field of the object.
        if (reference.Root() is not ISymbolInitializerOperation && reference.ContainingMember() is { } member &&
            !SymbolEqualityComparer.Default.Equals(member, reference.Parameter.ContainingSymbol))
            return true;
        for (var (child, parent) = ((IOperation)reference, reference.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation { Type: not null }
                    or IDelegateCreationOperation:
                case IMemberReferenceOperation part when part.Instance == child && types.IsContext(part.Type):
                case IObjectOrCollectionInitializerOperation or IObjectCreationOperation:
                    continue;

                // `new List<Order> { order }`: the receiver is the list that is being made.
                case IInvocationOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } }:
                case IArgumentOperation { Parent: IInvocationOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } }:
                    continue;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation } assignment when assignment.Value == child:
                    if (assignment.Parent is not IObjectOrCollectionInitializerOperation)
                        return true;
                    continue;
                case ICoalesceAssignmentOperation { Target: IMemberReferenceOperation } assignment when assignment.Value == child:
                case IFieldInitializerOperation or IPropertyInitializerOperation:
                    return true;
                case IArgumentOperation { Parameter: { } given, Parent: IObjectCreationOperation } when IsStored(given, depth + 1):
                    continue;
                case IArgumentOperation { Parameter: { } given,
                    Parent: IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod.IsVirtual: false } }:
                    return IsStored(given, depth + 1);
                default:
                    if (child.EnclosingFunction() is not IAnonymousFunctionOperation lambda)
                        return false;

                    // Inside a lambda: what becomes of that.
                    (child, parent) = (lambda, lambda);
                    continue;
            }
        }

        return false;
    }
}
