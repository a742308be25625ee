using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Walks a value back to the invocation that it comes from: through locals, property chains, objects made of it, calls, and parameters of
/// methods in this compilation. Starts where something is kept, of which there is little, and stops at the first handler.
/// </summary>
internal sealed class InvocationDataFlow(CompilationAnalysis context, HandlerDetector handlers, InvocationTypeClassifier types)
{
    private const int MaximumDepth = 5;

    // Steps from one expression to the next; nobody hands a value on so often.
    private const int MostSteps = 2000;

    /// <summary>The invocation that the value comes from, or <see langword="null"/> when none is seen.</summary>
    public InvocationDataSource? OriginOf(IOperation value) =>
        handlers.MayExist ? new Walk(context, handlers, types).Trace(value, null) : null;

    /// <summary>A call that is being looked into: what its parameters stand for.</summary>
    private sealed class Frame(IMethodSymbol method, IInvocationOperation call, Frame? outer)
    {
        public IMethodSymbol Method { get; } = method;

        public IInvocationOperation Call { get; } = call;

        public Frame? Outer { get; } = outer;

        public int Depth { get; } = outer is null ? 1 : outer.Depth + 1;
    }

    private sealed class Walk(CompilationAnalysis context, HandlerDetector handlers, InvocationTypeClassifier types)
    {
        // Each symbol once: what has been walked without success need not be walked again.
        private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
        private int _depth;
        private int _steps;

        public InvocationDataSource? Trace(IOperation? operation, Frame? frame)
        {
            RecursionGuard.Check();
            if (++_steps > MostSteps)
                return null;
            operation = operation?.Unwrap();
            switch (operation)
            {
                case null or { ConstantValue.HasValue: true }:
                    return null;
                case ILocalReferenceOperation local:
                    return TraceLocal(local, frame);
                case IParameterReferenceOperation parameter:
                    return TraceParameter(parameter, frame);
                case IPropertyReferenceOperation property:
                    return TraceMember(property, property.Property, frame);
                case IFieldReferenceOperation field:
                    return TraceMember(field, field.Field, frame);
                case IArrayElementReferenceOperation element:
                    return Trace(element.ArrayReference, frame);
                case IInvocationOperation call:
                    return TraceCall(call, frame);
                case IObjectCreationOperation creation:
                    return TraceParts(creation.Arguments.Select(argument => argument.Value).Concat(ValuesOf(creation.Initializer)), frame);
                case IWithOperation copy:
                    return Trace(copy.Operand, frame) ?? TraceParts(ValuesOf(copy.Initializer), frame);
                case IAnonymousObjectCreationOperation anonymous:
                    return TraceParts(anonymous.Initializers.OfType<IAssignmentOperation>().Select(part => part.Value), frame);
                case ITupleOperation tuple:
                    return TraceParts(tuple.Elements, frame);
                case IArrayCreationOperation { Initializer: { } elements }:
                    return TraceParts(elements.ElementValues, frame);
                case IInterpolatedStringOperation text:
                    return TraceParts(text.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression), frame);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                    return Trace(sum.LeftOperand, frame) ?? Trace(sum.RightOperand, frame);
                case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                    return Trace(choice.WhenTrue, frame) ?? Trace(whenFalse, frame);
                case ICoalesceOperation coalesce:
                    return Trace(coalesce.Value, frame) ?? Trace(coalesce.WhenNull, frame);
                case ISwitchExpressionOperation choice:
                    return First(choice.Arms.Select(arm => arm.Value), frame);
                case IAssignmentOperation assignment:
                    return Trace(assignment.Value, frame);
                case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                    return TraceCaptured(lambda, frame);
                default:
                    return null;
            }
        }

        private InvocationDataSource? First(IEnumerable<IOperation> values, Frame? frame) =>
            values.Select(value => Trace(value, frame)).FirstOrDefault(found => found is not null);

        // What a number, a flag or a token gives to an object does not make it an invocation's.
        private InvocationDataSource? TraceParts(IEnumerable<IOperation> parts, Frame? frame) =>
            First(parts.Where(part => IsOfInvocation(part)), frame);

