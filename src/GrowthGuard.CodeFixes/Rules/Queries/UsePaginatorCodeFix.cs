using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Paging;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3001: goes through the pages with the paginator of the client, where it has one for the operation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsePaginatorCodeFix))]
[Shared]
public sealed class UsePaginatorCodeFix : DocumentFixProvider
{
    /// <summary>Makes the provider.</summary>
    public UsePaginatorCodeFix()
        : base(RuleCatalog.FirstPageOnly.Id, "GrowthGuard.UsePaginator", "Use the paginators of the clients", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        if (FirstPageSite.Of(reported) is not { Call.Request: not null } site ||
            site.Call.Call.Expression is not MemberAccessExpressionSyntax access || !HasPaginator(site.Call, access, reported) ||
            reported.Node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp8 })
            return null;
        var call = site.Call;
        var list = site.ListName(reported, names);
        var page = StoreWords.Escape(FirstPageSite.FreeName("page", reported, names));
        var token = call.Call.ArgumentList.Arguments.FirstOrDefault(argument => argument != call.RequestArgument);
        var pages =
            $"{access.Expression.WithoutTrivia()}.Paginators.{PagedCallSite.WithoutAsync(call.Method.Name)}({call.RequestValue()}).Responses{(token is null ? "" : $".WithCancellation({token.Expression.WithoutTrivia()})")}";
        var statements = new PagedStatements();
        statements.Add($"var {list} = new {site.ListType}();");
        statements.Add($$"""
            await foreach (var {{page}} in {{pages}})
            {
                if ({{page}}.{{site.Items.Name}} != null)
                {
                    {{list}}.AddRange({{page}}.{{site.Items.Name}});
                }
            }
            """);
        return new DocumentFix("Use the paginator of the client", editor => site.Apply(editor, statements, list));
    }

    private static bool HasPaginator(PagedCallSite call, MemberAccessExpressionSyntax access, ReportedNodes reported)
    {
        var client = reported.Model.GetTypeInfo(access.Expression, reported.CancellationToken).Type;
        return client is not null && PagedCallSite.Property(client, "Paginators")?.Type is { } factory &&
            factory.GetMembers(PagedCallSite.WithoutAsync(call.Method.Name)).OfType<IMethodSymbol>()
                .Any(method => method.Parameters.Length == 1 &&
                    SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, call.Request));
    }
}
