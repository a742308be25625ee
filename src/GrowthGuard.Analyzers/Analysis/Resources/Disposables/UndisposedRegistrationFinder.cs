using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Disposables;

/// <summary>Finds registrations with long-lived owners that are made again and again and that nothing ends.</summary>
internal sealed class UndisposedRegistrationFinder
{
    private const string Subscribe = "Subscribe";

    private readonly CompilationAnalysis _context;
    private readonly ExpressionLifetime _values;
    private readonly DisposalTracker _ownership;
    private readonly RepeatedExecution _repetition;
    private readonly ReplacedRegistrationDetector _replaced;
    private readonly RootServiceFinder _services;
    private readonly string[] _methods;
    private readonly string[] _rootedMethods;
    private readonly Lazy<string[]> _rootedTypes;

    public UndisposedRegistrationFinder(CompilationAnalysis context)
    {
        _context = context;
        _values = new ExpressionLifetime(context);
        _ownership = new DisposalTracker(context);
        _repetition = new RepeatedExecution(context);
        _replaced = new ReplacedRegistrationDetector(context);
        _services = new RootServiceFinder(context);
        _methods = context.Facts.OfKind(FactKind.Registration).SelectMany(fact => fact.Adds).Distinct().ToArray();
        _rootedMethods = context.Facts.OfKind(FactKind.Rooted).SelectMany(fact => fact.Adds).Distinct().ToArray();
        _rootedTypes = new Lazy<string[]>(() => context.Facts
            .OfKind(FactKind.Rooted)
            .Where(static fact => fact.Adds.IsEmpty)
            .Select(static fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1))
            .SelectMany(SelfAndDerived).Distinct().ToArray());
    }

    /// <summary>The registrations in one file that are never ended.</summary>
    public IEnumerable<UndisposedRegistration> In(SemanticModel model) =>
        _methods.SelectMany(name => CallFinder.Calls(
            name,
            model,
            CanBeDropped,
            IsRegistration)).Select(Describe).OfType<UndisposedRegistration>()
            .Concat(Started(model))
            .Concat(Rooted(model))
            .Select(WithFate).OfType<UndisposedRegistration>()
            .Concat(_services.In(model)
                .Select(static call => new UndisposedRegistration(
                    call,
                    "transient service",
                    "resolved from a scope that ends",
                    call.Arguments[0].Value)))
            .Where(registration => _repetition.IsRepeated(registration.Operation))
            .Concat(CallFinder.Creations("PeriodicTimer", model, IsPeriodicTimer)
                .Where(IsEndlessLoop)
                .Select(timer => new UndisposedRegistration(timer, "timer loop", "ended", null))
                .Where(loop => _repetition.IsRepeated(loop.Operation)));

    /// <summary>The registration if nothing ends it, or not before the next takes its place; else <see langword="null"/>.</summary>
    private UndisposedRegistration? WithFate(UndisposedRegistration registration)
    {
        if (_ownership.IsAbandoned(registration.Operation))
            return registration;
        return _replaced.IsReplaced(registration.Operation)
            ? new UndisposedRegistration(
                registration.Operation,
                registration.Noun,
                $"{registration.Ending} before the next takes its place",
                registration.Owner)
            : null;
    }

    // There are many methods called Register and Subscribe. These take a delegate or an observer; only messages are subscribed to by their
    // type.
    private static bool CanBeDropped(InvocationExpressionSyntax call) =>
        IsNotHandedOn(call) &&
        (CallFinder.NameOf(call) == Subscribe ||
            call.Expression is not (GenericNameSyntax or MemberAccessExpressionSyntax { Name: GenericNameSyntax }
                or MemberBindingExpressionSyntax { Name: GenericNameSyntax }));

    private static bool IsNotHandedOn(InvocationExpressionSyntax call) =>
        call.Parent is not (ArgumentSyntax or ReturnStatementSyntax
            or ArrowExpressionClauseSyntax { Parent: not MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax } }
            or UsingStatementSyntax) &&
        call.Parent is not EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }
            or UsingStatementSyntax };

    private bool IsRegistration(IMethodSymbol method) =>
        IsSubscription(method) || (!method.ReturnsVoid && method.ContainingType.AllInterfaces.Prepend(method.ContainingType)
            .Any(type => _context.Facts.About(type).Any(fact => fact.Kind == FactKind.Registration && fact.Adds.Contains(method.Name))));

    // `IDisposable Subscribe<T>(Action<T> handler)` of whatever bus.
    private static bool IsSubscription(IMethodSymbol method) =>
        method is { Name: Subscribe, ReturnType: { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace.Name: "System" } } &&
        method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Delegate || parameter.Type.Name == "IObserver");

    /// <summary>What the runtime keeps from the moment when it is made: a listener in a static list, a handle.</summary>
    private IEnumerable<UndisposedRegistration> Rooted(SemanticModel model) =>
        _rootedMethods.SelectMany(name => CallFinder.Calls(
            name,
            model,
            IsNotHandedOn,
            method => _context.Facts.NamesMember(FactKind.Rooted, method)))
            .Select(static call => new UndisposedRegistration(
                call,
                RootedNoun(call.TargetMethod),
                call.TargetMethod.Name == "Alloc" ? "freed" : "disposed",
                null))
            .Concat(_rootedTypes.Value.SelectMany(name => CallFinder.Creations(
                name,
                model,
                type => _context.Facts.Has(FactKind.Rooted, type)))
                .Select(static made => new UndisposedRegistration(made, "listener", "disposed", null)));

    private static string RootedNoun(IMethodSymbol method) =>
        method.Name == "Alloc" ? "handle" : method.ContainingType.Name == "PartitionedRateLimiter" ? "rate limiter" : "registration";

    // `class RuntimeListener : EventListener`
    private IEnumerable<string> SelfAndDerived(string type) =>
        _context.Compilation.SyntaxTrees.SelectMany(tree => IdentifierIndex.Find(type, tree, null)).Where(
            static name => name.Parent is BaseTypeSyntax or QualifiedNameSyntax { Parent: BaseTypeSyntax })
            .Select(static name => name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText).OfType<string>().Prepend(type);

    private IEnumerable<UndisposedRegistration> Started(SemanticModel model)
    {
        var timers = CallFinder.Creations("Timer", model, IsThreadingTimer)
            .Where(KeepsItself)
            .Select(static timer => new UndisposedRegistration(timer, "timer", "disposed", null));
        return IdentifierIndex.IsWritten("Timers", model.SyntaxTree)
            ? CallFinder.Creations("Timer", model, IsTimer)
                .Where(IsStarted)
                .Select(static timer => new UndisposedRegistration(timer, "timer", "stopped or disposed", null))
                .Concat(timers)
            : timers;
    }

    private static bool IsTimer(INamedTypeSymbol type) =>
        type is { ContainingNamespace: { Name: "Timers", ContainingNamespace.Name: "System" } };

    private static bool IsThreadingTimer(INamedTypeSymbol type) =>
        type is { ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>
    /// Whether a periodic timer is kept in a field of the object that its callback uses: the runtime keeps the callback, that the object,
    /// and the object the timer, which nothing collects until it is disposed.
    /// </summary>
    private bool KeepsItself(IObjectCreationOperation timer) =>
        timer.Parent is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.IsStatic: false,
            Instance: IInstanceReferenceOperation } } &&
        timer.Arguments.Any(static argument => UsesItsObject(argument.Value.Unwrap())) &&
        !_ownership.UsesOf(timer).Any(static use => IsChange(use, "dueTime", isEndless: true)) &&
        (timer.Arguments.Any(static argument => argument.Parameter?.Name == "period" && !IsEndless(argument.Value)) ||
            _ownership.UsesOf(timer).Any(static use => IsChange(use, "period", isEndless: false)));

    private static bool UsesItsObject(IOperation given) => given switch
    {
        IInstanceReferenceOperation => true,
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Instance: IInstanceReferenceOperation } } => true,
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } =>
            lambda.Descendants().Any(static part => part is IInstanceReferenceOperation),
        _ => false,
    };

    private static bool IsChange(IOperation use, string parameter, bool isEndless) =>
        (use.Parent as IInvocationOperation ??
            (use.Parent as IConditionalAccessOperation)?.WhenNotNull as IInvocationOperation) is { TargetMethod.Name: "Change" } change &&
        change.Arguments.Any(argument => argument.Parameter?.Name == parameter && IsEndless(argument.Value) == isEndless);

    // A timer with such a period, or with none, fires once; with such a due time, never.
    private static bool IsEndless(IOperation time) =>
        time.Unwrap() is var value &&
        (value.ConstantValue is { HasValue: true, Value: -1 or -1L or uint.MaxValue or 0 or 0L } ||
            value is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" or "Infinite" or "Zero" });

    private static bool IsPeriodicTimer(INamedTypeSymbol type) =>
        type is { ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    private UndisposedRegistration? Describe(IInvocationOperation call)
    {
        var owners = OwnersOf(call).Where(owner => !ComesOnce(owner) || IsLastOfSeveral(call)).ToList();
        foreach (var (lifetime, isSuch) in Lifetimes(call))
        {
            if (owners.FirstOrDefault(isSuch) is { } owner)
                return new UndisposedRegistration(
                    call,
                    NounOf(call.TargetMethod),
                    "disposed",
                    owner) { Lifetime = lifetime };
        }

        return null;
    }

    // `CreateChannelAsync()` makes a channel.
    private static string NounOf(IMethodSymbol method) => method.Name switch
    {
        "CreateLinkedTokenSource" => "linked token source",
        _ when method.Name.StartsWith("Create", StringComparison.Ordinal) =>
            method.Name.Substring("Create".Length).Replace("Async", "").ToLowerInvariant(),
        _ => "registration",
    };

    /// <summary>How long an owner may live, the longest first.</summary>
    private IEnumerable<(OwnerLifetime Lifetime, Func<IOperation, bool> IsSuch)> Lifetimes(IInvocationOperation call)
    {
        yield return (OwnerLifetime.Process, _values.IsLongLived);
        yield return (OwnerLifetime.Longer,
            owner => TokenOf(owner) is { } token &&
                (IsOutsideLoop(token, call) || (IsLinking(call) && call.Parent is IPropertyReferenceOperation { Property.Name: "Token" })));
        yield return (OwnerLifetime.OfCaller,
            owner =>
                TokenOf(owner)
                    is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } && !_context.Phases.IsHandler(method));
    }

    private static bool IsLinking(IInvocationOperation call) => call.TargetMethod.Name == "CreateLinkedTokenSource";

    /// <summary>The parameter, field or property that a token comes from; not one of a source that is made in the same body.</summary>
    private static IOperation? TokenOf(IOperation owner) =>
        owner.Type is { Name: "CancellationToken" } && ValueOrigin.Of(owner).ToList() is { Count: 1 } origins && !IsReplaced(origins[0]) &&
        origins[0] is IParameterReferenceOperation or IMemberReferenceOperation { Member.IsStatic: false, Member.Name: not "Token" }
            ? origins[0]
            : null;

    private static bool IsReplaced(IOperation parameter) =>
        parameter is IParameterReferenceOperation &&
        parameter.Root().Descendants()
            .Any(part => part is ISimpleAssignmentOperation { Target: IParameterReferenceOperation target } && target.IsSameAs(parameter));

    // `while (true) { token.Register(…); }`: one more for each turn.
    private static bool IsOutsideLoop(IOperation token, IOperation call) => call.SelfAndAncestors().OfType<IWhileLoopOperation>()
        .Any(loop => loop.Body.Contains(call) && ExecutionPhaseAnalysis.IsEndlessLoop(loop) &&
            !loop.Body.Descendants().Any(part => part is IAssignmentOperation assignment && assignment.Target.IsSameAs(token)));

    // `OnNext(DiagnosticListener listener)`: an observer is told of each listener once.
    private static bool ComesOnce(IOperation owner) =>
        owner.Unwrap() is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { Name: "OnNext" } };

    // `_source = listener.Subscribe(…)` ends the last one only, unless a name tells which one it is.
    private bool IsLastOfSeveral(IInvocationOperation call) =>
        _replaced.IsReplaced(call) && !ConditionFacts.Imply(call, static literal => literal.Other is null
            ? literal is { IsTrue: true, Operand: IInvocationOperation { TargetMethod.Name: "Equals" } }
            : literal.Relation == BinaryOperatorKind.Equals && !literal.IsOperandNull);

    /// <summary>What may keep the registration: the receiver, or what a static method is given, delegates by what they ask.</summary>
    private static IEnumerable<IOperation> OwnersOf(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
            return [instance];
        return call.Arguments.SelectMany(argument => argument.Value.Unwrap() switch
        {
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation producer } when argument.Parameter?.Ordinal == 0 =>
                producer.ReturnedValues(),
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Instance: { } receiver } }
                when argument.Parameter?.Ordinal == 0 => [receiver],
            IDelegateCreationOperation => [],
            _ => (IEnumerable<IOperation>)[argument.Value],
        });
    }

    // A started timer of System.Timers is kept by the runtime; one that fires once stops by itself.
    private bool IsStarted(IObjectCreationOperation creation) =>
        !Sets(creation.Initializer, "AutoReset", false) &&
        (Sets(creation.Initializer, "Enabled", true) || _ownership.UsesOf(creation).Any(use => use.Parent switch
        {
            IInvocationOperation call => call.TargetMethod.Name == "Start",
            IPropertyReferenceOperation property =>
                property.Property.Name == "Enabled" &&
                property.Parent is ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: true } },
            _ => false,
        })) &&
        !_ownership.UsesOf(creation).Any(StopsInHandler);

    // The handler gets the timer as its sender.
    private bool StopsInHandler(IOperation use) =>
        use.Parent is IEventReferenceOperation { Parent: IEventAssignmentOperation { HandlerValue: var handler } } &&
        Functions(handler).Any(body => body.DescendantsAndSelf()
            .Any(operation => operation is IInvocationOperation { TargetMethod: { Name: "Stop" or "Dispose"
                or "Close", ContainingType.Name: "Timer" or "Component" or "IDisposable" } }));

    private IEnumerable<IOperation> Functions(IOperation handler) => handler.Unwrap() is IDelegateCreationOperation creation
        ? creation.Target is IMethodReferenceOperation method ? _context.BodiesOf(method.Method) : [creation.Target]
        : [];

    private static bool Sets(IObjectOrCollectionInitializerOperation? initializer, string property, bool value) =>
        initializer is not null && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(assignment =>
            assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && name == property &&
            assignment.Value.ConstantValue is { HasValue: true, Value: bool set } && set == value);

    /// <summary>A local <c>PeriodicTimer</c> whose only loop has no token, no way out and nobody else to dispose the timer.</summary>
    private bool IsEndlessLoop(IObjectCreationOperation creation)
    {
        var uses = _ownership.UsesOf(creation).ToList();
        return uses.Count == 1 && uses[0] is ILocalReferenceOperation &&
            uses[0].Parent is IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" } wait &&
            wait.Arguments.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue) &&
            wait.SelfAndAncestors().OfType<IWhileLoopOperation>().FirstOrDefault() is { Condition: { } condition, Body: var body } &&
            condition.Contains(wait) &&
            !body.DescendantsAndSelf()
                .Any(operation => operation is IReturnOperation or IThrowOperation
                    or IBranchOperation { BranchKind: not BranchKind.Continue });
    }
}
