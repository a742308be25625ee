using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Resources.Disposables;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Events;

/// <summary>Decides whether subscriptions to long-lived events pile up.</summary>
internal sealed class SubscriptionAnalysis
{
    private readonly CompilationAnalysis _context;
    private readonly ExpressionLifetime _values;
    private readonly RepeatedExecution _repetition;
    private readonly DisposalTracker _ownership;

    public SubscriptionAnalysis(CompilationAnalysis context)
    {
        _context = context;
        _values = new ExpressionLifetime(context);
        _repetition = new RepeatedExecution(context);
        _ownership = new DisposalTracker(context);
    }

    /// <summary>
    /// The subscriptions in one file, to events and delegates whose declaration is not in this compilation or that belong to a long-lived
    /// object.
    /// </summary>
    public IEnumerable<Subscription> In(SemanticModel model)
    {
        foreach (var assignment in Additions(model.SyntaxTree))
        {
            // The name first: to bind it is cheaper than to build the operations of the whole member.
            if (model.SymbolInfoOf(assignment.Left).Symbol is { } member && (member is IEventSymbol || Subscription.IsDelegate(member)) &&
                !IsOwnStatic(member) &&
                Subscription.Of(model.OperationOf(assignment)) is { } subscription && IsLongLived(subscription.Target))
                yield return subscription;
        }
    }

    /// <summary>
    /// Whether the event or delegate is a static one that this compilation declares: it is reported where it is declared.
    /// </summary>
    public bool IsOwnStatic(ISymbol member) =>
        member.IsStatic && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _context.Compilation.Assembly);

    /// <summary>The subscriptions to an event that pile up.</summary>
    public IEnumerable<Subscription> PilingUp(ISymbol member) =>
        (member is IEventSymbol @event && ForwardsToNothing(@event)) || IsCleared(member)
            ? []
            : SubscriptionsTo(member).Where(subscription => subscription.Adds && PilesUp(subscription));

    private IEnumerable<Subscription> SubscriptionsTo(ISymbol member) =>
        _context.ReferencesTo(member).Select(static reference => Subscription.Of(reference.Parent)).OfType<Subscription>();

    /// <summary>Whether the subscription is made again and again, and nothing removes its handler.</summary>
    public bool PilesUp(Subscription subscription) =>
        IsKnown(subscription) && !IsRemoved(subscription) &&
        (IsOncePerObject(subscription)
            ? _repetition.IsMadeAgain(subscription.Operation.ContainingMember()!.ContainingType)
            : _repetition.IsRepeated(subscription.Operation));

    private bool IsLongLived(IMemberReferenceOperation reference)
    {
        var member = reference.Member;
        if (member.IsStatic)
            return !_context.Facts.About(member.ContainingType)
                .Any(fact => fact.Kind == FactKind.WeakEvent && fact.Adds.Contains(member.Name));
        return reference.Instance is not (null or IInstanceReferenceOperation) && _values.IsLongLived(reference.Instance);
    }

    // Who hands a delegate in can take it out again: an accessor, or a method that passes its parameter on.
    private static bool IsKnown(Subscription subscription) =>
        subscription.IsLambda || subscription.Handler is not (null or IParameterSymbol);

    private bool IsRemoved(Subscription subscription) =>
        subscription.Handler is { } handler &&
        SubscriptionsTo(subscription.Target.Member).Any(other =>
            !other.Adds && SymbolEqualityComparer.Default.Equals(other.Handler, handler) && !IsOnlyForOrder(other, subscription) &&
            !IsLeftOut(other));

    // Whoever makes the objects, all of them in the project, drops them without a call of the `Dispose` that unsubscribes.
    private bool IsLeftOut(Subscription removal) =>
        removal.Operation.ContainingMember() is IMethodSymbol { Name: "Dispose"
            or "DisposeAsync", ContainingType: { BaseType.SpecialType: SpecialType.System_Object } type } dispose &&
            !_context.IsVisibleOutside(type) &&
        !_context.ReferencesTo(dispose).Any() && !_context.Registrations.Contain(type) && !_context.Registrations.ArePerCall(type) &&
        !_context.Facts.Has(FactKind.MadePerCall, type) &&
        type.InstanceConstructors.SelectMany(_context.ReferencesTo).ToList() is { Count: > 0 } creations &&
        creations.All(creation => creation is IObjectCreationOperation && _ownership.IsAbandoned(creation));

    // `E -= OnE; E += OnE;`: the object subscribes no more than once, and that stays. In a constructor, it was not subscribed at all.
    private static bool IsOnlyForOrder(Subscription removal, Subscription subscription) =>
        subscription.Handler is IMethodSymbol { IsStatic: false } &&
        subscription.Operation.EnclosingFunction() is null && removal.Operation.EnclosingFunction() is null &&
        subscription.Operation.ContainingMember() is IMethodSymbol method &&
        SymbolEqualityComparer.Default.Equals(removal.Operation.ContainingMember(), method) &&
        (method.MethodKind == MethodKind.Constructor ||
            (removal.Target.IsSameAs(subscription.Target) &&
                removal.Operation.Parent is IExpressionStatementOperation { Parent: IBlockOperation block } removed &&
                subscription.Operation.Parent is { } subscribed &&
                block.Operations.IndexOf(subscribed) == block.Operations.IndexOf(removed) + 1));

    private bool IsOncePerObject(Subscription subscription) =>
        subscription.Operation.ContainingMember() is IMethodSymbol { MethodKind: not MethodKind.Constructor } &&
        SubscriptionsTo(subscription.Target.Member).Any(other =>
            !other.Adds && SymbolEqualityComparer.Default.Equals(other.Handler, subscription.Handler) &&
            IsOnlyForOrder(other, subscription));

    // An accessor that is written out may keep its subscribers weakly, or under a key.
    private bool ForwardsToNothing(IEventSymbol @event) =>
        @event.AddMethod is { IsImplicitlyDeclared: false } accessor && accessor.DeclaringSyntaxReferences.Length > 0 &&
        accessor.DeclaringSyntaxReferences[0].GetSyntax() is AccessorDeclarationSyntax &&
        !_context.BodiesOf(accessor)
            .SelectMany(body => body.DescendantsAndSelf())
            .Any(operation => operation is IEventAssignmentOperation or ICompoundAssignmentOperation);

    private bool IsCleared(ISymbol member) =>
        _context.AssignmentsTo(member)
            .Any(static assignment => assignment is ISimpleAssignmentOperation && Subscription.Of(assignment) is null);

    // `a.Changed += handler`: events have names in Pascal case, and what is added to one is neither text nor a number.
    internal static IEnumerable<AssignmentExpressionSyntax> Additions(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        var root = tree.GetRoot();
        for (var at = text.IndexOf("+=", StringComparison.Ordinal); at >= 0; at = text.IndexOf("+=", at + 2, StringComparison.Ordinal))
        {
            if (root.FindToken(at) is var token && token.IsKind(SyntaxKind.PlusEqualsToken) &&
                token.Parent is AssignmentExpressionSyntax assignment &&
                NameOf(assignment.Left) is { Length: > 0 } name && char.IsUpper(name[0]) &&
                assignment.Right is not (LiteralExpressionSyntax or BinaryExpressionSyntax or InterpolatedStringExpressionSyntax))
                yield return assignment;
        }
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
