using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>A growth site and what a guard before it needs to know.</summary>
internal sealed class GuardedSite
{
    // Members that do not mind that the entry is gone.
    private static readonly string[] Tolerant = ["Contains", "Try", "Get", "Add", "Enqueue", "Push", "Count", "Length", "IsEmpty", "Any", "Clear", "Remove"];

    private GuardedSite(GrowthSite site, ExpressionSyntax receiver, ExpressionSyntax store, GuardPlace? place)
    {
        Site = site;
        Receiver = receiver;
        Store = store;
        Place = place;
    }

    public GrowthSite Site { get; }

    /// <summary>The collection, as it is written: <c>Cache</c>, <c>Holder.Cache</c>, <c>Cache.Value</c>.</summary>
    public ExpressionSyntax Receiver { get; }

    /// <summary>The store in it: the receiver itself, or what <c>.Value</c> is asked of.</summary>
    public ExpressionSyntax Store { get; }

    /// <summary>Where the guard goes, or <see langword="null"/> when the site needs none.</summary>
    public GuardPlace? Place { get; }

    /// <summary>The site with its guard's place, or <see langword="null"/> when none can be put before it.</summary>
    public static GuardedSite? Of(GrowthSite site, ISymbol store, SemanticModel model, CancellationToken cancellationToken)
    {
        var receiver = site.Expression switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            ElementAccessExpressionSyntax access => access.Expression,
            _ => null,
        };
        if (receiver is null || StoreIn(receiver, store, model, cancellationToken) is not { } named)
            return null;
        if (ReadsEntryFirst(site.Expression, model, cancellationToken))
            return new GuardedSite(site, receiver, named, place: null);
        return GuardPlace.Before(site.Expression, model, cancellationToken) is { } place && ToleratesClearing(place.Evaluated, store, model, cancellationToken)
            ? new GuardedSite(site, receiver, named, place)
            : null;
    }

    private static ExpressionSyntax? StoreIn(ExpressionSyntax receiver, ISymbol store, SemanticModel model, CancellationToken cancellationToken)
    {
        var isLazy = IsLazy(store);
        if (isLazy && receiver is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" })
            return null;
        var named = isLazy ? ((MemberAccessExpressionSyntax)receiver).Expression : receiver;
        return IsStore(named, store, model, cancellationToken) ? named : null;
    }

    private static bool IsLazy(ISymbol store) =>
        ((store as IFieldSymbol)?.Type ?? (store as IPropertySymbol)?.Type)?.OriginalDefinition.ToDisplayString() == "System.Lazy<T>";

    private static bool IsStore(SyntaxNode node, ISymbol store, SemanticModel model, CancellationToken cancellationToken) =>
        node is SimpleNameSyntax or MemberAccessExpressionSyntax && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(node, cancellationToken).Symbol?.OriginalDefinition, store.OriginalDefinition);

    // counts[key]++ asks a dictionary for the entry before it writes: it throws for a new key, so it adds none, and must not find the entry gone.
    private static bool ReadsEntryFirst(ExpressionSyntax site, SemanticModel model, CancellationToken cancellationToken) =>
        site is ElementAccessExpressionSyntax && IsReadAndWritten(site) &&
        model.GetSymbolInfo(site, cancellationToken).Symbol is IPropertySymbol { ContainingType: { } type } &&
        type.AllInterfaces.Add(type).Any(implemented => implemented.OriginalDefinition.ToDisplayString() == "System.Collections.Generic.IDictionary<TKey, TValue>");

    private static bool IsReadAndWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Left == expression && !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        _ => false,
    };

    // Cache[key] = Cache[other] + 1: the guard before it may have taken the entry that is read.
    private static bool ToleratesClearing(SyntaxNode evaluated, ISymbol store, SemanticModel model, CancellationToken cancellationToken) =>
        evaluated.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == store.Name && IsStore(name, store, model, cancellationToken))
            .All(name => IsTolerantUse(Whole(name, store)));

    private static ExpressionSyntax Whole(SimpleNameSyntax name, ISymbol store)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return IsLazy(store) && whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value ? value : whole;
    }

    private static bool IsTolerantUse(ExpressionSyntax store) => store.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } => Tolerant.Any(start => member.StartsWith(start, StringComparison.Ordinal)) && member != "GetRange",
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } entry => assignment.Left == entry && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        _ => false,
    };
}
