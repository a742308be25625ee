using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Paging;

/// <summary>A place where one list of the first page is read, so that a list of all pages can take its place.</summary>
internal sealed class FirstPageSite
{
    private readonly IReadOnlyList<MemberAccessExpressionSyntax> _reads;
    private readonly string? _declared;

    private FirstPageSite(
        PagedCallSite call,
        StatementSyntax statement,
        IReadOnlyList<MemberAccessExpressionSyntax> reads,
        IPropertySymbol items,
        string? declared)
    {
        Call = call;
        Statement = statement;
        _reads = reads;
        Items = items;
        _declared = declared;
    }

    public PagedCallSite Call { get; }

    /// <summary>The statement that the call stands in.</summary>
    public StatementSyntax Statement { get; }

    /// <summary>The property of the response that is read.</summary>
    public IPropertySymbol Items { get; }

    /// <summary>The place, or <see langword="null"/> when more than one list is wanted, or in a form that has no room for a loop.</summary>
    /// <param name="reported">The diagnostic.</param>
    /// <param name="isInputNeeded">Whether the fix hands the token on itself.</param>
    public static FirstPageSite? Of(ReportedNodes reported, bool isInputNeeded = true)
    {
        if (PagedCallSite.Of(reported, isInputNeeded) is not { } call ||
            call.Value.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement ||
            call.Value.Ancestors().TakeWhile(ancestor => ancestor != statement)
                .Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax))
            return null;
        List<MemberAccessExpressionSyntax> reads;
        string? declared = null;
        if (call.Value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } &&
            statement is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } local &&
            local.UsingKeyword.IsKind(SyntaxKind.None))
        {
            declared = declarator.Identifier.ValueText;
            var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == declared && name.SpanStart > statement.Span.End &&
                    SymbolEqualityComparer.Default.Equals(
                        reported.Model.GetSymbolInfo(name).Symbol,
                        reported.Model.GetDeclaredSymbol(declarator))).ToList();
            reads = uses.Select(use => use.Parent).OfType<MemberAccessExpressionSyntax>()
                .Where(access => access.Expression is IdentifierNameSyntax).ToList();
            if (reads.Count == 0 || reads.Count != uses.Count)
                return null;
        }
        else if (call.Value.Parent is ParenthesizedExpressionSyntax { Parent: MemberAccessExpressionSyntax access } &&
            statement is ReturnStatementSyntax or LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ForEachStatementSyntax)
            reads = [access];
        else if (call.Value == call.Call && call.Value.Parent is MemberAccessExpressionSyntax direct &&
            statement is ReturnStatementSyntax or LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ForEachStatementSyntax)
            reads = [direct];
        else
            return null;

        var items = PagedCallSite.Property(call.Response, reads[0].Name.Identifier.ValueText);
        return items?.Type is INamedTypeSymbol { Name: "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList"
            or "IReadOnlyCollection", TypeArguments.Length: 1 } && reads.All(read => read.Name.Identifier.ValueText == items.Name) &&
            !reads.Any(IsChanged)
            ? new FirstPageSite(call, statement, reads, items, declared)
            : null;
    }

    /// <summary>The type of the list that takes in all pages.</summary>
    public string ListType =>
        $"global::System.Collections.Generic.List<{PagedCallSite.FullName(((INamedTypeSymbol)Items.Type).TypeArguments[0])}>";

    /// <summary>A name that is free in the member, for a new local.</summary>
    public static string FreeName(string name, ReportedNodes reported, TakenNames names) =>
        reported.Model.GetEnclosingSymbol(reported.Node.SpanStart)?.ContainingType is { } type
            ? names.Take(
                name,
                reported.Model,
                type,
                [
                    reported.Node.SpanStart,
                    reported.Node.FirstAncestorOrSelf<BlockSyntax>()?.CloseBraceToken.SpanStart ?? reported.Node.SpanStart
                ])
            : name;

    /// <summary>The name of the variable that held the response, or a free one.</summary>
    public string ResponseName(ReportedNodes reported, TakenNames names) => _declared ?? FreeName("response", reported, names);

    /// <summary>A free name for the list: <c>TableNames</c> gives <c>tableNames</c>.</summary>
    public string ListName(ReportedNodes reported, TakenNames names) =>
        StoreWords.Escape(FreeName(StoreWords.Local(Items.Name), reported, names));

    /// <summary>Puts the statements in their place, and the list in place of what the first page gave.</summary>
    public void Apply(SyntaxEditor editor, PagedStatements statements, string list)
    {
        foreach (var read in _reads)
        {
            // The list is never null.
            SyntaxNode replaced = read.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce &&
                coalesce.Left == read
                ? coalesce
                : read;
            editor.ReplaceNode(replaced, SyntaxFactory.IdentifierName(list).WithTriviaFrom(replaced));
        }

        if (_declared is null)
            statements.InsertBefore(Statement, editor);
        else
            statements.Replace(Statement, editor);
    }

    private static bool IsChanged(MemberAccessExpressionSyntax read) =>
        read.Parent is AssignmentExpressionSyntax assignment && assignment.Left == read;
}
