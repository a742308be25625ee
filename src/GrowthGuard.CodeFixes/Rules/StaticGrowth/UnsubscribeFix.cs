using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>Writes <c>-=</c> into the subscriber's <c>Dispose</c>, <c>Dispose(bool)</c> or <c>DisposeAsync</c>, or gives it a <c>Dispose</c>.</summary>
internal sealed class UnsubscribeFix : SiteFix
{
    public override string EquivalenceKey => "GrowthGuard.Unsubscribe";

    public override string Title => "Unsubscribe in Dispose";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not AssignmentExpressionSyntax subscription || subscription.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } declaration ||
            declaration is InterfaceDeclarationSyntax || model.GetDeclaredSymbol(declaration) is not { TypeKind: TypeKind.Class, IsStatic: false } type || !CanBeRepeated(subscription, model))
            return null;
        var removal = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SubtractAssignmentExpression, subscription.Left.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Token(SyntaxKind.MinusEqualsToken).WithTrailingTrivia(SyntaxFactory.Space), subscription.Right.WithoutTrivia()))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var methods = type.GetMembers().OfType<IMethodSymbol>().ToList();
        if (methods.FirstOrDefault(method => method is { Name: "Dispose", Parameters.Length: 0, IsStatic: false } || method.ExplicitInterfaceImplementations.Any(implemented => implemented.Name == "Dispose")) is { } dispose)
            return WithStatement(root, dispose, removal);
        if (methods.FirstOrDefault(method => method is { Name: "Dispose", IsOverride: true, Parameters.Length: 1 }) is { } ofBase)
            return WithStatementWhenDisposing(root, ofBase, removal);
        if (methods.FirstOrDefault(method => method is { Name: "DisposeAsync", Parameters.Length: 0, IsStatic: false }) is { } disposeAsync)
            return WithStatement(root, disposeAsync, removal);
        return type.BaseType?.SpecialType == SpecialType.System_Object && !type.AllInterfaces.Any(implemented => implemented.Name is "IDisposable" or "IAsyncDisposable") &&
            type.DeclaringSyntaxReferences.Length == 1 && declaration is not RecordDeclarationSyntax && !declaration.OpenBraceToken.IsMissing && !declaration.OpenBraceToken.IsKind(SyntaxKind.None)
            ? WithDispose(root, declaration, removal)
            : null;
    }

    /// <summary>Whether the same event and the same delegate can be named in another method of the object.</summary>
    private static bool CanBeRepeated(AssignmentExpressionSyntax subscription, SemanticModel model)
    {
        if (model.GetEnclosingSymbol(subscription.SpanStart) is not { IsStatic: false } || subscription.Right.DescendantNodesAndSelf().Any(node => node is AnonymousFunctionExpressionSyntax))
            return false;
        var names = subscription.Left.DescendantNodesAndSelf().Concat(subscription.Right.DescendantNodesAndSelf()).OfType<SimpleNameSyntax>();
        return names.Select(name => model.GetSymbolInfo(name).Symbol).All(symbol => symbol switch
        {
            IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor,
            IFieldSymbol or IPropertySymbol or IEventSymbol or ITypeSymbol or INamespaceSymbol => true,
            _ => false,
        });
    }

    private static SyntaxNode? WithStatement(SyntaxNode root, IMethodSymbol method, StatementSyntax statement) => DeclarationOf(method, root) switch
    {
        { Body: { } body } => root.ReplaceNode(body, With(body, statement)),
        { ExpressionBody: not null } declaration => root.ReplaceNode(declaration, BlockBodies.With(declaration, statement, BlockBodies.Returns(method), LineEnd.Of(root))),
        _ => null,
    };

    private static SyntaxNode? WithStatementWhenDisposing(SyntaxNode root, IMethodSymbol method, StatementSyntax statement)
    {
        var parameter = method.Parameters[0].Name;
        return DeclarationOf(method, root)?.Body?.Statements.OfType<IfStatementSyntax>()
            .FirstOrDefault(test => test.Condition is IdentifierNameSyntax name && name.Identifier.ValueText == parameter)?.Statement is BlockSyntax block
            ? root.ReplaceNode(block, With(block, statement))
            : null;
    }

    private static BlockSyntax With(BlockSyntax body, StatementSyntax statement) =>
        body.WithStatements(body.Statements.Insert(0, statement)).WithAdditionalAnnotations(Formatter.Annotation);

    private static MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method, SyntaxNode root) =>
        method.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == root.SyntaxTree)?.GetSyntax() as MethodDeclarationSyntax;

    private static SyntaxNode WithDispose(SyntaxNode root, TypeDeclarationSyntax declaration, StatementSyntax statement)
    {
        var method = SyntaxFactory.MethodDeclaration(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword)), "Dispose")
            .WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.PublicKeyword)))
            .WithBody(SyntaxFactory.Block(statement))
            .WithLeadingTrivia(LineEnd.Of(root))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var disposable = SyntaxFactory.SimpleBaseType(SyntaxFactory.ParseTypeName("global::System.IDisposable").WithAdditionalAnnotations(Simplifier.Annotation));
        var changed = declaration.AddMembers(method);
        if (changed.BaseList is { } list)
            return root.ReplaceNode(declaration, changed.WithBaseList(list.AddTypes(disposable)));
        var before = changed.OpenBraceToken.GetPreviousToken();
        changed = changed.ReplaceToken(before, before.WithTrailingTrivia(SyntaxFactory.Space));
        return root.ReplaceNode(declaration, changed.WithBaseList(
            SyntaxFactory.BaseList(SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.SingletonSeparatedList<BaseTypeSyntax>(disposable)).WithTrailingTrivia(before.TrailingTrivia)));
    }
}
