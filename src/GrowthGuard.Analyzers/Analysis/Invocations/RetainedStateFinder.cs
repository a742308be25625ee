using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>Finds the fields, properties and captured variables that outlive an invocation and are given something of it.</summary>
internal sealed class RetainedStateFinder(CompilationAnalysis context, InvocationAnalysis scope)
{
    private const int MaximumDepth = 3;

    private readonly ResetDetector _resets = new(context);
    private readonly RunOnceGuard _once = new(context);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Lazy<ImmutableArray<RetainedState>>> _known =
        new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, Lazy<ImmutableArray<RetainedState>>> _captured = new();

    /// <summary>The static fields and properties of a type, and those of its object when that lives long.</summary>
    public ImmutableArray<RetainedState> In(INamedTypeSymbol type) =>
        _known.GetOrAdd(type, asked => new Lazy<ImmutableArray<RetainedState>>(() => Find(asked).ToImmutableArray())).Value;

    /// <summary>The fields and properties of the type's object, if that lives as long as the process.</summary>
    public IEnumerable<RetainedState> IfSingleton(INamedTypeSymbol type) => PlaceOf(type) == RetainedStatePlace.Static
        ? Find(type, RetainedStatePlace.Singleton).Where(static kept => !kept.Symbol.IsStatic)
        : [];

    /// <summary>The variables that handlers in a file capture.</summary>
    public ImmutableArray<RetainedState> Captured(SemanticModel model) =>
        _captured.GetOrAdd(
            model.SyntaxTree,
            _ => new Lazy<ImmutableArray<RetainedState>>(() => FindCaptured(model).ToImmutableArray())).Value;

    private IEnumerable<RetainedState> FindCaptured(SemanticModel model)
    {
        foreach (var (variable, references) in scope.Captures.In(model))
        {
            if (CanKeep(CapturedVariableFinder.TypeOf(variable), variable) &&
                Judge(variable, RetainedStatePlace.Captured, references, references) is { } kept)
                yield return kept;
        }
    }

    private IEnumerable<RetainedState> Find(INamedTypeSymbol type, RetainedStatePlace? ofObject = null)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (!member.IsStatic && CountOf(member, field) is { } count)
            {
                yield return count;
                continue;
            }

            if (!CanKeep(SlotOf(field.Type) ?? field.Type, member) || (SlotOf(field.Type) is null && IsNeverGiven(member)))
                continue;
            if (!member.IsStatic &&
                (IsGivenWhileMadeOnly(member) || !(CanHoldContext(field.Type) || scope.Handlers.IsPartOfContainerClass(type))))
                continue;
            if (!member.IsStatic && (ofObject ??= PlaceOf(type)) == RetainedStatePlace.Static)
                continue;
            var place = member.IsStatic ? RetainedStatePlace.Static : ofObject!.Value;

