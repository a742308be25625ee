using System.Collections.Concurrent;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>Decides when code runs, from where it stands and who calls it.</summary>
/// <param name="context">The compilation.</param>
/// <param name="calls">Who calls what.</param>
/// <param name="made">The class of the object that is analyzed although its lifetime is unknown: its constructors run once for it.</param>
internal sealed class ExecutionPhaseAnalysis(CompilationAnalysis context, CallSiteFinder calls, INamedTypeSymbol? made = null)
{
    private static readonly string[] AddingVerbs = ["Add", "Set", "Insert", "Append", "Push", "Replace", "Subscribe"];

    private static readonly string[] StartingVerbs = ["Start", "Initialize", "Initialise"];

    private readonly Lazy<bool> _isTestProject = new(() => context.IsTestProject ||
        context.Compilation.ReferencedAssemblyNames.Any(assembly => context.Facts.Names(FactKind.TestFramework, assembly.Name)));
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _configured = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<PhaseSubject, ExecutionPhase> _known = new();

    /// <summary>When the operation runs.</summary>
    public ExecutionPhase PhaseOf(IOperation operation)
    {
        RecursionGuard.Check();
        var worst = ExecutionPhase.Initialisation;
        foreach (var reason in ReasonsAt(operation))
        {
            var phase = reason.Phase ?? reason.Translate(new PhaseSearch(ReasonsOf, _known).PhaseOf(reason.Caller));
            if (phase > worst)
                worst = phase.Value;
            if (worst == ExecutionPhase.SteadyState)
                break;
        }

        return worst;
    }

    private IEnumerable<PhaseReason> ReasonsAt(IOperation operation)
    {
        var isDeferred = false;
        foreach (var ancestor in operation.SelfAndAncestors().Skip(1))
        {
            if (ancestor is IAnonymousFunctionOperation lambda && DelegateInvocation.RunOf(lambda) is var run &&
                run != DelegateTiming.InPlace && !IsOnlyCalledThere(lambda))
            {
                if (run == DelegateTiming.Once)
                {
                    yield return PhaseReason.Certain(isDeferred ? ExecutionPhase.Unknown : ExecutionPhase.Initialisation);
                    yield break;
                }

                // What is handed on during initialisation may run once (options, service factories) or for each request.
                if (IsCalledAgain(lambda) || context.HandlerScopes.Handlers.IsHandler(lambda))
                {
                    yield return PhaseReason.Certain(ExecutionPhase.SteadyState);
                    yield break;
                }

                if (DelegateInvocation.HolderOf(lambda) is { } holder)
                    yield return PhaseReason.HeldBy(holder.OriginalDefinition);
                isDeferred = true;
                operation = lambda;
            }
            else if (ancestor is ILocalFunctionOperation local)
            {
                var called = PhaseReason.CalledBy(local.Symbol.OriginalDefinition);
                yield return isDeferred ? called.Deferred() : called;
                yield break;
            }
        }

        var reason = operation.ContainingMember() is { } member
            ? PhaseReason.CalledBy(member.OriginalDefinition, IsInEndlessLoop(operation))
            : PhaseReason.Certain(ExecutionPhase.Unknown);
        yield return isDeferred ? reason.Deferred() : reason;
    }

