using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>GG2001: declares a captured variable in the handler that gives it its value, when nobody else uses it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareInHandlerCodeFix))]
[Shared]
public sealed class DeclareInHandlerCodeFix : DocumentFixProvider
{
    /// <summary>Makes the provider.</summary>
    public DeclareInHandlerCodeFix()
        : base(RuleCatalog.HandlerStateIsLeft.Id, "GrowthGuard.DeclareInHandler", "Declare each variable in the handler", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        if (reported.Node is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
            Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax { Parent: BlockSyntax { Parent: AnonymousFunctionExpressionSyntax
                or LocalFunctionStatementSyntax } body } given } assignment ||
            DeclarationOf(reported) is not { } declaration || !IsAllAfter(assignment, body, declaration, reported.Model))
            return null;
        var variable = declaration.Declaration.Variables[0].Identifier;
        return new DocumentFix($"Declare '{variable.ValueText}' in the handler", editor =>
        {
            editor.RemoveNode(
                declaration.Parent is GlobalStatementSyntax statement ? statement : declaration,
                SyntaxRemoveOptions.KeepNoTrivia);
            editor.ReplaceNode(given, LocalDeclarations.Of(given, variable, TypeOf(declaration, assignment, reported.Model)));
        });
    }

    /// <summary>
    /// The declaration, where it declares this variable alone, with nothing to lose: no comment, and no value but a constant.
    /// </summary>
    private static LocalDeclarationStatementSyntax? DeclarationOf(ReportedNodes reported) =>
        reported.Others.Count == 1 &&
        reported.Others[0]?.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Initializer: null
            or { Value: LiteralExpressionSyntax },
            Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } &&
        declaration.UsingKeyword.RawKind == 0 &&
        !declaration.DescendantTrivia(descendIntoTrivia: true)
            .Any(static trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) ||
                trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            ? declaration
            : null;

    /// <summary>Whether every use of the variable stands in the handler behind the assignment.</summary>
    private static bool IsAllAfter(
        AssignmentExpressionSyntax assignment,
        BlockSyntax body,
        LocalDeclarationStatementSyntax declaration,
        SemanticModel model)
    {
        var variable = model.GetDeclaredSymbol(declaration.Declaration.Variables[0]);
        var scope = declaration.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : declaration.Parent!;
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable!.Name && name != assignment.Left &&
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, variable))
            .All(name => body.Span.Contains(name.Span) && name.SpanStart > assignment.Span.End);
    }

    // `var` says the same only where the value has the type that the first one had.
    private static TypeSyntax TypeOf(
        LocalDeclarationStatementSyntax declaration,
        AssignmentExpressionSyntax assignment,
        SemanticModel model)
    {
        var written = declaration.Declaration.Type;
        return written.IsVar && model.GetTypeInfo(assignment.Left).Type is { } type &&
            !SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(assignment.Right).Type)
            ? SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(model, assignment.SpanStart))
            : written;
    }
}
