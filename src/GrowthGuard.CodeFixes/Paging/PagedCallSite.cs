using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Paging;

/// <summary>A call of a paged or batch operation, as a diagnostic reports it: its request, its response, and the statement that it stands in.</summary>
internal sealed class PagedCallSite
{
    private PagedCallSite(InvocationExpressionSyntax call, ExpressionSyntax value, IMethodSymbol method, INamedTypeSymbol response, INamedTypeSymbol request, IReadOnlyList<KeyValuePair<string, string>> tokens, string? moreFlag)
    {
        Call = call;
        Value = value;
        Method = method;
        Response = response;
        Request = request;
        Tokens = tokens;
        MoreFlag = moreFlag;
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>The expression that gives the response: the call, awaited.</summary>
    public ExpressionSyntax Value { get; }

    public IMethodSymbol Method { get; }

    public INamedTypeSymbol Response { get; }

    public INamedTypeSymbol Request { get; }

    /// <summary>Names of tokens in the response, with those in the request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tokens { get; }

    public string? MoreFlag { get; }

    /// <summary>The argument that is the request, or <see langword="null"/> when the call takes none.</summary>
    public ArgumentSyntax? RequestArgument { get; private set; }

    /// <summary>The call that a diagnostic reports, or <see langword="null"/> when its form is not known.</summary>
    public static PagedCallSite? Of(ReportedNodes reported)
    {
        if (reported.Node is not InvocationExpressionSyntax call || reported.Model.GetSymbolInfo(call, reported.CancellationToken).Symbol is not IMethodSymbol method ||
            TokensOf(reported.Diagnostic) is not { Count: > 0 } tokens ||
            method.ReturnType is not INamedTypeSymbol { TypeArguments.Length: 1 } task || task.TypeArguments[0] is not INamedTypeSymbol response || AwaitedValue(call) is not { } value ||
            response.ContainingNamespace.GetTypeMembers(WithoutAsync(method.Name) + "Request", 0).FirstOrDefault() is not { } request)
            return null;
        var arguments = call.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(TypeOf(candidate.Expression, reported), request));
        var isBare = method.Parameters.All(parameter => parameter.Type.Name == "CancellationToken");
        return argument is null && !isBare
            ? null
            : new PagedCallSite(call, value, method, response, request, tokens, reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.MoreFlag, out var flag) ? flag : null) { RequestArgument = argument };
    }

    /// <summary>The value with another request, for the loop.</summary>
    public ExpressionSyntax ValueWith(string request)
    {
        var name = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(request));
        var arguments = Call.ArgumentList.Arguments;
        var list = RequestArgument is null
            ? arguments.Count == 0 ? SyntaxFactory.SingletonSeparatedList(name) : SyntaxFactory.SeparatedList(arguments.Insert(0, name).Select(argument => argument.WithoutTrivia()))
            : arguments.Replace(RequestArgument, RequestArgument.WithExpression(name.Expression.WithTriviaFrom(RequestArgument.Expression)));
        return Value.ReplaceNode(Call, Call.WithArgumentList(Call.ArgumentList.WithArguments(list))).WithoutTrivia();
    }

    /// <summary>The request as it can stand behind <c>var x =</c>.</summary>
    public ExpressionSyntax RequestValue() => RequestArgument?.Expression switch
    {
        null => SyntaxFactory.ParseExpression($"new {FullName(Request)}()"),
        ImplicitObjectCreationExpressionSyntax creation => SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.ParseTypeName(FullName(Request)),
            creation.ArgumentList.Arguments.Count == 0 && creation.Initializer is not null ? null : creation.ArgumentList,
            creation.Initializer is { } initializer && creation.ArgumentList.GetTrailingTrivia().Count == 0 ? initializer.WithLeadingTrivia(SyntaxFactory.Space) : creation.Initializer),
        var expression => expression.WithoutTrivia(),
    };

    /// <summary>A type as it can stand anywhere, to be simplified.</summary>
    public static string FullName(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string WithoutAsync(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>The property of a type or of its base types.</summary>
    public static IPropertySymbol? Property(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        return null;
    }

    private static ITypeSymbol? TypeOf(ExpressionSyntax expression, ReportedNodes reported)
    {
        var type = reported.Model.GetTypeInfo(expression, reported.CancellationToken);
        return type.Type ?? type.ConvertedType;
    }

    // Tokens one level down have no place in the request to be read from again.
    private static List<KeyValuePair<string, string>>? TokensOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Tokens, out var text) && !string.IsNullOrEmpty(text) && text!.IndexOf('.') < 0
            ? text.Split(' ').Select(pair => pair.Split('=')).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])).ToList()
            : null;

    private static ExpressionSyntax? AwaitedValue(InvocationExpressionSyntax call)
    {
        ExpressionSyntax value = call;
        if (call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            value = configured;
        return value.Parent as AwaitExpressionSyntax;
    }
}