            // Others than the class that declares a slot may fill it, although the field is never assigned again.
            var written = SlotOf(field.Type) is not null ? context.ReferencesTo(member)
                : place == RetainedStatePlace.HandlerClass ? context.LaterWritesInside(member)
                : context.LaterWritesTo(member);
            if (Judge(member, place, written, context.ReferencesTo(member)) is { } found &&
                (place != RetainedStatePlace.Singleton || context.Lifetimes.HasOnlyLongLivedInstances(type)))
                yield return found;
        }
    }

    // Static stands for: in no object that lives long. Whether a singleton's class has other objects is asked last, since it costs most.
    private RetainedStatePlace PlaceOf(INamedTypeSymbol type) =>
        context.Lifetimes.ProcessLivedAs(type) is not null ? RetainedStatePlace.Singleton
        : scope.Handlers.ContainerClassOf(type) is not null ? RetainedStatePlace.HandlerClass
        : RetainedStatePlace.Static;

    /// <summary>
    /// A number that the constructor of a handler class starts with, as if for each invocation, and that goes on from one to the next: a
    /// handler counts it up and answers with it.
    /// </summary>
    private RetainedState? CountOf(ISymbol member, IFieldSymbol field)
    {
        if (field.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64) || !scope.Handlers.MayExist ||
            scope.Handlers.ContainerClassOf(member.ContainingType) is null)
            return null;
        var writes = context.WritesTo(member).ToList();
        var counted = writes.Where(static write => write.Parent is IIncrementOrDecrementOperation or ICompoundAssignmentOperation).ToList();
        var started = writes
            .Where(static write => write.Parent is ISimpleAssignmentOperation { Value.ConstantValue.HasValue: true } &&
                write.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor }).ToList();
        return counted.Count > 0 && started.Count > 0 && counted.Count + started.Count == writes.Count &&
            counted[0].ContainingMember() is IMethodSymbol counting && scope.Handlers.Of(counting) is { } handler &&
            context.ReferencesTo(member)
                .Any(reference => reference.SelfAndAncestors().Any(static ancestor => ancestor is IReturnOperation) &&
                    SymbolEqualityComparer.Default.Equals(reference.ContainingMember(), counting))
            ? new RetainedState(
                member,
                RetainedStatePlace.HandlerClass,
                isContext: false,
                handler,
                [new StateWrite(counted[0].Parent!, counted[0])],
                isReset: false)
            : null;
    }

    /// <summary>What an <c>AsyncLocal&lt;T&gt;</c> holds.</summary>
    private static ITypeSymbol? SlotOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "AsyncLocal" or "ThreadLocal", TypeArguments.Length: 1 } slot ? slot.TypeArguments[0] : null;

    private static bool IsNeverGiven(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true }
            or IPropertySymbol { SetMethod: null or { IsInitOnly: true } };

    private bool CanKeep(ITypeSymbol type, ISymbol symbol) =>
        scope.Types.IsContext(type) || scope.Types.IsData(type) || type.TypeKind is TypeKind.Delegate or TypeKind.Interface ||
        IsIdentifier(type, symbol) ||
        type is { TypeKind: TypeKind.Class, IsAbstract: true } || scope.Types.MayKeep(type);

    // In a singleton, only a context is a fault.
    private static bool CanHoldContext(ITypeSymbol type) => !type.IsValueType && type.SpecialType != SpecialType.System_String;

    // To judge by the text: most private fields are given their value by a constructor, and how long their object lives need not be asked.
    private bool IsGivenWhileMadeOnly(ISymbol member) =>
        member.DeclaredAccessibility == Accessibility.Private &&
        context.MentionsOf(member).Where(WriteSyntaxFilter.MayBeAt).All(IsInConstructor);

    private static bool IsInConstructor(SyntaxNode name)
    {
        for (var node = name.Parent; node is not null and not AnonymousFunctionExpressionSyntax
            and not LocalFunctionStatementSyntax; node = node.Parent)
        {
            if (node is MemberDeclarationSyntax)
                return node is ConstructorDeclarationSyntax;
        }

        return false;
    }

    // Numbers are counters and gauges, unless they are called something else.
    private static bool IsIdentifier(ITypeSymbol type, ISymbol symbol) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && symbol.Name.EndsWith("Id", StringComparison.Ordinal);

    /// <param name="symbol">The field, property or variable.</param>
    /// <param name="place">What it is.</param>
    /// <param name="written">The references among which all are that give it a value after its object is made.</param>
    /// <param name="references">All its references; they are looked for when something of an invocation is found.</param>
    private RetainedState? Judge(
        ISymbol symbol,
        RetainedStatePlace place,
        IEnumerable<IOperation> written,
        IEnumerable<IOperation> references)
    {
        var found = new List<(StateWrite Giving, bool IsContext, InvocationDataSource Origin, bool IsReset)>();
        foreach (var giving in written.Select(StateWrite.At).OfType<StateWrite>())
        {
            var isContext = scope.Keepers.KeepsContext(giving.Value);
            if (!IsInvocation(giving, symbol, place, isContext) ||
                (!isContext && (place == RetainedStatePlace.Singleton || IsAsyncLocal(symbol))))
                continue;
            if (context.Phases.PhaseOf(giving.Operation) is ExecutionPhase.Test or ExecutionPhase.Initialisation &&
                place != RetainedStatePlace.Captured)
                continue;
            if (!isContext && IsKeptOnPurpose(giving, symbol))
                continue;
            if (scope.Values.OriginOf(giving.Value) is not { } origin)
                continue;
            if (isContext && IsAsyncLocal(symbol) && _resets.IsEmptied(giving, references))
                continue;
            var isReset = _resets.IsUndone(giving, references);
            if (!isReset || IsSeenMeanwhile(giving, symbol, place, origin))
                found.Add((giving, isContext, origin, isReset));
        }

        if (found.Count == 0)
            return null;

        // A context beats data: it keeps more alive, and is of no use to the next invocation.
        var anyContext = found.Any(one => one.IsContext);
        if (!anyContext && references.Any(reference => IsAskedForItsAge(reference, symbol)))
            return null;
        var ofKind = found.Where(one => one.IsContext == anyContext)
            .OrderBy(one => one.Giving.Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(one => one.Giving.Operation.Syntax.SpanStart).ToList();
        var handler = ofKind
            .Select(one => one.Origin.Handler ?? scope.Reach.Of(one.Giving.Operation))
            .FirstOrDefault(known => known is not null);
        return handler is null && !ofKind.Any(one => context.Phases.PhaseOf(one.Giving.Operation) == ExecutionPhase.SteadyState)
            ? null
            : new RetainedState(
                symbol,
                place,
                anyContext,
                handler,
                ofKind.Select(one => one.Giving).ToList(),
                ofKind.All(one => one.IsReset));
    }

    /// <summary>
    /// Whether others see what is there until it is reset: invocations that run side by side. What flows with the code of one invocation,
    /// they do not see, but work that this starts goes on with it.
    /// </summary>
    private bool IsSeenMeanwhile(StateWrite giving, ISymbol symbol, RetainedStatePlace place, InvocationDataSource origin) =>
        place != RetainedStatePlace.Captured && !IsPerThread(symbol) && !TakesTurns(giving.Operation) &&
        (origin.Handler ?? scope.Reach.Of(giving.Operation)) is { } handler && !scope.Handlers.RunsAlone(handler.Function);

    private static bool IsPerThread(ISymbol symbol) =>
        symbol is IFieldSymbol { Type.Name: "ThreadLocal" } ||
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");

    // `lock (Gate) { … }`, `await _turns.WaitAsync();`
    private static bool TakesTurns(IOperation operation) =>
        operation.SelfAndAncestors().Any(static ancestor => ancestor is ILockOperation) ||
        operation.Root().Descendants()
            .Any(part => part is IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAsync"
                or "Enter", ContainingType.Name: "SemaphoreSlim" or "Monitor" or "Lock" } } &&
                part.Syntax.SpanStart < operation.Syntax.SpanStart);

    // A field that the object is made with is not left behind by an invocation.
    private bool IsInvocation(StateWrite giving, ISymbol symbol, RetainedStatePlace place, bool isContext)
    {
        if (place is RetainedStatePlace.HandlerClass or RetainedStatePlace.Singleton &&
            giving.Operation.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor } &&
            giving.Operation.EnclosingFunction() is null)
            return false;
        var value = giving.Value.Unwrap();

        // What is made of the value that was there accumulates: that is another rule's.
        if (PartsOf(value).Any(part => SymbolEqualityComparer.Default.Equals(
            part.ReferencedSymbol()?.OriginalDefinition,
            symbol.OriginalDefinition)))
            return false;
        return isContext || value is IDelegateCreationOperation || scope.Types.IsData(value.Type ?? giving.Value.Type) ||
            scope.Keepers.KeepsPayload(value) ||
            (value.Type is { } type && IsIdentifier(type, symbol) &&
                value is IPropertyReferenceOperation or IParameterReferenceOperation or ILocalReferenceOperation);
    }

    // A local stands for what it is set to.
    private static IEnumerable<IOperation> PartsOf(IOperation value) => value.DescendantsAndSelf()
        .SelectMany(part => part is ILocalReferenceOperation
            ? ValueOrigin.Of(part).SelectMany(origin => origin.DescendantsAndSelf())
            : [part]);

    private static bool IsAsyncLocal(ISymbol symbol) =>
        SlotOf(symbol switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null! }) is not null;

    /// <summary>A cache, not a leftover: what is there is asked for, or its age, before it is replaced.</summary>
    private bool IsKeptOnPurpose(StateWrite giving, ISymbol symbol) =>
        LazyInitialization.Is(giving.Operation) || _once.RunsOnce(giving.Operation) ||
        ConditionFacts.Before(giving.Operation).Any(known => known.Condition.DescendantsAndSelf().Any(part => part switch
        {
            IMemberReferenceOperation { Member: IFieldSymbol { IsConst: false } or IPropertySymbol } member =>
                SymbolEqualityComparer.Default.Equals(member.Member.OriginalDefinition, symbol.OriginalDefinition) ||
                (member.Member.IsStatic == symbol.IsStatic && member.Instance is null or IInstanceReferenceOperation &&
                    SymbolEqualityComparer.Default.Equals(
                        member.Member.ContainingType?.OriginalDefinition,
                        symbol.ContainingType?.OriginalDefinition) && !IsFixed(member.Member)),
            ILocalReferenceOperation or IParameterReferenceOperation =>
                SymbolEqualityComparer.Default.Equals(part.ReferencedSymbol(), symbol),
            _ => false,
        }));

    /// <summary>Whether who reads it compares a time that is part of it: what is too old is passed over.</summary>
    private static bool IsAskedForItsAge(IOperation reference, ISymbol symbol) =>
        StateWrite.At(reference) is null && reference.Root().Descendants().Any(part =>
            part is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } test &&
            (IsTimeOf(test.LeftOperand, symbol) || IsTimeOf(test.RightOperand, symbol)));

    private static bool IsTimeOf(IOperation operand, ISymbol symbol) =>
        operand.DescendantsAndSelf()
            .Any(part => part is IMemberReferenceOperation { Type: { Name: "DateTime"
                or "DateTimeOffset", ContainingNamespace.Name: "System" }, Instance: { } owner } && IsPartOf(owner, symbol));

    // `entry.Value.At`, in a loop of `entry = entry.Next`, say: a few steps tell.
    private static bool IsPartOf(IOperation owner, ISymbol symbol, int depth = 0)
    {
        RecursionGuard.Check();
        return depth <= MaximumDepth && ValueOrigin.Of(owner).Any(origin =>
            SymbolEqualityComparer.Default.Equals(origin.ReferencedSymbol()?.OriginalDefinition, symbol.OriginalDefinition) ||
            origin is IMemberReferenceOperation { Instance: { } outer } && IsPartOf(outer, symbol, depth + 1));
    }

    private static bool IsFixed(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
}
