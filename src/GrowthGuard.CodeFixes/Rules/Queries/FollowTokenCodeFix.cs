using System.Composition;
using GrowthGuard.Analyzers.Analysis.Paging;
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
        if (Continuation(call, statements, reported, names) is not var (value, input))
            return null;
        var list = site.ListName(reported, names);
        var response = site.ResponseName(reported, names);
        statements.Add($"var {list} = new {site.ListType}();");
        statements.Add($"{PagedCallSite.FullName(call.Response)} {response};");
        statements.Add($$"""
            do
            {
                {{response}} = {{value}};
                if ({{response}}.{{site.Items.Name}} != null)
                {
                    {{list}}.AddRange({{response}}.{{site.Items.Name}});
                }

            {{string.Concat(call.Tokens.Select(token => $"    {string.Format(input, token.Value)} = {PagedCallSite.Read(response, token.Key)};\n"))}}}
            while ({{test.Replace("{response}", response)}});
            """);
        return new DocumentFix("Go on until there is no continuation token", editor => site.Apply(editor, statements, list));
    }

    /// <summary>The call for each page, and what is set between two of them, with <c>{0}</c> for the name of the input.</summary>
    private static (ExpressionSyntax Value, string Input)? Continuation(
        PagedCallSite call,
        PagedStatements statements,
        ReportedNodes reported,
        TakenNames names)
    {
        switch (call.Input)
        {
            case PageInputKind.Request:
                var request = (call.RequestArgument?.Expression as IdentifierNameSyntax)?.Identifier.ValueText ?? Made(call.RequestValue());
                return (call.ValueWith(request), request + ".{0}");
            case PageInputKind.Receiver when call.Receiver is { } receiver:
                if (receiver is IdentifierNameSyntax name && reported.Model.GetSymbolInfo(name).Symbol is not ILocalSymbol)
                    return null;
                var sent = (receiver as IdentifierNameSyntax)?.Identifier.ValueText ?? Made(receiver.WithoutTrivia());
                return (call.ValueOn(sent), sent + ".{0}");
            case PageInputKind.Argument when call.Tokens.Count == 1 && call.TypeOfToken(call.Tokens[0].Key) is { } type:
                var next = FirstPageSite.FreeName("next", reported, names);
                if (call.ValueWithArgument(call.Tokens[0].Value, next) is not { } value)
                    return null;
                statements.Add($"var {next} = default({PagedCallSite.FullName(type)});");
                return (value, next);
            default:
                return null;
        }

        string Made(ExpressionSyntax value)
        {
            var free = FirstPageSite.FreeName("request", reported, names);
            statements.Add($"var {free} = {value};");
            return free;
        }
    }
}
