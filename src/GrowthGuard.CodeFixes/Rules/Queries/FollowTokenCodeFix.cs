using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Paging;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3001: asks for pages until there is no token, with the same request.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FollowTokenCodeFix))]
[Shared]
public sealed class FollowTokenCodeFix : DocumentFixProvider
{
    /// <summary>Makes the provider.</summary>
    public FollowTokenCodeFix()
        : base(RuleCatalog.FirstPageOnly.Id, "GrowthGuard.FollowToken", "Go on until there is no continuation token", Prepare)
    {
    }

    private static DocumentFix? Prepare(ReportedNodes reported, TakenNames names)
    {
        if (FirstPageSite.Of(reported) is not { } site || EndTest.Of(site.Call) is not { } test)
            return null;
        var call = site.Call;
        var statements = new PagedStatements();
        var request = (call.RequestArgument?.Expression as IdentifierNameSyntax)?.Identifier.ValueText;
        if (request is null)
        {
            request = FirstPageSite.FreeName("request", reported, names);
            statements.Add($"var {request} = {call.RequestValue()};");
        }

        var list = site.ListName(reported, names);
        var response = site.ResponseName(reported, names);
        statements.Add($"var {list} = new {PagedCallSite.FullName(site.Items.Type)}();");
        statements.Add($"{PagedCallSite.FullName(call.Response)} {response};");
        statements.Add($$"""
            do
            {
                {{response}} = {{call.ValueWith(request)}};
                if ({{response}}.{{site.Items.Name}} != null)
                {
                    {{list}}.AddRange({{response}}.{{site.Items.Name}});
                }

            {{string.Concat(call.Tokens.Select(token => $"    {request}.{token.Value} = {response}.{token.Key};\n"))}}}
            while ({{test.Replace("{response}", response)}});
            """);
        return new DocumentFix("Go on until there is no continuation token", editor => site.Apply(editor, statements, list));
    }
}
