using System.Collections.Concurrent;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>
/// Decides whether an operation is proven to run again and again. Asks for more than <see cref="ExecutionPhaseAnalysis"/>: a subscription
/// that runs once in the steady state, or once for an object that lives as long as the process, does no harm.
/// </summary>
internal sealed class RepeatedExecution(CompilationAnalysis context)
{
    private const int MaximumDepth = 6;

    private readonly RunOnceGuard _once = new(context);
    private readonly ValueDestination _kept = new(context, followsCalls: false);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _madeAgain = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the operation is proven to run again and again.</summary>
    public bool IsRepeated(IOperation operation) =>
        context.Phases.PhaseOf(operation) is not (ExecutionPhase.Initialisation or ExecutionPhase.Test) &&
        Runs(operation, new Question(), isVisibilityProof: true);

    /// <summary>Whether objects of the type are proven to be made again and again.</summary>
    public bool IsMadeAgain(INamedTypeSymbol type) => _madeAgain.GetOrAdd(type.OriginalDefinition, made => IsMade(made, new Question()));

    /// <param name="isVisibilityProof">Whether it is enough that other assemblies can call a method: not so for what makes objects.</param>
    private bool Runs(IOperation operation, Question question, bool isVisibilityProof)
    {
        RecursionGuard.Check();
        if (_once.RunsOnce(operation))
            return false;
        if (_once.RunsOncePerObject(operation))
            return operation.ContainingMember()?.ContainingType is { } type && IsMade(type, question);
        var child = operation;
        foreach (var ancestor in operation.SelfAndAncestors().Skip(1))
        {
            switch (ancestor)
            {
                case IAnonymousFunctionOperation lambda:
                    if (DelegateInvocation.RunOf(lambda) == DelegateTiming.Once)
                        return false;
                    if (IsCalledAgain(lambda) || lambda.Symbol.Parameters.Any(IsOfHandler))
                        return true;
                    break;
                case ILocalFunctionOperation function:
                    return RunsMember(function.Symbol, question, isVisibilityProof);
                case ILoopOperation loop
                    when loop.Body == child && ExecutionPhaseAnalysis.IsEndlessLoop(loop) && !LeavesLoop(operation, loop):
                    return true;
            }

            child = ancestor;
        }

        return operation.ContainingMember() is { } member && RunsMember(member, question, isVisibilityProof);
    }

