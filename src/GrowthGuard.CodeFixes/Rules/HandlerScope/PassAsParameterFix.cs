using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>Hands what a handler leaves in a field to the private helpers that read it, as a parameter.</summary>
internal sealed class PassAsParameterFix : StoreFix
{
    public override string EquivalenceKey => "GrowthGuard.PassAsParameter";

    public override string FixAllTitle => "Pass each value to the helpers that read it as a parameter";

    public override string TitleFor(GrowingStore store) => $"Pass '{store.Symbol.Name}' to the helpers that read it as a parameter";

    public override async Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken)
    {
        if (store.Symbol.DeclaredAccessibility != Accessibility.Private ||
            StoreDeclaration.Of(store) is not { Initializer: null or { Value: LiteralExpressionSyntax } } declaration ||
            store.Sites.Length != 1 ||
            store.Sites[0].Expression is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Parent: ExpressionStatementSyntax { Parent.Parent: MethodDeclarationSyntax handler } given } assignment ||
            await store.Sites[0].Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root ||
            root.SyntaxTree != store.Declaration.SyntaxTree ||
            PassedValue.Of(store.Symbol, assignment, handler, store.Model) is not { } passed)
            return null;
        var name = StoreWords.Escape(StoreWords.Free(StoreWords.Local(store.Symbol.Name), passed.IsTaken));
        return async token =>
        {
            var editor = await DocumentEditor.CreateAsync(store.Document, token).ConfigureAwait(false);
            foreach (var use in passed.Reads)
                editor.ReplaceNode(use, SyntaxFactory.IdentifierName(name).WithTriviaFrom(use));
            foreach (var call in passed.Calls)
                editor.ReplaceNode(call, (current, _) => WithArgument((InvocationExpressionSyntax)current, name));
            foreach (var helper in passed.Helpers)
                editor.ReplaceNode(helper, (current, _) => WithParameter((MethodDeclarationSyntax)current, declaration.Type, name));
            editor.ReplaceNode(given, MovedStore.DeclareAt(given, declaration, name, store));
            MovedStore.Remove(store.Member, editor);
            return editor.GetChangedDocument().Project.Solution;
        };
    }

    private static InvocationExpressionSyntax WithArgument(InvocationExpressionSyntax call, string name) =>
        call.WithArgumentList(call.ArgumentList.WithArguments(Add(
            call.ArgumentList.Arguments,
            SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name)))));

    private static MethodDeclarationSyntax WithParameter(MethodDeclarationSyntax method, TypeSyntax type, string name) =>
        method.WithParameterList(method.ParameterList.WithParameters(Add(
            method.ParameterList.Parameters, SyntaxFactory
                .Parameter(SyntaxFactory.Identifier(name))
                .WithType(type.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space)))));

    private static SeparatedSyntaxList<T> Add<T>(SeparatedSyntaxList<T> list, T last)
        where T : SyntaxNode =>
        SyntaxFactory.SeparatedList<T>(list.GetWithSeparators()
            .AddRange(list.Count == 0
                ? [last]
                : [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), last]));
}
