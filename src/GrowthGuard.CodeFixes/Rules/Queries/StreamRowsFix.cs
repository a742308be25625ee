using GrowthGuard.CodeFixes.Calls;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>Goes through the rows one by one where a loop is all that uses them.</summary>
internal sealed class StreamRowsFix : SiteFix
{
    public override string EquivalenceKey => "GrowthGuard.StreamRows";

    public override string Title => "Go through the rows one by one, without holding them";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } ||
            Loop(call, model) is not { } found)
            return null;
        var (loop, local) = found;
        if (((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8 ||
            UsesSource(loop.Statement, access.Expression, model.Compilation) || Streamed(call, access, model) is not { } rows)
            return null;
        var changed = loop.WithExpression(rows.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        if (call.Parent is AwaitExpressionSyntax || IsConfigured(call))
            changed = changed.WithoutLeadingTrivia()
                .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space))
                .WithLeadingTrivia(loop.GetLeadingTrivia());
        if (local is null)
            return root.ReplaceNode(loop, changed);
        var marked = root.TrackNodes(loop, local);
        marked = marked.ReplaceNode(marked.GetCurrentNode(loop)!, changed.WithLeadingTrivia(local.GetLeadingTrivia()));
        return marked.RemoveNode(marked.GetCurrentNode(local)!, SyntaxRemoveOptions.KeepNoTrivia);
    }

    // foreach (var order in await query.ToListAsync()), or a local of this value that the next statement, a loop, goes through.
    private static (ForEachStatementSyntax Loop, LocalDeclarationStatementSyntax? Local)? Loop(
        InvocationExpressionSyntax call,
        SemanticModel model)
    {
        SyntaxNode value = call;
        if (IsConfigured(call))
            value = call.Parent!.Parent!;
        if (value.Parent is AwaitExpressionSyntax)
            value = value.Parent;
        while (value.Parent is ParenthesizedExpressionSyntax)
            value = value.Parent;
        if (value.Parent is ForEachStatementSyntax loop && loop.Expression == value)
            return loop.AwaitKeyword.RawKind == 0 ? (loop, null) : null;
        if (value.Parent
            is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1,
                Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } local } } variable })
            return null;
        var next = block.Statements.IndexOf(local) + 1;
        return next < block.Statements.Count &&
            block.Statements[next] is ForEachStatementSyntax { Expression: IdentifierNameSyntax name } following &&
            name.Identifier.ValueText == variable.Identifier.ValueText &&
            !following.GetLeadingTrivia().Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) &&
            IsOnlyUse(name, variable, block, model)
            ? (following, local)
            : null;
    }

    private static bool IsOnlyUse(IdentifierNameSyntax use, VariableDeclaratorSyntax variable, BlockSyntax block, SemanticModel model)
    {
        var symbol = model.GetDeclaredSymbol(variable);
        return block.DescendantNodes().OfType<IdentifierNameSyntax>().All(name =>
            name == use || name.Identifier.ValueText != variable.Identifier.ValueText ||
            !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, symbol));
    }

    private static bool IsConfigured(InvocationExpressionSyntax call) =>
        call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax } };

    // A connection reads one result at a time: what the loop, or code that it calls, asks of the same context would find it busy.
    private static bool UsesSource(StatementSyntax body, ExpressionSyntax query, Compilation compilation)
    {
        var source = query.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().First().Identifier.ValueText;
        var calls = SourceCalls.From([body], compilation, CancellationToken.None);
        return !calls.IsComplete ||
            calls.Bodies.Any(part => part.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .Any(name => name.Identifier.ValueText == source));
    }

    private static ExpressionSyntax? Streamed(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, SemanticModel model)
    {
        switch (model.GetSymbolInfo(call).Symbol)
        {
            case IMethodSymbol { Name: "ToListAsync" or "ToArrayAsync", ContainingType.Name: "EntityFrameworkQueryableExtensions" }
                when call.ArgumentList.Arguments.Count <= 1:
                var rows = SyntaxFactory.InvocationExpression(access.WithName(SyntaxFactory.IdentifierName("AsAsyncEnumerable")));
                return call.ArgumentList.Arguments.FirstOrDefault() is { } token
                    ? SyntaxFactory.InvocationExpression(
                        SyntaxFactory.MemberAccessExpression(
                            SyntaxKind.SimpleMemberAccessExpression,
                            rows,
                            SyntaxFactory.IdentifierName("WithCancellation")),
                        SyntaxFactory.ArgumentList(
                            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(token.Expression.WithoutTrivia()))))
                    : rows;
            case IMethodSymbol { Name: "ToList" or "ToArray", ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } }
                when call.ArgumentList.Arguments.Count == 0:
                return access.Expression;
            case IMethodSymbol { Name: "Query", ContainingType: { Name: "SqlMapper", ContainingNamespace.Name: "Dapper" } } method
                when method.Parameters.Any(parameter => parameter.Name == "buffered") &&
                    !call.ArgumentList.Arguments.Any(argument => argument.NameColon is { Name.Identifier.ValueText: "buffered" }):
                return call.AddArgumentListArguments(SyntaxFactory.Argument(
                    SyntaxFactory.NameColon("buffered").WithTrailingTrivia(SyntaxFactory.Space),
                    default,
                    SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression)));
            default:
                return null;
        }
    }
}
