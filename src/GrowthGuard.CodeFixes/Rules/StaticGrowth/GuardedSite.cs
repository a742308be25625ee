using GrowthGuard.CodeFixes.Caches;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>A growth site and what a guard before it needs to know.</summary>
internal sealed class GuardedSite
{
    private GuardedSite(GrowthSite site, ExpressionSyntax receiver, ExpressionSyntax store, GuardPlace place, ExpressionSyntax? isKnown)
    {
        Site = site;
        Receiver = receiver;
        Store = store;
        Place = place;
        IsKnown = isKnown;
    }

    public GrowthSite Site { get; }

    /// <summary>The collection, as it is written: <c>Cache</c>, <c>Holder.Cache</c>, <c>Cache.Value</c>.</summary>
    public ExpressionSyntax Receiver { get; }

    /// <summary>The store in it: the receiver itself, or what <c>.Value</c> is asked of.</summary>
    public ExpressionSyntax Store { get; }

    /// <summary>Where the guard goes.</summary>
    public GuardPlace Place { get; }

    /// <summary>
    /// What asks whether the key is there already, so that the site adds nothing; <see langword="null"/> where it is known to be new, or
    /// there are no keys.
    /// </summary>
    public ExpressionSyntax? IsKnown { get; }

    /// <summary>The site with its guard's place, or <see langword="null"/> when none can be put before it.</summary>
    public static GuardedSite? Of(GrowthSite site, ISymbol store, SemanticModel model, CancellationToken cancellationToken)
    {
        var receiver = site.Expression switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            ElementAccessExpressionSyntax access => access.Expression,
            _ => null,
        };
        if (receiver is null || !RepeatableValue.Is(receiver, model, cancellationToken) ||
            StoreIn(receiver, store, model, cancellationToken) is not { } named ||
            GuardPlace.Before(site.Expression, model, cancellationToken) is not { } place)
            return null;
        if (KeyOf(site.Expression) is not { } key || KnownBy(receiver, key, model) is not { } test ||
            IsMissedBefore(site.Expression, key, place, store, model, cancellationToken))
            return new GuardedSite(site, receiver, named, place, isKnown: null);
        return RepeatableValue.Is(key, model, cancellationToken) &&
            RepeatableValue.IsSameBefore(key, place.Anchor, place.Evaluated, model, cancellationToken)
            ? new GuardedSite(site, receiver, named, place, SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    receiver.WithoutTrivia(),
                    SyntaxFactory.IdentifierName(test)),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(key.WithoutTrivia())))))
            : null;
    }

    private static ExpressionSyntax? StoreIn(
        ExpressionSyntax receiver,
        ISymbol store,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        var isLazy = IsLazy(store);
        if (isLazy && receiver is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" })
            return null;
        var named = isLazy ? ((MemberAccessExpressionSyntax)receiver).Expression : receiver;
        return named is SimpleNameSyntax or MemberAccessExpressionSyntax &&
            SymbolEqualityComparer.Default.Equals(
                model.GetSymbolInfo(named, cancellationToken).Symbol?.OriginalDefinition,
                store.OriginalDefinition)
            ? named
            : null;
    }

    private static bool IsLazy(ISymbol store) =>
        ((store as IFieldSymbol)?.Type ?? (store as IPropertySymbol)?.Type)?.OriginalDefinition.ToDisplayString() == "System.Lazy<T>";

    private static ExpressionSyntax? KeyOf(ExpressionSyntax site) => site switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression,
        _ => null,
    };

    // A dictionary has ContainsKey, a set Contains and no order; a list has Contains, too, and takes what it has a second time.
    private static string? KnownBy(ExpressionSyntax receiver, ExpressionSyntax key, SemanticModel model)
    {
        if (model.GetTypeInfo(receiver).Type is not { } type)
            return null;
        if (Has("ContainsKey"))
            return "ContainsKey";
        return type.AllInterfaces.Append(type as INamedTypeSymbol).Any(static implemented => implemented?.Name is "ISet") && Has("Contains")
            ? "Contains"
            : null;

        bool Has(string name) =>
            model.LookupSymbols(key.SpanStart, type, name)
                .Any(static member => member is IMethodSymbol { IsStatic: false, Parameters.Length: 1 });
    }

    // Behind a look-up that has missed, the key is new.
    private static bool IsMissedBefore(
        ExpressionSyntax site,
        ExpressionSyntax key,
        GuardPlace place,
        ISymbol store,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        store is IFieldSymbol field &&
        MissedKeys
            .Before(new DictionaryUse(DictionaryUseKind.Set, site, site, key), field, model, cancellationToken)
            .Any(call => call.Span.End <= place.Anchor.SpanStart);
}
