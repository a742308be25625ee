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

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names) =>
        UsePaginator(reported, names) ?? UseAutoPaging(reported, names);

    private static DocumentFix? UsePaginator(ReportedNodes reported, TakenNames names)
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

    // invoices.ListAutoPagingAsync(options), beside ListAsync(options)
    private static DocumentFix? UseAutoPaging(ReportedNodes reported, TakenNames names)
    {
        if (FirstPageSite.Of(reported, isInputNeeded: false) is not { } site ||
            site.Call.Call.Expression is not MemberAccessExpressionSyntax access ||
            AutoPagingOf(site, access, reported) is not { } method ||
            reported.Node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp8 })
            return null;
        var list = site.ListName(reported, names);
        var item = FirstPageSite.FreeName("item", reported, names);
        var wait = method.Name.EndsWith("Async", StringComparison.Ordinal) ? "await " : "";
        var items = $"{access.Expression.WithoutTrivia()}.{method.Name}{site.Call.Call.ArgumentList.WithoutTrivia()}";
        var statements = new PagedStatements();
        statements.Add($"var {list} = new {site.ListType}();");
        statements.Add($$"""
            {{wait}}foreach (var {{item}} in {{items}})
            {
                {{list}}.Add({{item}});
            }
            """);
        return new DocumentFix("Use the method of the client that reads all pages", editor => site.Apply(editor, statements, list));
    }

    private static IMethodSymbol? AutoPagingOf(FirstPageSite site, MemberAccessExpressionSyntax access, ReportedNodes reported)
    {
        var called = site.Call.Method;
        var isAsync = called.Name.EndsWith("Async", StringComparison.Ordinal);
        var name = PagedCallSite.WithoutAsync(called.Name) + "AutoPaging" + (isAsync ? "Async" : "");
        var given = site.Call.Call.ArgumentList.Arguments.Count;
        var element = ((INamedTypeSymbol)site.Items.Type).TypeArguments[0];
        var client = reported.Model.GetTypeInfo(access.Expression, reported.CancellationToken).Type;
        for (var type = client; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method =>
                method.ReturnType is INamedTypeSymbol { Name: "IAsyncEnumerable" or "IEnumerable", TypeArguments.Length: 1 } items &&
                SymbolEqualityComparer.Default.Equals(items.TypeArguments[0], element) && method.Parameters.Length >= given &&
                method.Parameters.Take(given).Zip(called.Parameters, static (own, other) => (own, other)).All(static pair =>
                    SymbolEqualityComparer.Default.Equals(pair.own.Type, pair.other.Type)) &&
                method.Parameters.Skip(given).All(static parameter => parameter.IsOptional)) is { } found)
                return found;
        }

        return null;
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
