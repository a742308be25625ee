using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Clears the store before it grows past a named number, and documents that number as its bound. Only what nobody misses is cleared: see
/// <see cref="ForgettableEntries"/>.
/// </summary>
internal sealed class EvictWhenFullFix : StoreFix
{
    public override string EquivalenceKey => EvictWhenFullCodeFix.EquivalenceKey;

    public override bool IsDecision => true;

    public override string FixAllTitle => "Clear each store when it holds 1000 entries";

    public override string TitleFor(GrowingStore store) => $"Clear '{store.Symbol.Name}' when it holds 1000 entries";

    public override async Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken)
    {
        if (store is not { CountMember: { } count, ClearMember: { } clear, Sites.IsEmpty: false } ||
            !BoundDocumentation.CanBeAdded(AnnotationKind.Bounded, store))
            return null;
        var sites = new List<GuardedSite>();
        var places = new List<(SyntaxNode, SemanticModel)>();
        foreach (var site in store.Sites)
        {
            if (await site.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model ||
                GuardedSite.Of(site, store.Symbol, model, cancellationToken) is not { } guarded ||
                !CanBeCleared(guarded, count, clear, model, cancellationToken))
                return null;
            sites.Add(guarded);
            places.Add((site.Expression, model));
        }

        // Of two keys in one statement, the guard would ask for one only.
        if (sites.GroupBy(site => site.Place.Anchor).Any(group => group.Count() > 1 && group.Any(site => site.IsKnown is not null)) ||
            !await ForgettableEntries.AreInAsync(store, cancellationToken).ConfigureAwait(false))
            return null;
        var limit = CountLimit.For(store, places);
        return token => ChangeAsync(store, sites, limit, count, clear, token);
    }

    // The names come from the analyzer; only what they mean at the site decides whether `if (x.Count >= n) x.Clear();` compiles.
    private static bool CanBeCleared(
        GuardedSite site,
        string count,
        string clear,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        model.GetTypeInfo(site.Receiver, cancellationToken).Type is { } type &&
        model.LookupSymbols(site.Receiver.SpanStart, type, count)
            .Any(member => member is IPropertySymbol { IsStatic: false, Type.SpecialType: SpecialType.System_Int32
                or SpecialType.System_Int64 }) &&
        model.LookupSymbols(site.Receiver.SpanStart, type, clear)
            .Any(member => member is IMethodSymbol { IsStatic: false, ReturnsVoid: true, Parameters.Length: 0 });

    private static async Task<Solution> ChangeAsync(
        GrowingStore store,
        List<GuardedSite> sites,
        CountLimit limit,
        string count,
        string clear,
        CancellationToken cancellationToken)
    {
        var text = await store.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var solution = new SolutionEditor(await AnnotationSource
            .EnsureAsync(store.Document.Project, AnnotationKind.Bounded, text, cancellationToken)
            .ConfigureAwait(false));
        var guarded = new HashSet<SyntaxNode>();
        foreach (var site in sites)
        {
            if (!guarded.Add(site.Place.Anchor))
                continue;
            var inSite = await solution.GetDocumentEditorAsync(site.Site.Document.Id, cancellationToken).ConfigureAwait(false);
            site.Place.Insert(inSite, Guard(site, limit, count, clear, LineEnd.Of(site.Place.Anchor)));
        }

        await BoundDocumentation
            .AddAsync(
                solution,
                new BoundWords(AnnotationKind.Bounded, CountLimit.Number, "cleared when full", limit.Name),
                store,
                cancellationToken)
            .ConfigureAwait(false);
        Declare(limit, store, await solution.GetDocumentEditorAsync(store.Document.Id, cancellationToken).ConfigureAwait(false));
        return await BoundDocumentation.FinishAsync(solution, store, cancellationToken).ConfigureAwait(false);
    }

    private static StatementSyntax Guard(GuardedSite site, CountLimit limit, string count, string clear, SyntaxTrivia lineEnd)
    {
        var receiver = site.Receiver.WithoutTrivia();
        ExpressionSyntax isFull = SyntaxFactory.BinaryExpression(
            SyntaxKind.GreaterThanOrEqualExpression,
            Member(receiver, count),
            limit.BesideOf(site.Store.WithoutTrivia()));

        // The key first: a concurrent dictionary takes all of its locks to count.
        if (site.IsKnown is { } isKnown)
            isFull = SyntaxFactory.BinaryExpression(
                SyntaxKind.LogicalAndExpression,
                SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isKnown),
                isFull);
        var empty = SyntaxFactory.ExpressionStatement(SyntaxFactory.InvocationExpression(Member(receiver, clear)));
        return SyntaxFactory.IfStatement(isFull, SyntaxFactory.Block(empty))
            .WithTrailingTrivia(lineEnd, lineEnd)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static MemberAccessExpressionSyntax Member(ExpressionSyntax receiver, string name) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(name));

    private static void Declare(CountLimit limit, GrowingStore store, SyntaxEditor editor)
    {
        // Blank lines and directives come before the constant, comments stay with the store.
        var lineEnd = LineEnd.Of(store.Member);
        var leading = store.Member.GetLeadingTrivia();
        editor.InsertBefore(store.Member, limit.Declaration(lineEnd).WithLeadingTrivia(AttachedTrivia.ForNodeBefore(leading)));
        editor.ReplaceNode(
            store.Member,
            (current, _) => current.WithLeadingTrivia(AttachedTrivia.Split(current.GetLeadingTrivia()).Attached.Insert(0, lineEnd)));
    }
}
