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
        if (PagedCallSite.Of(reported) is not { RequestArgument: not null } call || call.Value.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } statement)
            return null;
        var (output, input) = (call.Tokens[0].Key, call.Tokens[0].Value);
        if (PagedCallSite.Property(call.Request, input)?.Type is not INamedTypeSymbol { Name: "Dictionary" or "List" })
            return null;
        var statements = new PagedStatements();
        var request = (call.RequestArgument.Expression as IdentifierNameSyntax)?.Identifier.ValueText;
        if (request is null || reported.Model.GetSymbolInfo(call.RequestArgument.Expression).Symbol is not (ILocalSymbol or IParameterSymbol))
        {
            request = FirstPageSite.FreeName("request", reported, names);
            statements.Add($"var {request} = {call.RequestValue()};");
        }

        var attempt = FirstPageSite.FreeName("attempt", reported, names);
        var response = FirstPageSite.FreeName("response", reported, names);
        var token = call.Call.ArgumentList.Arguments.FirstOrDefault(argument => argument != call.RequestArgument)?.Expression.WithoutTrivia().ToString();
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
}