    private bool RunsMember(ISymbol member, Question question, bool isVisibilityProof)
    {
        member = member.OriginalDefinition;
        if (!question.Enter(member, isVisibilityProof ? Asks.RunsVisibly : Asks.Runs))
            return false;
        var runs = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => false,
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
                constructor.Parameters.Any(IsOfHandler) || IsMade(constructor.ContainingType, [constructor], question),
            IFieldSymbol or IPropertySymbol when member is not IPropertySymbol { GetMethod.IsImplicitlyDeclared: false } =>
                !member.IsStatic && IsMade(member.ContainingType, question),
            IMethodSymbol method => !context.Phases.IsStartup(method) && RunsMethod(method, question, isVisibilityProof),
            _ => false,
        };
        question.Leave();
        return runs;
    }

    private bool RunsMethod(IMethodSymbol method, Question question, bool isVisibilityProof)
    {
        if (method.Parameters.Any(TellsOfLifecycle))
            return false;
        if (context.Phases.IsHandler(method) || (method.IsOverride && context.Facts.Has(FactKind.MadePerCall, method.ContainingType)))
            return true;
        if (method.CalledThrough().Any(entry => context.Facts.NamesMember(FactKind.RepeatedMember, entry)))
            return true;
        if (context.CallsOf(method)
            .Any(call => call is IMethodReferenceOperation group
                ? RunsGroup(group, question, isVisibilityProof)
                : Runs(call, question, isVisibilityProof)))
            return true;
        return isVisibilityProof && method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet && IsCalledFromElsewhere(method) &&
            !context.Phases.IsRegistration(method) && !HasWord(FactKind.StartVerb, method.Name);
    }

    // By other assemblies, or by the framework through what the method overrides or implements.
    private bool IsCalledFromElsewhere(IMethodSymbol method) =>
        context.IsVisibleOutside(method.AssociatedSymbol ?? method) ||
        method.CalledThrough().Any(entry => !entry.IsDeclaredWith(method) || context.IsVisibleOutside(entry));

    private bool RunsGroup(IMethodReferenceOperation group, Question question, bool isVisibilityProof) =>
        DelegateInvocation.RunOf(group) != DelegateTiming.Once && (IsCalledAgain(group) || Runs(group, question, isVisibilityProof));

    private bool IsMade(INamedTypeSymbol type, Question question) => IsMade(type, type.InstanceConstructors, question);

    private bool IsMade(INamedTypeSymbol type, IEnumerable<IMethodSymbol> constructors, Question question)
    {
        RecursionGuard.Check();
        if (context.Lifetimes.ProcessLivedAs(type) is not null)
            return false;
        if (context.Facts.Has(FactKind.MadePerCall, type) && !type.IsAbstract)
            return true;
        if (!question.Enter(type, Asks.Makes))
            return false;
        var made = context.Registrations.ArePerCall(type) ||
            constructors.SelectMany(context.ReferencesTo).Any(creation => IsMadeAt(creation, question)) ||
            constructors.SelectMany(context.ImplicitCallersOf).Any(derived => IsMade(derived.ContainingType, [derived], question));
        question.Leave();
        return made;
    }

    // `new T()` in a body, or `: base(…)` in a constructor; or a call of a method that returns what it makes.
    private bool IsMadeAt(IOperation creation, Question question)
    {
        RecursionGuard.Check();
        if (IsMadeForEach(creation))
            return true;
        if (IsUsedUp(creation))
            return Runs(creation, question, isVisibilityProof: true);
        return _kept.HolderOf(creation) switch
        {
            null =>
                CallsOfFactory(creation) is { Count: > 0 } calls
                    ? IsMadeByCall(calls, creation, question)
                    : Runs(creation, question, isVisibilityProof: false),
            (IFieldSymbol or IPropertySymbol) and { IsStatic: false } holder => IsMade(holder.ContainingType, question),
            _ => false,
        };
    }

    // `using (var browser = new Browser())`: whoever calls the method again makes another.
    private static bool IsUsedUp(IOperation creation) =>
        creation is IObjectCreationOperation && creation.Wrap().Parent is var parent &&
        (parent is IUsingOperation or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent:
            IUsingOperation or IUsingDeclarationOperation } });

    // `foreach (var order in orders) rows.Add(new Row(order, bus))`, in code of which nothing says that it runs once.
    private bool IsMadeForEach(IOperation creation) =>
        creation is IObjectCreationOperation && creation.EnclosingFunction() is null &&
        creation.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Ordinary } method &&
        !HasWord(FactKind.StartVerb, method.Name) && !context.Phases.IsRegistration(method) && !_once.RunsOnce(creation) &&
        creation.SelfAndAncestors().Any(ancestor =>
            ancestor is ILoopOperation loop && loop.Body.Contains(creation) && !LeavesLoop(creation, loop)) &&
        context.Phases.PhaseOf(creation) == ExecutionPhase.SteadyState;

    private bool IsMadeByCall(List<IOperation> calls, IOperation creation, Question question)
    {
        if (creation.ContainingMember() is not { } factory || !question.Enter(factory.OriginalDefinition, Asks.Makes))
            return false;
        var made = calls.Any(call => IsMadeAt(call, question));
        question.Leave();
        return made;
    }

    /// <summary>The calls of the method that returns what is made; none when it is not returned at once.</summary>
    private List<IOperation> CallsOfFactory(IOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation { Type: not null })
            parent = parent.Parent;
        return parent is IReturnOperation returned && returned.EnclosingFunction() is null &&
            returned.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet } method
            ? context.ReferencesTo((ISymbol?)method.AssociatedSymbol ?? method)
                .Where(call => call is IInvocationOperation or IPropertyReferenceOperation).ToList()
            : [];
    }

    private bool IsCalledAgain(IOperation function) =>
        DelegateInvocation.IsCalledAgain(function, context.Facts) || context.Phases.IsCalledByOthers(function);

    // `Handle(ApplicationStarted message)`: a message that is sent once.
    private bool TellsOfLifecycle(IParameterSymbol parameter) =>
        context.Facts.OfKind(FactKind.LifecycleWord).Any(word => parameter.Type.Name.IndexOf(word.Name, StringComparison.Ordinal) >= 0);

    private bool IsOfHandler(IParameterSymbol parameter) => context.Facts.Has(FactKind.HandlerParameter, parameter.Type);

    private bool HasWord(FactKind kind, string name) => context.Facts.OfKind(kind).Any(word => name.StartsWithWord(word.Name));

    // A loop that is left as soon as the operation has succeeded is one that tries again.
    private static bool LeavesLoop(IOperation operation, ILoopOperation loop)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null && child != loop; child = parent, parent = parent.Parent)
        {
            if (parent is IBlockOperation block &&
                block.Operations.SkipWhile(statement => statement != child).Any(statement => statement.AlwaysExits()))
                return true;
        }

        return false;
    }

    /// <summary>What is asked of a member or type.</summary>
    private enum Asks
    {
        Runs,
        RunsVisibly,
        Makes,
    }

    /// <summary>
    /// What has been looked at for one answer: the same again only on a shorter way, since everything may call everything.
    /// </summary>
    private sealed class Question
    {
        private readonly Dictionary<(ISymbol Symbol, Asks Asked), int> _asked = new();
        private int _depth;

        /// <summary>Whether the member, or type, is still to be looked at; then <see cref="Leave"/> ends that.</summary>
        public bool Enter(ISymbol symbol, Asks asked)
        {
            if (_depth > MaximumDepth || (_asked.TryGetValue((symbol, asked), out var before) && before <= _depth))
                return false;
            _asked[(symbol, asked)] = _depth++;
            return true;
        }

        public void Leave() => _depth--;
    }
}
