using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Testing;

/// <summary>GG4004: lets the test fail when memory is not proven flat.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AssertFlatCodeFix))]
[Shared]
public sealed class AssertFlatCodeFix : DocumentFixProvider
{
    private const string Assertion = "ShouldBeFlat";

    /// <summary>Makes the provider.</summary>
    public AssertFlatCodeFix()
        : base(RuleCatalog.ResultIsNotLookedAt.Id, "GrowthGuard.AssertFlat", "Fail the tests when memory is not flat", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        // The assertion is an extension method: its namespace must be in scope where the run is.
        if (!reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Problem, out var problem) || problem != Assertion ||
            reported.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } run ||
            reported.Model.GetTypeInfo(run).Type is not { } type ||
            reported.Model.LookupSymbols(run.SpanStart, type, Assertion, includeReducedExtensionMethods: true).IsEmpty)
            return null;
        return new DocumentFix("Fail the test when memory is not flat", editor => editor.ReplaceNode(run, (node, _) =>
            SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    ((ExpressionSyntax)node).WithoutTrailingTrivia(),
                    SyntaxFactory.IdentifierName(Assertion)))
                .WithTrailingTrivia(node.GetTrailingTrivia())));
    }
}
