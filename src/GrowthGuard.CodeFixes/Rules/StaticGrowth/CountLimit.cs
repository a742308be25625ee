using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>The constant beside a store that says how many entries it may hold.</summary>
/// <param name="name">Its name.</param>
/// <param name="accessibility">Who needs to see it.</param>
internal sealed class CountLimit(string name, Accessibility accessibility)
{
    private static readonly Dictionary<Accessibility, string> Modifiers = new()
    {
        [Accessibility.Private] = "private",
        [Accessibility.ProtectedAndInternal] = "private protected",
        [Accessibility.Protected] = "protected",
        [Accessibility.Internal] = "internal",
        [Accessibility.ProtectedOrInternal] = "protected internal",
        [Accessibility.Public] = "public",
    };

    /// <summary>How many that is, for the author to change.</summary>
    public const string Number = "1000";

    public string Name => name;

    /// <summary>The declaration.</summary>
    public MemberDeclarationSyntax Declaration(SyntaxTrivia lineEnd) =>
        SyntaxFactory.ParseMemberDeclaration($"{Modifiers[accessibility]} const int {name} = {Number};")!
            .WithTrailingTrivia(lineEnd)
            .WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>The constant, as the store beside it is written: <c>Holder.Cache</c> gives <c>Holder.MaximumCacheCount</c>.</summary>
    public ExpressionSyntax BesideOf(ExpressionSyntax store)
    {
        var constant = SyntaxFactory.IdentifierName(name);
        return store is MemberAccessExpressionSyntax access ? access.WithName(constant) : constant;
    }

    /// <summary>The limit of a store: its name is free in the type and at all sites, and all sites can see it.</summary>
    public static CountLimit For(GrowingStore store, IEnumerable<(SyntaxNode Node, SemanticModel Model)> sites)
    {
        var places = sites.ToList();
        var limit = StoreWords.Free(
            StoreWords.Maximum(store.Symbol.Name),
            candidate => store.Model.LookupSymbols(store.Declaration.SpanStart, name: candidate).Length > 0 ||
                places.Any(place => place.Model.LookupSymbols(place.Node.SpanStart, name: candidate).Length > 0));
        return new CountLimit(
            limit,
            places.All(place => IsInside(place, store.Symbol.ContainingType)) ? Accessibility.Private : store.Symbol.DeclaredAccessibility);
    }

    private static bool IsInside((SyntaxNode Node, SemanticModel Model) place, INamedTypeSymbol type)
    {
        for (var current = place.Model.GetEnclosingSymbol(place.Node.SpanStart); current is not null; current = current.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.OriginalDefinition))
                return true;
        }

        return false;
    }
}
