using GrowthGuard.CodeFixes.Queries;
using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>Turns <c>Task.WhenAll(items.Select(…))</c>, when nobody wants the results, into <c>Parallel.ForEachAsync</c> with a degree.</summary>
internal sealed class LimitDegreeFix : SiteFix
{
    private const int Degree = 8;

    public override string EquivalenceKey => "GrowthGuard.LimitDegree";

    public override string Title => "Run at most 8 at a time (Parallel.ForEachAsync)";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not SimpleNameSyntax { Identifier.ValueText: "WhenAll", Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call } } ||
            !IsWithoutResults(call, model) || Selection(arguments[0].Expression) is not { ArgumentList.Arguments: { Count: 1 } functions, Expression: MemberAccessExpressionSyntax { Expression: var items } } ||
            Work(functions[0].Expression) is not { } work ||
            !model.Compilation.GetTypesByMetadataName("System.Threading.Tasks.Parallel").Any(type => type.GetMembers("ForEachAsync").Length > 0))
            return null;
        return NamedNumber.Use("MaximumParallelism", Degree, call, root, model, degree => SyntaxFactory.InvocationExpression(
                Initializers.Expression("global::System.Threading.Tasks.Parallel.ForEachAsync"),
                SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                [
                    SyntaxFactory.Argument(items.WithoutTrivia()),
                    SyntaxFactory.Argument(Initializers.Create(Initializers.Type("System.Threading.Tasks.ParallelOptions"), [], [Initializers.Set("MaxDegreeOfParallelism", degree)])),
                    SyntaxFactory.Argument(work),
                ])))
            .WithTriviaFrom(call)
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    // A Task without a value, or one whose value is dropped.
    private static bool IsWithoutResults(InvocationExpressionSyntax call, SemanticModel model)
    {
        SyntaxNode awaited = call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } ? configured : call;
        return awaited.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax } || model.GetTypeInfo(call).Type is INamedTypeSymbol { Name: "Task", IsGenericType: false };
    }

    // items.Select(…), perhaps with ToList() behind it.
    private static InvocationExpressionSyntax? Selection(ExpressionSyntax tasks) => tasks is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
        ? access.Name.Identifier.ValueText switch
        {
            "Select" => call,
            "ToList" or "ToArray" when call.ArgumentList.Arguments.Count == 0 => Selection(access.Expression),
            _ => null,
        }
        : null;

    private static ExpressionSyntax? Work(ExpressionSyntax function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => Work(lambda.Parameter.Identifier.ValueText, lambda),
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } lambda => Work(parameters[0].Identifier.ValueText, lambda),
        SimpleNameSyntax or MemberAccessExpressionSyntax => SyntaxFactory.ParseExpression($"async (item, _) => await {function.WithoutTrivia()}(item)"),
        _ => null,
    };

    private static ExpressionSyntax? Work(string parameter, LambdaExpressionSyntax lambda)
    {
        var isAsync = lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
        if (lambda.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: "_" }))
            return null;
        var head = $"async ({parameter}, _) => ";

        // The body must be a statement, now that the task has no value.
        if (lambda.ExpressionBody is { } expression)
            return isAsync && expression is AwaitExpressionSyntax ? SyntaxFactory.ParseExpression(head + expression)
                : !isAsync && expression is InvocationExpressionSyntax ? SyntaxFactory.ParseExpression($"{head}await {expression}")
                : null;

        // A block that returns something has a value to lose.
        return isAsync && lambda.Block is { } block && !block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is ReturnStatementSyntax { Expression: not null })
            ? ((ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression(head + "{ }")).WithBlock(block)
            : null;
    }
}
