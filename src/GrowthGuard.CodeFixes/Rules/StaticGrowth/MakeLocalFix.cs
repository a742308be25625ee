using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Turns a private store into a local of the only method that uses it: a collection that is its scratch pad, or a value that it gives
/// before it does anything else with it.
/// </summary>
/// <param name="isValue">Whether the store is such a value, and not a collection.</param>
internal sealed class MakeLocalFix(bool isValue = false) : StoreFix
{
    public override string EquivalenceKey => MakeLocalCodeFix.EquivalenceKey;

    // A value that is given first cannot be what an earlier call has left. Whether a collection was meant to be one of all calls, its
    // author knows.
    public override bool IsDecision => !isValue;

    public override string FixAllTitle => "Make each store that one method uses local to it (values no longer survive the call)";

    public override string TitleFor(GrowingStore store) =>
        $"Make '{store.Symbol.Name}' local to '{UserOf(store)?.Name}' (its values no longer survive the call)";

    public override Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken) =>
        Task.FromResult(Prepare(store, cancellationToken));

    private StoreChange? Prepare(GrowingStore store, CancellationToken cancellationToken)
    {
        if (store.Symbol.DeclaredAccessibility != Accessibility.Private || IsLazy(store) ||
            StoreDeclaration.Of(store) is not { } declaration ||
            UserOf(store) is not { } user || MethodOf(user, store, cancellationToken) is not { } method || LocalUses.IsIterator(method) ||
            IsInDocumentation(store, cancellationToken))
            return null;
        var uses = isValue
            ? LocalUses.Find(method, store.Symbol, store.Model, cancellationToken)
            : ScratchUses.Find(method, store, StoreDeclaration.InitialValue(store), cancellationToken);
        if (uses.IsEmpty || (isValue && !(uses.All(LocalUses.IsReadOrGiven) && IsGivenFirst(uses, method))) ||
            !MeansTheSameIn(method, declaration.Initializer) ||
            Reentry.IsPossible(user, store.Model.Compilation, cancellationToken))
            return null;

        // The store's own name is free once its uses have the new one.
        var used = new HashSet<string>(method.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && !uses.Any(use => use.Span.Contains(token.Span)))
            .Select(token => token.ValueText));
        var name = StoreWords.Escape(StoreWords.Free(StoreWords.Local(store.Symbol.Name), used.Contains));
        var returns = BlockBodies.Returns(user);
        var given = isValue ? (ExpressionStatementSyntax)uses[0].Parent!.Parent! : null;
        return async token =>
        {
            var editor = await DocumentEditor.CreateAsync(store.Document, token).ConfigureAwait(false);
            Change(editor, store, declaration, method, uses, given, name, returns);
            return editor.GetChangedDocument().Project.Solution;
        };
    }

    private static void Change(
        SyntaxEditor editor,
        GrowingStore store,
        StoreDeclaration declaration,
        MethodDeclarationSyntax method,
        ImmutableArray<ExpressionSyntax> uses,
        ExpressionStatementSyntax? given,
        string name,
        bool returns)
    {
        foreach (var use in given is null ? uses : uses.Skip(1))
            editor.ReplaceNode(use, SyntaxFactory.IdentifierName(SyntaxFactory.ParseToken(name)).WithTriviaFrom(use));

        var local = declaration.ToLocal(name, store)
            .WithLeadingTrivia(MovedComments.Of(store.Member))
            .WithTrailingTrivia(MovedComments.AtEnd(declaration.Semicolon))
            .WithAdditionalAnnotations(Formatter.Annotation);
        if (given is not null)
            editor.ReplaceNode(given, MovedStore.DeclareAt(given, declaration, name, store));
        else if (method.Body is { } body)
            editor.InsertBefore(body.Statements[0], local);
        else
            editor.ReplaceNode(method, (current, _) => BlockBodies.With(current, local, returns, LineEnd.Of(method)));

        MovedStore.Remove(store.Member, editor);
    }

    // A statement of the body itself, so that no path leads round it.
    private static bool IsGivenFirst(ImmutableArray<ExpressionSyntax> uses, MethodDeclarationSyntax method) =>
        uses[0].Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
            Parent: ExpressionStatementSyntax statement } assignment && assignment.Left == uses[0] && statement.Parent == method.Body &&
        !uses.Skip(1).Any(use => assignment.Right.Span.Contains(use.Span));

    private static bool IsLazy(GrowingStore store) => store.Type.OriginalDefinition.ToDisplayString() == "System.Lazy<T>";

    private static IMethodSymbol? UserOf(GrowingStore store) =>
        store.OnlyUser is { } id
            ? DocumentationCommentId.GetSymbolsForDeclarationId(id, store.Model.Compilation).OfType<IMethodSymbol>()
                .FirstOrDefault(method => SymbolEqualityComparer.Default.Equals(
                    method.ContainingAssembly,
                    store.Model.Compilation.Assembly))
            : null;

    // In the same file and type, so that the initializer's names are found in the method, too.
    private static MethodDeclarationSyntax? MethodOf(IMethodSymbol user, GrowingStore store, CancellationToken cancellationToken)
    {
        var implementation = user.PartialImplementationPart ?? user;
        return implementation is { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.Length: 1 } &&
            SymbolEqualityComparer.Default.Equals(implementation.ContainingType, store.Symbol.ContainingType) &&
            implementation.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax method &&
            method.SyntaxTree == store.Declaration.SyntaxTree &&
            (method.Body is { Statements.Count: > 0 } || method.ExpressionBody is { Expression: not ThrowExpressionSyntax })
            ? method
            : null;
    }

    // new Dictionary<string, int>(capacity): `capacity` must not be a parameter or local of the method.
    private static bool MeansTheSameIn(MethodDeclarationSyntax method, EqualsValueClauseSyntax? initializer)
    {
        if (initializer is null)
            return true;
        var named = new HashSet<string>(initializer.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText));
        return !method.DescendantTokens()
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && named.Contains(token.ValueText) && Declares(token));
    }

    private static bool Declares(SyntaxToken identifier) =>
        identifier.Parent is ParameterSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax
            or CatchDeclarationSyntax or LocalFunctionStatementSyntax or TypeParameterSyntax;

    // A cref to the store would name nothing.
    private static bool IsInDocumentation(GrowingStore store, CancellationToken cancellationToken) =>
        store.Symbol.ContainingType.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes(descendIntoTrivia: true))
            .Any(node => node is NameMemberCrefSyntax { Name: SimpleNameSyntax name } && name.Identifier.ValueText == store.Symbol.Name);
}
