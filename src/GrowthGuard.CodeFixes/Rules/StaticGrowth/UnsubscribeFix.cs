using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Writes <c>-=</c> into the subscriber's <c>Dispose</c>, <c>Dispose(bool)</c> and <c>DisposeAsync</c>, or gives it a <c>Dispose</c>; with
/// the <c>using</c> that calls it, where nothing does yet. Without one the subscription would stay, and the finding go.
/// </summary>
internal sealed class UnsubscribeFix : SiteFix
{
    public override string EquivalenceKey => "GrowthGuard.Unsubscribe";

    public override string Title => "Unsubscribe in Dispose";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not AssignmentExpressionSyntax subscription ||
            subscription.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } declaration ||
            declaration is InterfaceDeclarationSyntax ||
            model.GetDeclaredSymbol(declaration) is not { TypeKind: TypeKind.Class, IsStatic: false } type ||
            !CanBeRepeated(subscription, model))
            return null;
        var removal = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SubtractAssignmentExpression, subscription.Left.WithoutTrivia()
                .WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory
                    .Token(SyntaxKind.MinusEqualsToken)
                    .WithTrailingTrivia(SyntaxFactory.Space), subscription.Right.WithoutTrivia()))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var disposers = new Disposers(type, model);
        if (Changes(root, declaration, type, removal) is not { } changes || !disposers.Exist())
            return null;
        foreach (var local in disposers.Locals)
            changes.Add(local, current => AsUsing((LocalDeclarationStatementSyntax)current));
        return root.ReplaceNodes(changes.Keys, (old, current) => changes[old](current));
    }

    /// <summary>What changes in the class, or <see langword="null"/> when it cannot be disposed.</summary>
    private static Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>? Changes(
        SyntaxNode root,
        TypeDeclarationSyntax declaration,
        INamedTypeSymbol type,
        StatementSyntax removal)
    {
        var disposals = Disposals(type);
        if (disposals.Count > 0)
        {
            var changes = disposals.Select(method => Change(root, method, removal)).ToList();
            return changes.All(static change => change is not null)
                ? changes.ToDictionary(static change => change!.Value.Old, static change => change!.Value.New)
                : null;
        }

        var lineEnd = LineEnd.Of(root);
        return type.BaseType?.SpecialType == SpecialType.System_Object &&
            !type.AllInterfaces.Any(static implemented => implemented.Name is "IDisposable" or "IAsyncDisposable") &&
            type.DeclaringSyntaxReferences.Length == 1 && declaration is not RecordDeclarationSyntax &&
            !declaration.OpenBraceToken.IsMissing && !declaration.OpenBraceToken.IsKind(SyntaxKind.None)
            ? new() { [declaration] = current => WithDispose((TypeDeclarationSyntax)current, removal, lineEnd) }
            : null;
    }

    private static SyntaxNode AsUsing(LocalDeclarationStatementSyntax local) =>
        local.WithoutLeadingTrivia()
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(local.GetLeadingTrivia());

    /// <summary>
    /// Whether the same event and the same delegate can be named in another method of the object, and each object subscribes once: a method
    /// that runs twice leaves a subscription that one <c>-=</c> does not remove.
    /// </summary>
    private static bool CanBeRepeated(AssignmentExpressionSyntax subscription, SemanticModel model)
    {
        if (model.GetEnclosingSymbol(subscription.SpanStart) is not IMethodSymbol { MethodKind: MethodKind.Constructor } ||
            subscription.Ancestors()
                .Any(static node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax
                    or DoStatementSyntax) ||
                    subscription.Right.DescendantNodesAndSelf().Any(node => node is AnonymousFunctionExpressionSyntax))
            return false;
        var names = subscription.Left.DescendantNodesAndSelf()
            .Concat(subscription.Right.DescendantNodesAndSelf()).OfType<SimpleNameSyntax>();
        return names.Select(name => model.GetSymbolInfo(name).Symbol).All(symbol => symbol switch
        {
            IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor,
            IFieldSymbol field => field.IsReadOnly || field.IsConst,
            IPropertySymbol property => property.SetMethod is null or { IsInitOnly: true },
            IEventSymbol or ITypeSymbol or INamespaceSymbol => true,
            _ => false,
        });
    }

    /// <summary>
    /// The methods that run when the object is disposed of. One that can be disposed of in two ways has two, unless the one calls the
    /// other: its user chooses, and to unsubscribe twice does no harm.
    /// </summary>
    private static List<IMethodSymbol> Disposals(INamedTypeSymbol type)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsStatic).ToList();
        var now = methods.FirstOrDefault(method => IsNamed(method, "Dispose") && method.Parameters.Length == 0) ??
            methods.FirstOrDefault(method => method is { Name: "Dispose", IsOverride: true, Parameters.Length: 1 });
        var later = methods.FirstOrDefault(method => IsNamed(method, "DisposeAsync") && method.Parameters.Length == 0) ??
            methods.FirstOrDefault(method => method is { Name: "DisposeAsyncCore", IsOverride: true, Parameters.Length: 0 });
        return new[] { now, now is not null && later is not null && Calls(later, "Dispose") ? null : later }
            .OfType<IMethodSymbol>()
            .ToList();
    }

    private static bool IsNamed(IMethodSymbol method, string name) =>
        method.Name == name || method.ExplicitInterfaceImplementations.Any(implemented => implemented.Name == name);

    private static bool Calls(IMethodSymbol method, string name) =>
        method.DeclaringSyntaxReferences.SelectMany(reference => reference
            .GetSyntax()
            .DescendantNodes()).OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is IdentifierNameSyntax called && called.Identifier.ValueText == name);

    private static (SyntaxNode Old, Func<SyntaxNode, SyntaxNode> New)? Change(
        SyntaxNode root,
        IMethodSymbol method,
        StatementSyntax statement)
    {
        var lineEnd = LineEnd.Of(root);
        return DeclarationOf(method, root) switch
        {
            { Body: { } body } =>
                (method.Parameters.Length == 0 ? body : WhenDisposing(body, method.Parameters[0].Name)) is { } block
                    ? (block, current => With((BlockSyntax)current, statement))
                    : null,
            { ExpressionBody: not null } declaration when method.Parameters.Length == 0 =>
                (declaration, current => BlockBodies.With(current, statement, BlockBodies.Returns(method), lineEnd)),
            _ => null,
        };
    }

    private static BlockSyntax? WhenDisposing(BlockSyntax body, string parameter) =>
        body.Statements.OfType<IfStatementSyntax>()
            .FirstOrDefault(test => test.Condition is IdentifierNameSyntax name &&
                name.Identifier.ValueText == parameter)?.Statement as BlockSyntax;

    private static BlockSyntax With(BlockSyntax body, StatementSyntax statement) =>
        body.WithStatements(body.Statements.Insert(0, statement)).WithAdditionalAnnotations(Formatter.Annotation);

    private static MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method, SyntaxNode root) =>
        method.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree ==
            root.SyntaxTree)?.GetSyntax() as MethodDeclarationSyntax;

    private static SyntaxNode WithDispose(TypeDeclarationSyntax declaration, StatementSyntax statement, SyntaxTrivia lineEnd)
    {
        var method = SyntaxFactory.MethodDeclaration(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword)), "Dispose")
            .WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.PublicKeyword)))
            .WithBody(SyntaxFactory.Block(statement))
            .WithLeadingTrivia(lineEnd)
            .WithAdditionalAnnotations(Formatter.Annotation);
        var disposable = SyntaxFactory.SimpleBaseType(SyntaxFactory
            .ParseTypeName("global::System.IDisposable")
            .WithAdditionalAnnotations(Simplifier.Annotation));
        var changed = declaration.AddMembers(method);
        if (changed.BaseList is { } list)
            return changed.WithBaseList(list.AddTypes(disposable));
        var before = changed.OpenBraceToken.GetPreviousToken();
        changed = changed.ReplaceToken(before, before.WithTrailingTrivia(SyntaxFactory.Space));
        return changed.WithBaseList(
            SyntaxFactory
                .BaseList(
                    SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.SingletonSeparatedList<BaseTypeSyntax>(disposable))
                .WithTrailingTrivia(before.TrailingTrivia));
    }
}
