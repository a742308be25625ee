using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Paging;

/// <summary>
/// A call of a paged or batch operation, as a diagnostic reports it: its request, its response, and the statement that it stands in.
/// </summary>
internal sealed class PagedCallSite
{
    private PagedCallSite(
        InvocationExpressionSyntax call,
        ExpressionSyntax value,
        IMethodSymbol method,
        INamedTypeSymbol response,
        INamedTypeSymbol? request,
        IReadOnlyList<KeyValuePair<string, string>> tokens,
        PageInputKind input,
        string? moreFlag)
    {
        Call = call;
        Value = value;
        Method = method;
        Response = response;
        Request = request;
        Tokens = tokens;
        Input = input;
        MoreFlag = moreFlag;
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>The expression that gives the response: the call, awaited.</summary>
    public ExpressionSyntax Value { get; }

    public IMethodSymbol Method { get; }

    public INamedTypeSymbol Response { get; }

    /// <summary>The type of the request; <see langword="null"/> when the token is no member of an argument.</summary>
    public INamedTypeSymbol? Request { get; }

    /// <summary>What takes the tokens.</summary>
    public PageInputKind Input { get; }

    /// <summary>The object on which the call is made, or <see langword="null"/> when it is not written as <c>x.M()</c>.</summary>
    public ExpressionSyntax? Receiver => (Call.Expression as MemberAccessExpressionSyntax)?.Expression;

    /// <summary>Names of tokens in the response, with those in the request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tokens { get; }

    public string? MoreFlag { get; }

    /// <summary>The argument that is the request, or <see langword="null"/> when the call takes none.</summary>
    public ArgumentSyntax? RequestArgument { get; private set; }

    /// <summary>The call that a diagnostic reports, or <see langword="null"/> when its form is not known.</summary>
    /// <param name="reported">The diagnostic.</param>
    /// <param name="isInputNeeded">Whether the fix hands the token on itself, so that something must take it as it is.</param>
    public static PagedCallSite? Of(ReportedNodes reported, bool isInputNeeded = true)
    {
        if (reported.Node is not InvocationExpressionSyntax call ||
            reported.Model.GetSymbolInfo(call, reported.CancellationToken).Symbol is not IMethodSymbol method ||
            TokensOf(reported.Diagnostic) is not { Count: > 0 } tokens ||
            (InputOf(reported.Diagnostic) ?? (isInputNeeded ? null : PageInputKind.Elsewhere)) is not { } input ||
            ResultOf(method) is not { } response || ValueOf(call, method) is not { } value)
            return null;
        reported.Diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.MoreFlag, out var flag);
        if (input != PageInputKind.Request)
            return new PagedCallSite(call, value, method, response, null, tokens, input, null);
        var arguments = call.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(candidate => TypeOf(candidate.Expression, reported) is { } type &&
            tokens.All(token => Property(type, token.Value) is { SetMethod: not null }));
        var request = argument is null
            ? response.ContainingNamespace.GetTypeMembers(WithoutAsync(method.Name) + "Request", 0).FirstOrDefault()
            : TypeOf(argument.Expression, reported) as INamedTypeSymbol;
        var isBare = method.Parameters.All(parameter => parameter.Type.Name == "CancellationToken");
        return request is null || argument is null && !isBare
            ? null
            : new PagedCallSite(
                call,
                value,
                method,
                response,
                request,
                tokens,
                input,
                flag is "IsTruncated" or "Truncated" ? flag : null) { RequestArgument = argument };
    }

    /// <summary>The value on another object, for the loop.</summary>
    public ExpressionSyntax ValueOn(string receiver) =>
        Receiver is { } old
            ? Value.ReplaceNode(old, SyntaxFactory.IdentifierName(receiver).WithTriviaFrom(old)).WithoutTrivia()
            : Value.WithoutTrivia();

