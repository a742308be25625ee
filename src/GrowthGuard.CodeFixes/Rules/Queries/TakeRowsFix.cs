using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.CodeFixes.Queries;
using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>
/// Puts a limit before the call that materialises: <c>Take</c>, or what the library calls it, and throws when there is more. It asks for
/// one row more than may be, so that a part of the rows is never taken for all of them; rows that are counted, looked up or changed are
/// left alone even so.
/// </summary>
internal sealed class TakeRowsFix : SiteFix
{
    private const int Rows = 1000;

    // What a list of rows becomes before it is handed out.
    private static readonly HashSet<string> Mappings =
    [
        "Select", "ToList", "ToArray", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "AsReadOnly"
    ];

    public override string EquivalenceKey => "GrowthGuard.TakeRows";

    public override bool IsDecision => true;

    public override string Title => "Take at most 1000 rows, and throw when there are more";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not SimpleNameSyntax { Identifier.ValueText: "ToList" or "ToListAsync" or "ToArray"
            or "ToArrayAsync", Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call,
                Expression: var query } access } ||
            model.GetTypeInfo(query).Type is not { } type || Operators.Of(type) is not { } operators ||
            !operators.CanBeUsedOn(type, query, model) || Value(call) is not { } value ||
            StatementOf(value) is not { Parent: BlockSyntax block } statement ||
            (statement as LocalDeclarationStatementSyntax)?.Declaration.Variables[0] is var variable && variable is not null &&
            !IsOnlyHandedOut(variable, block, model))
            return null;
        var order = IsOrdered(query) ? null : KeyOf(operators.Row, model.Compilation);
        if (order is null && !IsOrdered(query))
            return null;

        var taken = new HashSet<string>(block.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText));
        var list = variable?.Identifier.ValueText ?? StoreWords.Free("rows", taken.Contains);
        var size = access.Name.Identifier.ValueText.StartsWith("ToArray", StringComparison.Ordinal) ? "Length" : "Count";
        var operand = query is QueryExpressionSyntax or AwaitExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(query) : query;
        return NamedNumber.Use("MaximumRows", Rows, block, root, model, limit =>
        {
            // The operators stand where the call stood, which goes on behind them, also on lines of their own.
            var limited = operand;
            if (order is not null)
                limited = Apply(access, limited, operators.Order, SyntaxFactory.ParseExpression($"row => row.{order}"));
            limited = Apply(
                access,
                limited,
                operators.Limit,
                SyntaxFactory
                    .BinaryExpression(
                        SyntaxKind.AddExpression,
                        limit,
                        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1)))
                    .WithAdditionalAnnotations(Formatter.Annotation));
            var lineEnd = LineEnd.Of(root);
            var isLiteral = limit is LiteralExpressionSyntax;
            var rows = value.ReplaceNode(access, access.WithExpression(limited));
            var test = WrittenStatements.Parse(
                $$"""
                if ({{list}}.{{size}} > {{limit}})
                {
                    throw new global::System.InvalidOperationException({{(isLiteral ? $"\"There are more than {limit} rows.\"" : $"$\"There are more than {{{limit}}} rows.\"")}});
                }
                """,
                lineEnd.ToString());
            test = test.WithTrailingTrivia(lineEnd, lineEnd);
            if (variable is not null)
                return block.WithStatements(block.Statements.ReplaceRange(
                    statement,
                    [statement.ReplaceNode(value, rows), block.Statements.Last() == statement ? test.WithTrailingTrivia(lineEnd) : test]));
            var declaration = WrittenStatements.Parse($"var {list} = x;", lineEnd.ToString());
            declaration = declaration
                .ReplaceNode(
                    ((LocalDeclarationStatementSyntax)declaration).Declaration.Variables[0].Initializer!.Value,
                    rows.WithoutTrailingTrivia().WithLeadingTrivia())
                .WithLeadingTrivia(statement.GetLeadingTrivia());
            var returned = statement
                .ReplaceNode(value, SyntaxFactory.IdentifierName(list).WithTriviaFrom(value))
                .WithLeadingTrivia(SyntaxFactory.ElasticMarker)
                .WithAdditionalAnnotations(Formatter.Annotation);
            return block.WithStatements(block.Statements.ReplaceRange(statement, [declaration, test, returned]));
        });
    }

    private static ExpressionSyntax Apply(
        MemberAccessExpressionSyntax access,
        ExpressionSyntax query,
        string method,
        ExpressionSyntax argument) =>
        SyntaxFactory.InvocationExpression(
            access.WithExpression(query).WithName(SyntaxFactory.IdentifierName(method)),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument))))
        .WithTrailingTrivia(query.GetTrailingTrivia());

    /// <summary>The call, awaited where it gives a task.</summary>
    private static ExpressionSyntax? Value(InvocationExpressionSyntax call)
    {
        if (!((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal))
            return call;
        ExpressionSyntax task = call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax configured }
            ? configured
            : call;
        return task.Parent as AwaitExpressionSyntax;
    }

    // var rows = …; or return …;
    private static StatementSyntax? StatementOf(ExpressionSyntax value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1,
            Parent: LocalDeclarationStatementSyntax local } } } => local,
        ReturnStatementSyntax returned => returned,
        _ => null,
    };

    // A sum, a look-up or a loop that saves needs all rows, and whoever wrote it wants to hear of it before it throws.
    private static bool IsOnlyHandedOut(VariableDeclaratorSyntax variable, BlockSyntax block, SemanticModel model)
    {
        var local = model.GetDeclaredSymbol(variable);
        var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable.Identifier.ValueText &&
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)).ToList();
        return uses.Count > 0 && uses.All(use => IsHandedOut(use, model));
    }

    private static bool IsHandedOut(ExpressionSyntax rows, SemanticModel model)
    {
        RecursionGuard.Check();
        return rows.Parent switch
        {
            ReturnStatementSyntax => true,
            ParenthesizedExpressionSyntax inner => IsHandedOut(inner, model),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access =>
                access.Expression == rows && Mappings.Contains(access.Name.Identifier.ValueText) && IsHandedOut(call, model),
            ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: ExpressionSyntax made } =>
                made is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax &&
                model.GetSymbolInfo(made).Symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method &&
                method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) &&
                IsHandedOut(made, model),
            _ => false,
        };
    }

    private static bool IsOrdered(ExpressionSyntax query)
    {
        RecursionGuard.Check();
        return query switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } =>
                access.Name.Identifier.ValueText is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "SortBy"
                    or "SortByDescending" or "Sort" || IsOrdered(access.Expression),
            ParenthesizedExpressionSyntax inner => IsOrdered(inner.Expression),
            QueryExpressionSyntax syntax => syntax.Body.Clauses.Any(static clause => clause is OrderByClauseSyntax),
            _ => false,
        };
    }

    /// <summary>The member that tells one row from all others: marked so, or called <c>Id</c> or <c>OrderId</c>.</summary>
    private static string? KeyOf(ITypeSymbol row, Compilation compilation)
    {
        var properties = new List<IPropertySymbol>();
        for (var current = row; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
            properties.AddRange(current.GetMembers().OfType<IPropertySymbol>()
                .Where(property => property is { IsStatic: false, IsIndexer: false, GetMethod: not null } &&
                    compilation.IsSymbolAccessibleWithin(property, compilation.Assembly)));
        var marked = properties
            .Where(static property => property.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "KeyAttribute"))
                .ToList();
        return marked.Count > 0 ? marked[0].Name
            : row.IsAnonymousType ? null
            : (properties.FirstOrDefault(static property => property.Name == "Id") ??
                properties.FirstOrDefault(property => property.Name == row.Name + "Id"))?.Name;
    }

    /// <summary>What a library calls an order and a limit.</summary>
    private sealed class Operators(ITypeSymbol row, string order, string limit)
    {
        public ITypeSymbol Row => row;

        public string Order => order;

        public string Limit => limit;

        public static Operators? Of(ITypeSymbol type)
        {
            if (type.AllInterfaces.Prepend(type as INamedTypeSymbol)
                .FirstOrDefault(
                    static implemented => implemented is { Name: "IQueryable", ContainingNamespace.Name: "Linq",
                        TypeArguments.Length: 1 }) is { } queryable)
                return new Operators(queryable.TypeArguments[0], "OrderBy", "Take");
            return type is INamedTypeSymbol { Name: "IFindFluent" or "IOrderedFindFluent", TypeArguments: { Length: 2 } fluent } &&
                SymbolEqualityComparer.Default.Equals(fluent[0], fluent[1])
                ? new Operators(fluent[0], "SortBy", "Limit")
                : null;
        }

        public bool CanBeUsedOn(ITypeSymbol type, ExpressionSyntax query, SemanticModel model) =>
            new[] { order, limit }.All(name => model
                .LookupSymbols(query.Span.End, type, name, includeReducedExtensionMethods: true)
                .Any(static symbol => symbol is IMethodSymbol));
    }
}
