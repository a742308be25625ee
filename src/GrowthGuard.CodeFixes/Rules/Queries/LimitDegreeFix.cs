using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.CodeFixes.Queries;
using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>
/// Lets <c>await Task.WhenAll(items.Select(…))</c>, when nobody wants the results, start one task after the other, as before, and wait for
/// room before each. <c>Parallel.ForEachAsync</c> is shorter and does something else: it starts several at once, in no order, and stops at
/// the first failure.
/// </summary>
internal sealed class LimitDegreeFix : SiteFix
{
    private const int Degree = 8;

    public override string EquivalenceKey => "GrowthGuard.LimitDegree";

    public override bool IsDecision => true;

    public override string Title => "Run at most 8 at a time, started in the same order";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not SimpleNameSyntax { Identifier.ValueText: "WhenAll",
            Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call } } ||
            ((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8 ||
            StatementOf(call) is not { Parent: BlockSyntax block } statement ||
            Selection(arguments[0].Expression) is not { ArgumentList.Arguments: { Count: 1 } functions,
                Expression: MemberAccessExpressionSyntax { Expression: var items } } ||
            model.GetTypeInfo(items).Type is not { } sequence || IsQueryable(sequence) ||
            Work.Of(functions[0].Expression, model) is not { } work || work.WritesShared(model))
            return null;

        var taken = new HashSet<string>(block.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText));
        var (gate, running, run) = (StoreWords.Free("gate", taken.Contains), StoreWords.Free("running", taken.Contains),
            StoreWords.Free("RunAsync", taken.Contains));
        var configured = call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer }
            ? outer.ToString().Substring(call.ToString().Length)
            : "";
        var source = (sequence is IArrayTypeSymbol ? items : Snapshot(items)).WithoutTrivia().ToString();
        return NamedNumber.Use("MaximumParallelism", Degree, block, root, model, degree =>
        {
            string[] statements =
            [
                $"using var {gate} = new global::System.Threading.SemaphoreSlim({degree});",
                $"var {running} = new global::System.Collections.Generic.List<global::System.Threading.Tasks.Task>();",
                $$"""
                try
                {
                    foreach (var {{work.Parameter}} in {{source}})
                    {
                        await {{gate}}.WaitAsync({{work.Token}}){{configured}};
                        {{running}}.Add({{run}}({{work.Parameter}}));
                    }
                }
                finally
                {
                    await global::System.Threading.Tasks.Task.WhenAll({{running}}){{configured}};
                }
                """,
                $$"""
                async global::System.Threading.Tasks.Task {{run}}({{work.ParameterType}} {{work.Parameter}})
                {
                    try
                    {
                        {{work.Statements(configured)}}
                    }
                    finally
                    {
                        {{gate}}.Release();
                    }
                }
                """,
            ];
            var lineEnd = LineEnd.Of(root);
            var made = statements.Select(text => WrittenStatements.Parse(text, lineEnd.ToString())).ToList();
            made[0] = made[0].WithLeadingTrivia(statement.GetLeadingTrivia());
            made[2] = made[2].WithTrailingTrivia(made[2].GetTrailingTrivia().Add(lineEnd));
            made[3] = made[3].WithTrailingTrivia(block.Statements.Last() == statement
                ? statement.GetTrailingTrivia()
                : statement.GetTrailingTrivia().Add(lineEnd));
            return block.WithStatements(block.Statements.ReplaceRange(statement, made));
        });
    }

    private static ExpressionStatementSyntax? StatementOf(InvocationExpressionSyntax call)
    {
        SyntaxNode awaited = call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax configured }
            ? configured
            : call;
        return awaited.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax statement } ? statement : null;
    }

    // items.Select(…), perhaps with ToList() behind it.
    private static InvocationExpressionSyntax? Selection(ExpressionSyntax tasks)
    {
        RecursionGuard.Check();
        return tasks is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            ? access.Name.Identifier.ValueText switch
            {
                "Select" => call,
                "ToList" or "ToArray" when call.ArgumentList.Arguments.Count == 0 => Selection(access.Expression),
                _ => null,
            }
            : null;
    }

    // Task.WhenAll went through all items before it waited: what is added meanwhile was none of them, and a reader was closed.
    private static ExpressionSyntax Snapshot(ExpressionSyntax items)
    {
        var operand = items is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ParenthesizedExpressionSyntax
            ? items
            : SyntaxFactory.ParenthesizedExpression(items.WithoutTrivia());
        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            operand.WithoutTrivia(),
            SyntaxFactory.IdentifierName("ToList")));
    }

    private static bool IsQueryable(ITypeSymbol type) =>
        type.AllInterfaces.Append(type as INamedTypeSymbol)
            .Any(static implemented => implemented?.Name is "IQueryable" or "IAsyncEnumerable");

    /// <summary>What is done for each item.</summary>
    private sealed class Work
    {
        private readonly SyntaxNode _function;
        private readonly string? _group;

        private Work(SyntaxNode function, string parameter, string parameterType, string? token, string? group = null)
        {
            _function = function;
            Parameter = parameter;
            ParameterType = parameterType;
            Token = token;
            _group = group;
        }

        public string Parameter { get; }

        public string ParameterType { get; }

        /// <summary>The cancellation token that the work is given, which then ends the waiting, too.</summary>
        public string? Token { get; }

        public static Work? Of(ExpressionSyntax function, SemanticModel model)
        {
            if (model.GetSymbolInfo(function).Symbol is not IMethodSymbol { Parameters: { Length: 1 } parameters } method ||
                parameters[0].RefKind != RefKind.None || !CanBeWritten(parameters[0].Type) || method.IsGenericMethod)
                return null;
            var type = parameters[0].Type.ToMinimalDisplayString(model, function.SpanStart);
            if (function is not LambdaExpressionSyntax lambda)
                return function is SimpleNameSyntax or MemberAccessExpressionSyntax
                    ? new Work(function, "item", type, token: null, function.WithoutTrivia().ToString())
                    : null;
            var isKnown = lambda switch
            {
                { ExpressionBody: AwaitExpressionSyntax } => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
                { ExpressionBody: InvocationExpressionSyntax } => !lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
                { Block: { } block } => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) && !ReturnsValue(block),
                _ => false,
            };
            return isKnown ? new Work(lambda, parameters[0].Name, type, TokenOf(lambda, model)) : null;
        }

        /// <summary>Whether it writes what others see.</summary>
        public bool WritesShared(SemanticModel model) => new SharedWrites(model.Compilation, CancellationToken.None).AreIn(_function);

        public string Statements(string configured) => _function switch
        {
            LambdaExpressionSyntax { ExpressionBody: AwaitExpressionSyntax awaited } => $"{awaited.WithoutTrivia()};",
            LambdaExpressionSyntax { ExpressionBody: { } call } => $"await {call.WithoutTrivia()}{configured};",
            LambdaExpressionSyntax { Block: { } block } => block.Statements.ToFullString().Trim(),
            _ => $"await {_group}({Parameter}){configured};",
        };

        private static bool CanBeWritten(ITypeSymbol type)
        {
            RecursionGuard.Check();
            return type switch
            {
                INamedTypeSymbol named =>
                    !named.IsAnonymousType && named.TypeKind != TypeKind.Error && named.TypeArguments.All(CanBeWritten),
                IArrayTypeSymbol array => CanBeWritten(array.ElementType),
                _ => type.TypeKind == TypeKind.TypeParameter,
            };
        }

        // A block that returns something has a value to lose.
        private static bool ReturnsValue(BlockSyntax block) =>
            block
                .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .Any(static node => node is ReturnStatementSyntax { Expression: not null });

        private static string? TokenOf(LambdaExpressionSyntax lambda, SemanticModel model) =>
            lambda.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .FirstOrDefault(
                    name => model.GetSymbolInfo(name).Symbol is IParameterSymbol { Type.Name: nameof(CancellationToken),
                        ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } })?.Identifier.ValueText;
    }
}