    /// <summary>
    /// Whether the function is handed to a method of the project that calls it once, and does nothing else with it:
    /// <c>Measure("Load", () => Load())</c>.
    /// </summary>
    private bool IsOnlyCalledThere(IAnonymousFunctionOperation lambda)
    {
        if (DelegateInvocation.CallOf(lambda) is not IInvocationOperation { TargetMethod: { IsVirtual: false, IsOverride: false,
            IsAbstract: false } callee } call || callee.DeclaringSyntaxReferences.Length == 0)
            return false;
        var parameter = call.Arguments.FirstOrDefault(argument => argument.Contains(lambda))?.Parameter;
        var uses = context.BodiesOf(callee.OriginalDefinition).SelectMany(
            static body => body.Descendants()).OfType<IParameterReferenceOperation>()
            .Where(reference => reference.Parameter.Ordinal == parameter?.Ordinal &&
                SymbolEqualityComparer.Default.Equals(reference.Parameter.ContainingSymbol, callee.OriginalDefinition)).ToList();
        return uses.Count > 0 &&
            uses.All(static use => use.Parent is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } &&
                use.EnclosingFunction() is null && !use.SelfAndAncestors().Any(static ancestor => ancestor is ILoopOperation));
    }

    private PhaseReasons ReasonsOf(PhaseSubject subject)
    {
        var member = subject.Symbol;
        if (subject.Kind == PhaseSubjectKind.HeldDelegate)
            return new PhaseReasons(context.ReferencesTo(member).SelectMany(ReasonsAt));
        if (subject.Kind == PhaseSubjectKind.Callers)
            return new PhaseReasons(calls.Of(member).SelectMany(ReasonsAtCall));
        if (_isTestProject.Value || IsTestFixture(member.ContainingType))
            return PhaseReasons.Certain(ExecutionPhase.Test);
        switch (member)
        {
            case IFieldSymbol or IPropertySymbol
                when member.IsStatic &&
                    (member is not IPropertySymbol { GetMethod.IsImplicitlyDeclared: false } property || IsAuto(property)):
            case IMethodSymbol { MethodKind: MethodKind.StaticConstructor }:
                return PhaseReasons.Certain(ExecutionPhase.Initialisation);
            case IMethodSymbol { MethodKind: MethodKind.Constructor } when IsMadeOnce(member.ContainingType):
                return PhaseReasons.Certain(ExecutionPhase.Initialisation);

            // The host or the container makes one for each request, scope or consumer.
            case IMethodSymbol { MethodKind: MethodKind.Constructor } when IsMadePerCall(member.ContainingType):
                return PhaseReasons.Certain(ExecutionPhase.SteadyState);
            case IFieldSymbol or IPropertySymbol { IsStatic: false } when member.ContainingType is { } type:
                return new PhaseReasons(
                    type.InstanceConstructors.Select(static constructor => PhaseReason.CalledBy(constructor.OriginalDefinition)));
            case IMethodSymbol method when IsStartup(method):
                return PhaseReasons.Certain(ExecutionPhase.Initialisation);
            case IMethodSymbol method:
                return ReasonsOfMethod(method);
            default:
                return PhaseReasons.Certain(ExecutionPhase.SteadyState);
        }
    }

    // `static Prices Current { get; } = new();`: of such a property only the initialiser is code.
    private static bool IsAuto(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>Whether the process makes one object of the type, or the one that is asked about is kept for good.</summary>
    private bool IsMadeOnce(INamedTypeSymbol type) =>
        context.Lifetimes.ProcessLivedAs(type) is not null || context.HandlerScopes.Handlers.IsContainerClass(type) ||
        SymbolEqualityComparer.Default.Equals((calls.Holder?.Held ?? made)?.OriginalDefinition, type.OriginalDefinition);

    private bool IsMadePerCall(INamedTypeSymbol type) =>
        !type.IsAbstract && (context.Facts.Has(FactKind.MadePerCall, type) || context.Registrations.ArePerCall(type));

    private PhaseReasons ReasonsOfMethod(IMethodSymbol method)
    {
        ISymbol called = method.AssociatedSymbol ?? method;
        if (IsHandler(method))
            return PhaseReasons.Certain(ExecutionPhase.SteadyState);
        var entries = method.CalledThrough().ToList();
        if (IsCalledByRuntime(method) || entries.Any(entry => !entry.IsDeclaredWith(method) || calls.MayComeFromOutside(entry)))
            return PhaseReasons.Certain(IsRegistration(method) || StartsItsObject(method)
                ? ExecutionPhase.Unknown
                : ExecutionPhase.SteadyState);

        // A public member of a library is called from elsewhere, unless it is one that registers things; one that adds is taken for
        // such a one when this compilation shows that it is: it calls the member, and only while the process starts.
        var mayComeFromOutside = calls.MayComeFromOutside(called);
        var isOpen = mayComeFromOutside && method.MethodKind != MethodKind.Constructor;
        var adds = method.IsStatic && AddingVerbs.Any(verb => method.Name.StartsWithWord(verb));
        if (isOpen && !adds && !IsRegistration(method) && !StartsItsObject(method))
            return PhaseReasons.Certain(ExecutionPhase.SteadyState);

        // The constructor of an abstract class is called by those of derived classes, which say when themselves; where a program declares
        // them, it is not seen.
        var isOpenConstructor = mayComeFromOutside && !isOpen && !method.ContainingType.IsAbstract;
        return new PhaseReasons(
            entries.Prepend(method)
                .Where(entry => calls.Of(entry).Any())
                .Select(PhaseReason.CallersOf)
                .Concat(context.ImplicitCallersOf(method).Select(static derived => PhaseReason.CalledBy(derived.OriginalDefinition))),
            (isOpen && adds && !IsRegistration(method)) || isOpenConstructor ? ExecutionPhase.SteadyState
                : isOpen && method.IsStatic && StartsItsObject(method) ? ExecutionPhase.Initialisation
                : ExecutionPhase.Unknown,
            isOpenConstructor);
    }

    private IEnumerable<PhaseReason> ReasonsAtCall(IOperation call)
    {
        if (call is not IMethodReferenceOperation group)
            return ReasonsAt(call);
        return DelegateInvocation.RunOf(group) switch
        {
            DelegateTiming.Once => [PhaseReason.Certain(ExecutionPhase.Initialisation)],
            DelegateTiming.InPlace => ReasonsAt(group),
            _ when IsCalledAgain(group) => [PhaseReason.Certain(ExecutionPhase.SteadyState)],
            _ => ReasonsAt(group).Select(static reason => reason.Deferred()),
        };
    }

    private bool IsCalledAgain(IOperation function) =>
        DelegateInvocation.IsCalledAgain(function, context.Facts) ||
        DelegateInvocation.IsStartedByDeclaredMethod(function, context.Facts) ||
        DelegateInvocation.IsThreadWork(function) || IsCalledByOthers(function);

    /// <summary>
    /// Whether code that is not seen calls the function again and again: the factory of a service that is made for each scope or each time,
    /// or what a member of another object is given to call with data, <c>socket.Received = OnMessage</c>, as an event would.
    /// </summary>
    public bool IsCalledByOthers(IOperation function)
    {
        if (DelegateInvocation.CallOf(function) is IInvocationOperation call)
            return context.Facts.Names(FactKind.TransientRegistration, call.TargetMethod.Name) ||
                context.Facts.Names(FactKind.ScopedRegistration, call.TargetMethod.Name);
        return DelegateInvocation.MemberGiven(function) is { Member: var member } given &&
            given.Type is INamedTypeSymbol { DelegateInvokeMethod.Parameters: { Length: > 0 } data } &&
            !data.Any(parameter => IsStartupParameter(parameter.Type)) &&
            (member.Name.StartsWithWord("On") || (TellsWhatHappened(member.Name) && !IsConfiguration(member.ContainingType))) &&
            !(member.IsInSource() && context.ReferencesTo(member).Any(static reference => reference.Parent is not IAssignmentOperation));
    }

    // `Received`, `MessageReceivedAsync`, `Closing`, `ErrorHandler`; not `Formatter`, `KeySelector` or `Factory`.
    private bool TellsWhatHappened(string name)
    {
        var said = name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) : name;
        return context.Facts.OfKind(FactKind.CallbackSuffix).Any(suffix => said.EndsWith(suffix.Name, StringComparison.Ordinal));
    }

    private bool IsConfiguration(INamedTypeSymbol type) =>
        context.Facts.OfKind(FactKind.ConfigurationSuffix).Any(suffix => type.Name.EndsWith(suffix.Name, StringComparison.Ordinal));

    /// <summary>
    /// Whether the method starts the one object of its type, or what its statics are of, without being told what with:
    /// <c>InitializeAsync(token)</c>, <c>Server.Start()</c>, but not <c>StartSession(user)</c>.
    /// </summary>
    private bool StartsItsObject(IMethodSymbol method) =>
        StartingVerbs.FirstOrDefault(verb => method.Name.StartsWith(verb, StringComparison.Ordinal)) is { } verb &&
        method.Name.Substring(verb.Length) is "" or "Async" or "Core" or "AsyncCore" or "CoreAsync" &&
        method.Parameters.All(static parameter => parameter.Type.Name == "CancellationToken") &&
        (method.IsStatic || IsMadeOnce(method.ContainingType));

    /// <summary>Whether calls of the method do not name it, or it is a property that is reached through others.</summary>
    private static bool IsCalledByRuntime(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Destructor or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.EventAdd
            or MethodKind.EventRemove ||
        method is { AssociatedSymbol: IPropertySymbol { IsIndexer: true } } ||
        (method.AssociatedSymbol is not null && (method.IsOverride || method.ImplementsInterface()));

    /// <summary>Whether the host calls the method for each invocation, request, message or job.</summary>
    public bool IsHandler(IMethodSymbol method) => context.HandlerScopes.Handlers.IsHandler(method);

    /// <summary>Whether the method runs once, while the process starts.</summary>
    public bool IsStartup(IMethodSymbol method)
    {
        if (context.Facts.Names(FactKind.StartupMethod, method.Name))
            return true;
        if (method.Name is "StartAsync" or "ExecuteAsync" && context.Facts.Has(FactKind.ProcessLived, method.ContainingType))
            return true;
        return method.GetAttributes()
            .Any(attribute => attribute.AttributeClass is { } type && context.Facts.Has(FactKind.StartupAttribute, type)) ||
            method.Parameters.Any(parameter => IsStartupParameter(parameter.Type));
    }

    // While a reference is missing, a type is known by its name alone.
    private bool IsStartupParameter(ITypeSymbol type) => type.TypeKind == TypeKind.Error
        ? context.Facts.OfKind(FactKind.StartupParameter).Any(fact => fact.Name.EndsWith("." + type.Name, StringComparison.Ordinal))
        : context.Facts.Has(FactKind.StartupParameter, type);

    /// <summary>
    /// Whether a public method is one that programs call while they start: its verb says so, or it adds behaviour (a provider,
    /// a converter, a delegate) rather than data.
    /// </summary>
    public bool IsRegistration(IMethodSymbol method)
    {
        // Explicitly implemented: `IPolicies.RegisterAssembly`.
        var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
        return context.Facts.OfKind(FactKind.RegistrationVerb).Any(verb => name.StartsWithWord(verb.Name)) ||
            (AddingVerbs.Any(verb => name.StartsWithWord(verb)) &&
                (method.Parameters.Any(static parameter => parameter.Type.IsBehaviour()) || AddsByType(method))) ||
            ConfiguresItsObject(method);
    }

    // `AddPolicy<T>() where T : IPolicy, new()`
    private static bool AddsByType(IMethodSymbol method) =>
        method.Parameters.IsEmpty &&
        method.TypeParameters.Any(static added => added.ConstraintTypes.Any(static constraint => constraint.IsBehaviour()));

    /// <summary>
    /// Whether the method is one of an object that programs configure while they start: options, a builder, what is handed to an
    /// <c>Action&lt;T&gt;</c>, or a method that returns its own object so that calls can be chained.
    /// </summary>
    private bool ConfiguresItsObject(IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertySet, ContainingType: { } type } &&
        (IsConfiguration(type) || ReturnsItsObject(method) || IsConfiguredByAction(type) ||
            (calls.Holder?.Symbol.ContainingType is { } owner && IsConfiguration(owner)));

    private bool ReturnsItsObject(IMethodSymbol method) =>
        !method.ReturnsVoid &&
        (SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType) ||
            method.ContainingType.AllInterfaces.Contains(method.ReturnType, SymbolEqualityComparer.Default)) &&
        context.ReturnedBy(method).ToList() is { Count: > 0 } returned &&
        returned.All(static value => value.Unwrap() is IInstanceReferenceOperation);

    private bool IsConfiguredByAction(INamedTypeSymbol type) => _configured.GetOrAdd(type.OriginalDefinition, configured =>
        context
            .NamesOf(
                configured,
                static name => name.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "Action",
                    Parent: ParameterSyntax or NullableTypeSyntax { Parent: ParameterSyntax } } }).Any());

    /// <summary>
    /// Whether the operation stands in a public method that adds, by its name, and no code of the project calls that: it is for other
    /// programs.
    /// </summary>
    public bool IsLeftToOthers(IOperation operation) =>
        operation.EnclosingFunction() is null && operation.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Ordinary } method &&
        AddingVerbs.Any(verb => method.Name.StartsWithWord(verb)) && !IsHandler(method) && calls.AreLeftToOthers(method);

    /// <summary>Whether the type is a test fixture, or stands inside one.</summary>
    public bool IsTestFixture(INamedTypeSymbol? type) => context.TestFixtures.IsTestFixture(type);

    private static bool IsInEndlessLoop(IOperation operation) => operation.SelfAndAncestors().Any(IsEndlessLoop);

    /// <summary>
    /// Whether the operation is a worker's main loop: <c>while (true)</c>, <c>for (;;)</c>, <c>while (!token.IsCancellationRequested)</c>,
    /// <c>while (Console.ReadLine() is { } line)</c>, <c>await foreach</c>.
    /// </summary>
    public static bool IsEndlessLoop(IOperation operation) =>
        operation switch
        {
            IWhileLoopOperation loop => loop.Condition is { ConstantValue: { HasValue: true, Value: true } } ||
                loop.Condition is not null &&
                loop.Condition.DescendantsAndSelf()
                    .Any(part => part is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }
                        or IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" or "WaitToReadAsync" }
                        or IInvocationOperation { TargetMethod: { Name: "ReadLine" or "ReadKey", ContainingType.Name: "Console" } }),
            IForLoopOperation loop => loop.Condition is null,
            IForEachLoopOperation loop => loop.IsAsynchronous,
            _ => false,
        };
}
