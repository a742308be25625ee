using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Paging;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3006: sends what was not processed again, after pauses that grow, and gives up after some attempts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResendRemainderCodeFix))]
[Shared]
public sealed class ResendRemainderCodeFix : DocumentFixProvider
{
    private const int MaximumAttempts = 5;

    /// <summary>Makes the provider.</summary>
    public ResendRemainderCodeFix()
        : base(RuleCatalog.RemainderIsIgnored.Id, "GrowthGuard.ResendRemainder", "Send what was not processed again", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        // Where the response is used, its parts have to be put together: that is for the author.
        if (PagedCallSite.Of(reported) is not { RequestArgument: not null, Request: { } requested } call ||
            call.Value.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } statement)
            return null;
        var (output, input) = (call.Tokens[0].Key, call.Tokens[0].Value);
        if (PagedCallSite.Property(requested, input)?.Type is not INamedTypeSymbol { Name: "Dictionary" or "List" })
            return null;
        var statements = new PagedStatements();
        string request;
        if (call.RequestArgument.Expression is BaseObjectCreationExpressionSyntax)
        {
            request = FirstPageSite.FreeName("request", reported, names);
            statements.Add($"var {request} = {call.RequestValue()};");
        }
        else if (call.RequestArgument.Expression is IdentifierNameSyntax name && IsMadeForTheCall(name, statement, reported))
            request = name.Identifier.ValueText;
        else
            return null;

        var attempt = FirstPageSite.FreeName("attempt", reported, names);
        var response = FirstPageSite.FreeName("response", reported, names);
        var token = call.Call.ArgumentList.Arguments.FirstOrDefault(argument => argument != call.RequestArgument)?.Expression
            .WithoutTrivia()
            .ToString();
        statements.Add($$"""
            for (var {{attempt}} = 1; ; {{attempt}}++)
            {
                var {{response}} = {{call.ValueWith(request)}};
                if ({{response}}.{{output}} == null || {{response}}.{{output}}.Count == 0)
                {
                    break;
                }

                if ({{attempt}} == {{MaximumAttempts}})
                {
                    throw new global::System.TimeoutException("{{PagedCallSite.WithoutAsync(call.Method.Name)}} left entries unprocessed {{MaximumAttempts}} times.");
                }

                {{request}}.{{input}} = {{response}}.{{output}};
                await global::System.Threading.Tasks.Task.Delay(global::System.TimeSpan.FromMilliseconds(50 << {{attempt}}){{(token is null ? "" : ", " + token)}});
            }
            """);
        return new DocumentFix("Send what was not processed again", editor => statements.Replace(statement, editor));
    }

    // The request is given the remainder, so nobody else may have it: a local that is created in the same block, and only set and read
    // before the call.
    private static bool IsMadeForTheCall(IdentifierNameSyntax request, StatementSyntax statement, ReportedNodes reported) =>
        reported.Model.GetSymbolInfo(request).Symbol is ILocalSymbol local &&
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(reported.CancellationToken)
            is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax,
                Parent.Parent: LocalDeclarationStatementSyntax declaration } &&
        declaration.Parent == statement.Parent &&
        declaration.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use != request &&
            use.Identifier.ValueText == local.Name &&
            SymbolEqualityComparer.Default.Equals(reported.Model.GetSymbolInfo(use).Symbol, local))
            .All(use => use.SpanStart < statement.SpanStart &&
                use.Parent
                    is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } assigned } assignment } access && assignment.Left == access && assigned.Parent == statement.Parent);
}