    /// <summary>
    /// The value with another argument for a parameter, for the loop; <see langword="null"/> when the method does not have the parameter.
    /// </summary>
    public ExpressionSyntax? ValueWithArgument(string parameter, string value)
    {
        if (Method.Parameters.FirstOrDefault(candidate => candidate.Name == parameter) is not { } taken)
            return null;
        var arguments = Call.ArgumentList.Arguments;
        var given = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter) ??
            arguments.TakeWhile(argument => argument.NameColon is null).ElementAtOrDefault(taken.Ordinal);
        var name = SyntaxFactory.IdentifierName(value);
        var list = given is null
            ? arguments.Add(SyntaxFactory
                .Argument(SyntaxFactory.NameColon(parameter).WithTrailingTrivia(SyntaxFactory.Space), default, name)
                .WithLeadingTrivia(arguments.Count == 0 ? default : SyntaxFactory.TriviaList(SyntaxFactory.Space)))
            : arguments.Replace(given, given.WithExpression(name.WithTriviaFrom(given.Expression)));
        return Value.ReplaceNode(Call, Call.WithArgumentList(Call.ArgumentList.WithArguments(list))).WithoutTrivia();
    }

    /// <summary>The value with another call in place of the reported one, for the loop.</summary>
    public ExpressionSyntax ValueBy(ExpressionSyntax call) => Value.ReplaceNode(Call, call).WithoutTrivia();

    /// <summary>How a token is read from a response: one level down, what holds it may be missing.</summary>
    public static string Read(string response, string token) => response + "." + token.Replace(".", "?.");

    /// <summary>The type of a token.</summary>
    public ITypeSymbol? TypeOfToken(string token) =>
        token.Split('.').Aggregate((ITypeSymbol?)Response, static (type, name) => type is null ? null : Property(type, name)?.Type);

    /// <summary>The value with another request, for the loop.</summary>
    public ExpressionSyntax ValueWith(string request)
    {
        var name = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(request));
        var arguments = Call.ArgumentList.Arguments;
        var list = RequestArgument is null
            ? arguments.Count == 0
                ? SyntaxFactory.SingletonSeparatedList(name)
                : SyntaxFactory.SeparatedList(arguments.Insert(0, name).Select(argument => argument.WithoutTrivia()))
            : arguments.Replace(
                RequestArgument,
                RequestArgument.WithExpression(name.Expression.WithTriviaFrom(RequestArgument.Expression)));
        return Value.ReplaceNode(Call, Call.WithArgumentList(Call.ArgumentList.WithArguments(list))).WithoutTrivia();
    }

    /// <summary>The request as it can stand behind <c>var x =</c>.</summary>
    public ExpressionSyntax RequestValue() => RequestArgument?.Expression switch
    {
        null => SyntaxFactory.ParseExpression($"new {FullName(Request!)}()"),
        ImplicitObjectCreationExpressionSyntax creation => SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.ParseTypeName(FullName(Request!)),
            creation.ArgumentList.Arguments.Count == 0 && creation.Initializer is not null ? null : creation.ArgumentList,
            creation.Initializer is { } initializer && creation.ArgumentList.GetTrailingTrivia().Count == 0
                ? initializer.WithLeadingTrivia(SyntaxFactory.Space)
                : creation.Initializer),
        var expression => expression.WithoutTrivia(),
    };

    /// <summary>A type as it can stand anywhere, to be simplified.</summary>
    public static string FullName(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>The property of a type or of its base types.</summary>
    public static IPropertySymbol? Property(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        return type.TypeKind == TypeKind.Interface
            ? type.AllInterfaces.SelectMany(implemented => implemented.GetMembers(name)).OfType<IPropertySymbol>().FirstOrDefault()
            : null;
    }

    private static ITypeSymbol? TypeOf(ExpressionSyntax expression, ReportedNodes reported)
    {
        var type = reported.Model.GetTypeInfo(expression, reported.CancellationToken);
        return type.Type ?? type.ConvertedType;
    }

    private static List<KeyValuePair<string, string>>? TokensOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Tokens, out var text) && !string.IsNullOrEmpty(text)
            ? text!.Split(' ').Select(pair => pair.Split('=')).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])).ToList()
            : null;

    private static PageInputKind? InputOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.PageInput, out var text) &&
        Enum.TryParse<PageInputKind>(text, out var input)
            ? input
            : null;

    private static INamedTypeSymbol? ResultOf(IMethodSymbol method) =>
        (IsTask(method) ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : method.ReturnType) as INamedTypeSymbol;

    private static bool IsTask(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 };

    // A task has to be awaited: its other forms have no room for a loop.
    private static ExpressionSyntax? ValueOf(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (!IsTask(method))
            return call;
        ExpressionSyntax value = call;
        if (call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax configured })
            value = configured;
        return value.Parent as AwaitExpressionSyntax;
    }
}
