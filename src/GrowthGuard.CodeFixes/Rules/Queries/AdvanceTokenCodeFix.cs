using System.Composition;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Paging;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3002: hands the token of the response on to the next request.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AdvanceTokenCodeFix))]
[Shared]
public sealed class AdvanceTokenCodeFix : DocumentFixProvider
{
    private const string Title = "Hand the continuation token on to the next request";

    /// <summary>Makes the provider.</summary>
    public AdvanceTokenCodeFix()
        : base(
            RuleCatalog.LoopDoesNotAdvance.Id,
            "GrowthGuard.AdvanceToken",
            "Hand each continuation token on to the next request",
            Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        if (PagedCallSite.Of(reported) is not { } call ||
            call.Value.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement ||
            statement.Ancestors().OfType<StatementSyntax>().FirstOrDefault(IsLoop) is not { Parent: BlockSyntax } loop ||
            ResponseName(call.Value) is not { } response)
            return null;
        reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Problem, out var problem);
        return problem switch
        {
            "NotHandedOn" => HandOn(call, statement, loop, response, reported, names),
            "Echo" => ReadToken(call, loop, response),
            "OneOfSeveral" => HandOnAll(call, loop, response),
            _ => null,
        };
    }

    private static DocumentFix? HandOn(
        PagedCallSite call,
        StatementSyntax statement,
        StatementSyntax loop,
        string response,
        ReportedNodes reported,
        TakenNames names)
    {
        var inLoop = reported.Model.AnalyzeDataFlow(loop) is { Succeeded: true } flow ? flow.VariablesDeclared : default;
        if (inLoop.IsDefault || (call.Input == PageInputKind.Receiver ? call.Receiver : call.RequestArgument?.Expression) is not { } given)
            return null;
        string request;
        var before = new PagedStatements();
        if (given is IdentifierNameSyntax name && reported.Model.GetSymbolInfo(name).Symbol is ILocalSymbol local &&
            !inLoop.Contains(local, SymbolEqualityComparer.Default))
            request = name.Identifier.ValueText;
        else if (call.Input == PageInputKind.Request && given is BaseObjectCreationExpressionSyntax &&
            !given.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Any(part => reported.Model.GetSymbolInfo(part).Symbol is { } used &&
                    inLoop.Contains(used, SymbolEqualityComparer.Default)))
        {
            // The same request for every page, made before the loop.
            request = FirstPageSite.FreeName("request", reported, names);
            before.Add($"var {request} = {call.RequestValue()};");
        }
        else
            return null;

        return new DocumentFix(Title, editor =>
        {
            if (given is BaseObjectCreationExpressionSyntax)
            {
                editor.ReplaceNode(call.Value, call.ValueWith(request).WithTriviaFrom(call.Value));
                before.InsertBeforeLoop(loop, editor);
            }

            PagedStatements.InsertAfter(
                statement,
                call.Tokens.Select(token => $"{request}.{token.Value} = {PagedCallSite.Read(response, token.Key)};"),
                editor);
        });
    }

    // response.ContinuationToken: in the response, the next one has another name.
    private static DocumentFix? ReadToken(PagedCallSite call, StatementSyntax loop, string response)
    {
        var echoes = loop.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == response &&
                call.Tokens.Any(token => token.Value == access.Name.Identifier.ValueText))
            .ToList();
        return echoes.Count == 0
            ? null
            : new DocumentFix("Read the next continuation token", editor =>
            {
                foreach (var echo in echoes)
                    editor.ReplaceNode(
                        echo.Name,
                        SyntaxFactory
                            .IdentifierName(call.Tokens.First(token => token.Value == echo.Name.Identifier.ValueText).Key)
                            .WithTriviaFrom(echo.Name));
            });
    }

    private static DocumentFix? HandOnAll(PagedCallSite call, StatementSyntax loop, string response)
    {
        var set = loop.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is MemberAccessExpressionSyntax left &&
                call.Tokens.Any(token => token.Value == left.Name.Identifier.ValueText));
        if (set is not { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax request } done,
            Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement })
            return null;
        var missing = call.Tokens
            .Where(token => token.Value != done.Name.Identifier.ValueText)
            .Select(token => $"{request}.{token.Value} = {response}.{token.Key};");
        return new DocumentFix(Title, editor => PagedStatements.InsertAfter(statement, missing, editor));
    }

    private static string? ResponseName(ExpressionSyntax value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } } declarator } => declarator.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: ExpressionStatementSyntax } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsLoop(StatementSyntax statement) => statement is DoStatementSyntax or WhileStatementSyntax or ForStatementSyntax;
}
