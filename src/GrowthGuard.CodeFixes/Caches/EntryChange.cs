using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Sets something on the entry that a call adds to a cache.</summary>
internal static class EntryChange
{
    /// <summary>The type of an entry's options.</summary>
    public const string OptionsType = "Microsoft.Extensions.Caching.Memory.MemoryCacheEntryOptions";

    // What Set takes as its third argument, and the option of the same meaning.
    private static readonly Dictionary<string, string> OptionOfParameter = new()
    {
        ["absoluteExpiration"] = "AbsoluteExpiration",
        ["absoluteExpirationRelativeToNow"] = "AbsoluteExpirationRelativeToNow",
    };

    /// <summary>The change, or <see langword="null"/> when the call has a form that it does not know.</summary>
    public static Action<SyntaxEditor>? Of(SyntaxNode? node, EntrySetting setting, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node is not InvocationExpressionSyntax call || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return null;
        if (method.Name == "CreateEntry")
            return Chained(call, setting, model);
        var last = method.Parameters.Last();
        var argument = call.ArgumentList.Arguments.LastOrDefault();
        if (argument is null || argument.NameColon is not null)
            return null;
        if (argument.Expression is LambdaExpressionSyntax lambda)
            return InFactory(lambda, setting, model);
        if (method.Name == "Set" && last.Name == "value")
            return editor => editor.ReplaceNode(call, (current, _) => WithArgument((InvocationExpressionSyntax)current, setting));
        if (OptionOfParameter.TryGetValue(last.Name, out var option) && !setting.IsArgument)
            return editor => editor.ReplaceNode(
                argument,
                SyntaxFactory.Argument(Options(
                    Initializers.Set(option, argument.Expression),
                    Initializers.Set(setting.Property, setting.Value))));
        return last.Type.Name == "MemoryCacheEntryOptions" ? InOptions(argument.Expression, setting, model) : null;
    }

    private static InvocationExpressionSyntax WithArgument(InvocationExpressionSyntax call, EntrySetting setting)
    {
        var value = setting.IsArgument ? setting.Value : Options(Initializers.Set(setting.Property, setting.Value));
        return call.WithArgumentList(call.ArgumentList.AddArguments(SyntaxFactory.Argument(value)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static Action<SyntaxEditor>? InOptions(ExpressionSyntax options, EntrySetting setting, SemanticModel model) => options switch
    {
        BaseObjectCreationExpressionSyntax creation =>
            editor => editor.ReplaceNode(creation, Initializers.With(creation, setting.Property, setting.Value)),
        InvocationExpressionSyntax call => Chained(call, setting, model),
        _ => null,
    };

    private static Action<SyntaxEditor>? Chained(InvocationExpressionSyntax call, EntrySetting setting, SemanticModel model)
    {
        if (model.GetTypeInfo(call).Type is not { } type ||
            !model.LookupSymbols(call.SpanStart, type, setting.Method, includeReducedExtensionMethods: true).Any())
            return null;
        return editor => editor.ReplaceNode(call, (current, _) => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                (ExpressionSyntax)current.WithoutTrailingTrivia(),
                SyntaxFactory.IdentifierName(setting.Method)),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(setting.Value))))
                .WithTrailingTrivia(current.GetTrailingTrivia()));
    }

    private static Action<SyntaxEditor>? InFactory(LambdaExpressionSyntax lambda, EntrySetting setting, SemanticModel model)
    {
        var parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0],
            _ => null,
        };
        if (parameter is null)
            return null;

        // A parameter that nothing uses gets a name that says what it is.
        var isUnused = parameter.Identifier.ValueText == "_" && !model.LookupSymbols(lambda.Body.SpanStart, name: "entry").Any() &&
            !lambda.Body.DescendantTokens().Any(token => token.ValueText == "entry");
        var name = isUnused ? "entry" : parameter.Identifier.ValueText;
        return editor => editor.ReplaceNode(
            lambda,
            (current, _) => WithStatement((LambdaExpressionSyntax)current, name, setting, LineEnd.Of(lambda)));
    }

    /// <summary>The factory with a statement before all others that sets it, the parameter having this name.</summary>
    public static SyntaxNode WithStatement(LambdaExpressionSyntax lambda, string name, EntrySetting setting, SyntaxTrivia lineEnd)
    {
        var parameter = lambda.DescendantNodes().OfType<ParameterSyntax>().First();
        if (parameter.Identifier.ValueText != name)
            lambda = lambda.ReplaceToken(parameter.Identifier, SyntaxFactory.Identifier(name).WithTriviaFrom(parameter.Identifier));
        var statement = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxFactory.IdentifierName(name),
                    SyntaxFactory.IdentifierName(setting.Property)),
                setting.Value))
            .WithTrailingTrivia(lineEnd)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return lambda.Body is BlockSyntax block
            ? lambda.WithBody(block.WithStatements(block.Statements.Insert(0, statement)))
            : BlockBodies.With(lambda, statement, returns: true, lineEnd);
    }

    /// <summary>The options of an entry.</summary>
    public static ObjectCreationExpressionSyntax Options(params ExpressionSyntax[] settings) =>
        Initializers.Create(Initializers.Type(OptionsType), [], settings);
}