        private bool IsOfInvocation(IOperation value) =>
            value.Unwrap() is IDelegateCreationOperation || (value.Unwrap().Type ?? value.Type) is var type && MayBeOfInvocation(type);

        private bool MayBeOfInvocation(ITypeSymbol? type) => types.IsContext(type) || types.IsData(type) || types.MayKeep(type);

        private static IEnumerable<IOperation> ValuesOf(IObjectOrCollectionInitializerOperation? initializer)
        {
            RecursionGuard.Check();
            return initializer is null
                ? []
                : initializer.Initializers.SelectMany(part => part switch
                {
                    IAssignmentOperation assignment => [assignment.Value],
                    IInvocationOperation added => added.Arguments.Select(argument => argument.Value),
                    IMemberInitializerOperation member => ValuesOf(member.Initializer),
                    _ => (IEnumerable<IOperation>)[],
                });
        }

        private InvocationDataSource? TraceLocal(ILocalReferenceOperation reference, Frame? frame)
        {
            if (!_seen.Add(reference.Local))
                return null;
            var body = reference.Root();
            return First(ValueOrigin.AssignedTo(reference.Local, body), frame) ?? TraceDeclaration(reference.Local, body, frame);
        }

        /// <summary>A loop variable, one that a pattern declares, or one that a call gives.</summary>
        private InvocationDataSource? TraceDeclaration(ILocalSymbol local, IOperation body, Frame? frame)
        {
            foreach (var operation in body.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IForEachLoopOperation loop when loop.Locals.Contains(local):
                        return IsWorkerLoop(loop)
                            ? new InvocationDataSource(WorkerOf(loop), loop.Collection)
                            : Trace(loop.Collection, frame);
                    case IDeclarationPatternOperation pattern when SymbolEqualityComparer.Default.Equals(pattern.DeclaredSymbol, local):
                    case IRecursivePatternOperation { DeclaredSymbol: { } declared }
                        when SymbolEqualityComparer.Default.Equals(declared, local):
                        return Trace(operation.SelfAndAncestors().Select(MatchedBy).FirstOrDefault(value => value is not null), frame);
                    case IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation call } argument
                        when argument.Value.DescendantsAndSelf()
                            .Any(part => part is ILocalReferenceOperation given &&
                                SymbolEqualityComparer.Default.Equals(given.Local, local)):
                        return TraceResult(call, frame);
                    case IDeconstructionAssignmentOperation deconstruction
                        when deconstruction.Target.DescendantsAndSelf()
                            .Any(part => part is ILocalReferenceOperation given &&
                                SymbolEqualityComparer.Default.Equals(given.Local, local)):
                        return Trace(deconstruction.Value, frame);
                }
            }

            return null;
        }

        private static IOperation? MatchedBy(IOperation operation) => operation switch
        {
            IIsPatternOperation test => test.Value,
            ISwitchOperation choice => choice.Value,
            ISwitchExpressionOperation choice => choice.Value,
            _ => null,
        };

        // `await foreach (var message in …)` in a hosted service: each turn is a message.
        private bool IsWorkerLoop(IForEachLoopOperation loop) =>
            loop.IsAsynchronous && loop.ContainingMember() is IMethodSymbol { ContainingType: { } type } &&
            context.Facts.Has(FactKind.ProcessLived, type);

        // `while (!token.IsCancellationRequested)` likewise, where it takes something from a queue.
        private bool IsMessageOfWorker(IInvocationOperation call) =>
            context.Facts.Names(FactKind.MessageRead, call.TargetMethod.Name) &&
            call.ContainingMember() is IMethodSymbol { ContainingType: { } type } && context.Facts.Has(FactKind.ProcessLived, type) &&
            call.SelfAndAncestors().Any(ExecutionPhaseAnalysis.IsEndlessLoop);

        private static Handler? WorkerOf(IOperation operation) =>
            operation.ContainingMember() is IMethodSymbol method
                ? new Handler(method, $"{method.ContainingType.Name}.{method.Name}")
                : null;

        private InvocationDataSource? TraceParameter(IParameterReferenceOperation reference, Frame? frame)
        {
            var parameter = reference.Parameter;
            if (parameter.ContainingSymbol is not IMethodSymbol method)
                return null;
            if (frame is not null && SymbolEqualityComparer.Default.Equals(frame.Method.OriginalDefinition, method.OriginalDefinition))
                return frame.Call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given
                    ? Trace(given.Value, frame.Outer)
                    : null;
            if (types.IsContext(parameter.Type) && method.MethodKind != MethodKind.AnonymousFunction)
                return new InvocationDataSource(handlers.Of(method), reference);
            if (method.MethodKind == MethodKind.AnonymousFunction)
                return LambdaOf(reference, method) is { } lambda ? TraceLambdaParameter(lambda, parameter, reference, frame) : null;
            if (handlers.Of(method) is { } handler)
                return IsGivenData(parameter) ? new InvocationDataSource(handler, reference) : null;
            return TraceArguments(method.OriginalDefinition, parameter.Ordinal);
        }

        /// <summary>Whether a handler's parameter is the invocation's and not a service that the host hands in.</summary>
        private bool IsGivenData(IParameterSymbol parameter) =>
            (types.IsContext(parameter.Type) || types.IsData(parameter.Type) || IsPayload(parameter.Type)) &&
            !parameter.GetAttributes()
                .Any(attribute => attribute.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute");

        // What makes a method a handler is its payload, whatever the name of its type.
        private bool IsPayload(ITypeSymbol type) => context.Facts.Has(FactKind.HandlerParameter, type);

        private InvocationDataSource? TraceLambdaParameter(
            IAnonymousFunctionOperation lambda,
            IParameterSymbol parameter,
            IOperation reference,
            Frame? frame)
        {
            if (handlers.Of(lambda) is { } handler)
                return IsGivenData(parameter) ? new InvocationDataSource(handler, reference) : null;
            if (types.IsContext(parameter.Type))
                return new InvocationDataSource(null, reference);

            // orders.ForEach(order => …): an element of what the lambda is given to.
            return DelegateInvocation.CallOf(lambda) is IInvocationOperation call &&
                DelegateInvocation.RunOf(lambda) == DelegateTiming.InPlace && _seen.Add(parameter)
                ? Trace(call.Instance ?? call.Arguments.FirstOrDefault()?.Value, frame)
                : null;
        }

        private static IAnonymousFunctionOperation? LambdaOf(IOperation inside, IMethodSymbol symbol) =>
            inside.SelfAndAncestors().OfType<IAnonymousFunctionOperation>()
                .FirstOrDefault(lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, symbol));

        /// <summary>
        /// What the callers that are seen give for a parameter; for the value of a property's setter, what is assigned to the property.
        /// </summary>
        private InvocationDataSource? TraceArguments(IMethodSymbol method, int ordinal)
        {
            if (_depth >= MaximumDepth || !_seen.Add(method.Parameters[ordinal]))
                return null;
            _depth++;
            var found = context.CallsOf(method).Select(call => TraceArgument(call, ordinal)).FirstOrDefault(value => value is not null);
            _depth--;
            return found;
        }

        private InvocationDataSource? TraceArgument(IOperation call, int ordinal)
        {
            switch (call)
            {
                case IMethodReferenceOperation group:
                    return handlers.OfGroup(group) is { } handler && IsGivenData(group.Method.Parameters[ordinal])
                        ? new InvocationDataSource(handler, group)
                        : null;
                case IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } property:
                    return assignment.Target == property ? Trace(assignment.Value, null) : null;
                case IInvocationOperation invocation when handlers.OfJob(invocation) is { } job:
                    return invocation.TargetMethod.Parameters.ElementAtOrDefault(ordinal) is { } parameter && IsGivenData(parameter)
                        ? new InvocationDataSource(job, invocation)
                        : null;
                case IInvocationOperation invocation:
                    return Trace(invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value, null);
                case IObjectCreationOperation creation:
                    return Trace(creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value, null);
                default:
                    return null;
            }
        }

        private InvocationDataSource? TraceMember(IMemberReferenceOperation reference, ISymbol member, Frame? frame)
        {
            if (context.Facts.NamesMember(FactKind.ConstantMember, member))
                return null;
            if (reference.Instance is null)
                return types.IsContext(reference.Type) && !member.IsInSource() ? new InvocationDataSource(null, reference) : null;
            if (reference.Instance is not IInstanceReferenceOperation)
                return Trace(reference.Instance, frame) ??
                    (types.IsContext(reference.Type) && member is IPropertySymbol && !member.IsInSource()
                        ? new InvocationDataSource(null, reference)
                        : null);

            // A context that a base class of the host gives (`Request`, `User`), or a field that keeps what the object was made of.
            if (!member.IsInSource())
                return types.IsContext(reference.Type) ? new InvocationDataSource(null, reference) : null;
            if (_depth >= MaximumDepth || !_seen.Add(member.OriginalDefinition) ||
                context.IsVisibleOutside(member) && !types.IsContext(reference.Type))
                return null;
            _depth++;
            var found = AssignedValueFinder
                .To(member, context)
                .Where(value => value.ContainingMember() is not { } place ||
                    SymbolEqualityComparer.Default.Equals(place.ContainingType, member.ContainingType))
                .Select(value => Trace(value, null))
                .FirstOrDefault(value => value is not null);
            _depth--;
            return found;
        }

        private InvocationDataSource? TraceCall(IInvocationOperation call, Frame? frame)
        {
            if (call.TargetMethod is { Name: "GetRequiredService" or "GetService" })
                return types.IsContext(call.Type) ? new InvocationDataSource(null, call) : null;
            return MayBeOfInvocation(call.Type) ? TraceResult(call, frame) : null;
        }

        private InvocationDataSource? TraceResult(IInvocationOperation call, Frame? frame)
        {
            if (IsMessageOfWorker(call))
                return new InvocationDataSource(WorkerOf(call), call);
            var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
            var bodies = frame is { Depth: >= MaximumDepth } || method.IsAbstract || method.IsVirtual || IsActive(method, frame)
                ? []
                : context.BodiesOf(method).ToList();
            if (bodies.Count > 0)
            {
                var inner = new Frame(method, call, frame);
                return First(bodies.SelectMany(static body => body.ReturnedValues()), inner);
            }

            // Code that is not seen: what it gives back is about what it was given.
            var receiver = call.Instance is IInstanceReferenceOperation ? null : call.Instance;
            return Trace(receiver, frame) ??
                First(
                    call.Arguments
                        .Where(argument => argument.Parameter?.RefKind != RefKind.Out && IsTelling(argument))
                        .Select(argument => argument.Value),
                    frame);
        }

        private static bool IsActive(IMethodSymbol method, Frame? frame)
        {
            for (; frame is not null; frame = frame.Outer)
            {
                if (SymbolEqualityComparer.Default.Equals(frame.Method, method))
                    return true;
            }

            return false;
        }

        // A context is handed on for its token, its logger or its services; what comes back need not be the invocation's.
        private bool IsTelling(IArgumentOperation argument) =>
            argument.Value.Unwrap() is not IDelegateCreationOperation &&
            types.IsData(argument.Value.Unwrap().Type ?? argument.Value.Type) && !types.IsContext(argument.Value.Unwrap().Type);

        private InvocationDataSource? TraceCaptured(IAnonymousFunctionOperation lambda, Frame? frame) =>
            First(lambda.Body.Descendants().Where(part => part switch
            {
                ILocalReferenceOperation local => !IsInside(local.Local, lambda),
                IParameterReferenceOperation parameter => !IsInside(parameter.Parameter, lambda),
                _ => false,
            }).Where(IsOfInvocation), frame);

        private static bool IsInside(ISymbol variable, IAnonymousFunctionOperation lambda)
        {
            for (var symbol = variable.ContainingSymbol; symbol is IMethodSymbol; symbol = symbol.ContainingSymbol)
            {
                if (SymbolEqualityComparer.Default.Equals(symbol, lambda.Symbol))
                    return true;
            }

            return false;
        }
    }
}
