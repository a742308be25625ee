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
            case PageInputKind.Method when call.Tokens.Count == 1 && call.TypeOfToken(call.Tokens[0].Key) is { IsReferenceType: true } type:
                var behind = FirstPageSite.FreeName("next", reported, names);
                if (Continued(call, call.Tokens[0].Value, behind, type, reported) is not { } continued)
                    return null;
                statements.Add($"var {behind} = default({PagedCallSite.FullName(type)});");
                return (continued, behind);
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

    /// <summary>
    /// The call for the first page, and for each behind it the one by the method that takes the token: on what it is made on
    /// (<c>Groups.WithUrl(next).GetAsync()</c>), or in its place (<c>ListFolderContinueAsync(next)</c>).
    /// </summary>
    private static ExpressionSyntax? Continued(PagedCallSite call, string method, string next, ITypeSymbol token, ReportedNodes reported)
    {
        if (call.Receiver is not { } receiver || !IsRepeatable(receiver) ||
            reported.Model.GetTypeInfo(receiver, reported.CancellationToken).Type is not { } client)
            return null;
        if (Find(client, method, token) is not { } found)
            return null;
        var behind = $"{receiver.WithoutTrivia()}.{method}({next})";
        var continued = SymbolEqualityComparer.Default.Equals(found.ReturnType, client)
            ? call.Value.ReplaceNode(receiver, Parsed(behind)).WithoutTrivia()
            : SymbolEqualityComparer.Default.Equals(found.ReturnType, call.Method.ReturnType)
            ? call.ValueBy(Parsed(behind))
            : null;
        return continued is null ? null : Parsed($"{next} == null ? {call.Value.WithoutTrivia()} : {continued}");
    }

    private static ExpressionSyntax Parsed(string text) => SyntaxFactory.ParseExpression(text);

    // Read twice, it is the same: no call, and nothing that changes.
    private static bool IsRepeatable(ExpressionSyntax receiver) =>
        receiver.DescendantNodesAndSelf().All(node => node is IdentifierNameSyntax or MemberAccessExpressionSyntax
            or ElementAccessExpressionSyntax or BracketedArgumentListSyntax or ArgumentSyntax or LiteralExpressionSyntax
            or ThisExpressionSyntax);

    private static IMethodSymbol? Find(ITypeSymbol client, string method, ITypeSymbol token)
    {
        for (ITypeSymbol? type = client; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(method).OfType<IMethodSymbol>().FirstOrDefault(candidate =>
                candidate.Parameters.Length > 0 && SymbolEqualityComparer.Default.Equals(candidate.Parameters[0].Type, token) &&
                candidate.Parameters.Skip(1).All(static parameter => parameter.IsOptional)) is { } found)
                return found;
        }

        return null;
    }
}
