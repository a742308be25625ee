using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Resources.Events;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>
/// Finds what handlers register with objects that outlive them: entries of registries (converters, listeners, default headers), and
/// subscriptions to events of objects that a handler class keeps.
/// </summary>
internal sealed class PerInvocationRegistrationFinder(CompilationAnalysis context)
{
    private static readonly string[] Removals = ["Remove", "RemoveAt", "RemoveAll", "Clear"];

    private readonly InvocationAnalysis _scope = context.HandlerScopes;
    private readonly ExpressionLifetime _values = new(context);
    private readonly RunOnceGuard _once = new(context);
    private readonly SubscriptionAnalysis _subscriptions = new(context);
    private readonly string[] _names = context.Facts.OfKind(FactKind.Registry).SelectMany(fact => fact.Adds).Distinct().ToArray();

    /// <summary>The registrations in one file that each invocation repeats and nothing undoes.</summary>
    public IEnumerable<PerInvocationRegistration> In(SemanticModel model) =>
        IdentifierIndex.WrittenIn(model.SyntaxTree, _names).SelectMany(name => Registered(name, model)).Concat(Subscribed(model));

    private IEnumerable<PerInvocationRegistration> Registered(string member, SemanticModel model)
    {
        foreach (var name in IdentifierIndex.Find(member, model.SyntaxTree, null))
        {
            if (AdditionAt(name) is { } addition && model.SymbolInfoOf(name).Symbol is { ContainingType: not null } symbol &&
                IsRegistry(symbol) &&
                model.OperationOf(addition) is IInvocationOperation call && !_once.RunsOnce(call) &&
                OwnerOf(call, symbol) is var owner && (symbol.IsStatic || owner is not null && IsLongLived(owner)) &&
                !IsUndone(call, symbol, owner) && _scope.Reach.Of(call) is { } handler)
                yield return new PerInvocationRegistration(call, Text(owner, symbol), handler);
        }
    }

    /// <summary>The call that adds: of the named method itself, or of a method of the named collection or of a part of it.</summary>
    private static InvocationExpressionSyntax? AdditionAt(SimpleNameSyntax name)
    {
        var node = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => (SyntaxNode)name,
        };
        if (node.Parent is InvocationExpressionSyntax call && call.Expression == node)
            return call;
        for (var outer = node.Parent; outer is MemberAccessExpressionSyntax part &&
            part.Expression == node; node = outer, outer = node.Parent)
        {
            if (part.Parent is InvocationExpressionSyntax added && added.Expression == part)
                return part.Name.Identifier.ValueText.StartsWith("Add", StringComparison.Ordinal) ||
                    part.Name.Identifier.ValueText is "Insert" or "TryAddWithoutValidation"
                    ? added
                    : null;
        }

        return null;
    }

    private bool IsRegistry(ISymbol member)
    {
        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (context.Facts.About(type).Any(fact => fact.Kind == FactKind.Registry && fact.Adds.Contains(member.Name)))
                return true;
        }

        return false;
    }

    /// <summary>The object that the named member is of; <see langword="null"/> for a static one.</summary>
    private static IOperation? OwnerOf(IInvocationOperation call, ISymbol member)
    {
        if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, member.OriginalDefinition) ||
            call.TargetMethod.ReducedFrom is not null)
            return call.Instance;
        return call.DescendantsAndSelf().OfType<IMemberReferenceOperation>()
            .FirstOrDefault(part => SymbolEqualityComparer.Default.Equals(part.Member, member))?.Instance;
    }

    private bool IsLongLived(IOperation owner) => _values.IsLongLived(owner) || IsKeptByHandlerClass(owner);

    /// <summary>A field of a handler class that is given its value while the class is made, and keeps it.</summary>
    private bool IsKeptByHandlerClass(IOperation owner)
    {
        var origins = ValueOrigin.Of(owner).ToList();
        return origins.Count > 0 &&
            origins.All(origin => origin is IMemberReferenceOperation { Instance: IInstanceReferenceOperation,
                Member: { ContainingType: { } type } member } &&
            _scope.Handlers.ContainerClassOf(type) is not null && AssignedValueFinder.To(member, context).All(IsGivenWhileMade));
    }

    private static bool IsGivenWhileMade(IOperation value) =>
        value.Root() is ISymbolInitializerOperation || value.Parent is ICoalesceAssignmentOperation ||
        value.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor };

    /// <summary>Whether anything takes entries out of the same registry.</summary>
    private bool IsUndone(IInvocationOperation call, ISymbol member, IOperation? owner)
    {
        if (owner?.ReferencedSymbol() is not { } holder || owner.ReferencedSymbol() is ILocalSymbol)
            return call.Root().Descendants().OfType<IInvocationOperation>().Any(other => IsRemoval(other, member));
        return context.ReferencesTo(holder)
            .SelectMany(reference => reference.SelfAndAncestors()
                .TakeWhile(ancestor => ancestor is not IBlockOperation)).OfType<IInvocationOperation>()
            .Any(other => IsRemoval(other, member));
    }

    private static bool IsRemoval(IInvocationOperation call, ISymbol member) =>
        Removals.Contains(call.TargetMethod.Name) && call.Instance is not null &&
        call.Instance.DescendantsAndSelf().OfType<IMemberReferenceOperation>()
            .Any(part => SymbolEqualityComparer.Default.Equals(part.Member, member));

    private static string Text(IOperation? owner, ISymbol member)
    {
        var text = owner is null or IInstanceReferenceOperation ? member.ContainingType.Name : owner.Syntax.ToString();
        return (text.Length <= 40 && text.IndexOf('\n') < 0 ? text + "." : "") + member.Name;
    }

    // Static events, and those of objects that live as long as the process, are GG1007's.
    private IEnumerable<PerInvocationRegistration> Subscribed(SemanticModel model)
    {
        foreach (var assignment in SubscriptionAnalysis.Additions(model.SyntaxTree))
        {
            if (model.SymbolInfoOf(assignment.Left).Symbol is IEventSymbol { IsStatic: false } &&
                Subscription.Of(model.OperationOf(assignment)) is { Target.Instance: { } owner } subscription &&
                !_values.IsLongLived(owner) && IsKeptByHandlerClass(owner) && _subscriptions.PilesUp(subscription) &&
                _scope.Reach.Of(subscription.Operation) is { } handler)
                yield return new PerInvocationRegistration(subscription.Operation, Text(owner, subscription.Target.Member), handler);
        }
    }
}
