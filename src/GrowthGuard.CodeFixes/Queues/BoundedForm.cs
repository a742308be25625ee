using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Queues;

/// <summary>Turns the creation of an unbounded queue into that of a bounded one.</summary>
internal static class BoundedForm
{
    private const string Channels = "System.Threading.Channels.";

    /// <summary>
    /// The bounded form, given the capacity as an argument and as a value, or <see langword="null"/> when there is none or the options are
    /// out of sight.
    /// </summary>
    public static ExpressionSyntax? Of(
        SyntaxNode creation,
        SemanticModel model,
        ExpressionSyntax capacity,
        bool isNamed,
        CancellationToken cancellationToken) =>
        (creation, model.GetSymbolInfo(creation, cancellationToken).Symbol) switch
        {
            (InvocationExpressionSyntax call, IMethodSymbol { Name: "CreateUnbounded" }) => Channel(call, capacity, isNamed),
            (BaseObjectCreationExpressionSyntax made, IMethodSymbol { ContainingType.Name: "BlockingCollection" } constructor) =>
                Collection(made, constructor, capacity, isNamed),
            (BaseObjectCreationExpressionSyntax made, IMethodSymbol constructor) =>
                Block(made, constructor, model, capacity, cancellationToken),
            _ => null,
        };

    private static ExpressionSyntax? Channel(InvocationExpressionSyntax call, ExpressionSyntax capacity, bool isNamed)
    {
        var name = call.Expression.DescendantNodesAndSelf().OfType<GenericNameSyntax>()
            .FirstOrDefault(generic => generic.Identifier.ValueText == "CreateUnbounded");
        if (name is null || call.ArgumentList.Arguments.Count > 1)
            return null;

        // SingleReader, SingleWriter and AllowSynchronousContinuations are options of both kinds.
        var kept = Enumerable.Empty<ExpressionSyntax>();
        if (call.ArgumentList.Arguments.Count == 1)
        {
            if (call.ArgumentList.Arguments[0].Expression is not BaseObjectCreationExpressionSyntax options)
                return null;
            kept = options.Initializer?.Expressions ?? kept;
        }

        var made = Initializers.Create(
            Initializers.Type(Channels + "BoundedChannelOptions"),
            [Capacity(capacity, isNamed ? "capacity" : null)],
            [.. kept, Initializers.Set("FullMode", Initializers.Expression($"global::{Channels}BoundedChannelFullMode.Wait"))]);
        return call
            .WithExpression(call.Expression.ReplaceToken(
                name.Identifier,
                SyntaxFactory.Identifier("CreateBounded").WithTriviaFrom(name.Identifier)))
            .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(made))));
    }

    private static ExpressionSyntax Collection(
        BaseObjectCreationExpressionSyntax made,
        IMethodSymbol constructor,
        ExpressionSyntax capacity,
        bool isNamed)
    {
        var arguments = made.ArgumentList ?? SyntaxFactory.ArgumentList();
        var given = constructor.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int32)
            ? arguments.Arguments.RemoveAt(arguments.Arguments.Count - 1)
            : arguments.Arguments;
        return With(made, arguments.WithArguments(given.Add(Capacity(capacity, isNamed ? "boundedCapacity" : null))));
    }

    private static ExpressionSyntax? Block(
        BaseObjectCreationExpressionSyntax made,
        IMethodSymbol constructor,
        SemanticModel model,
        ExpressionSyntax capacity,
        CancellationToken cancellationToken)
    {
        var arguments = made.ArgumentList ?? SyntaxFactory.ArgumentList();
        var given = arguments.Arguments.FirstOrDefault(argument => IsOptions(model.GetTypeInfo(
            argument.Expression,
            cancellationToken).Type));
        if (given is not null)
        {
            return given.Expression is BaseObjectCreationExpressionSyntax options
                ? made.ReplaceNode(options, Initializers.With(options, "BoundedCapacity", capacity))
                : null;
        }

        var type = constructor.ContainingType.InstanceConstructors
            .SelectMany(other => other.Parameters)
            .Select(parameter => parameter.Type)
            .FirstOrDefault(IsOptions);
        if (type is null)
            return null;
        var created = Initializers.Create(Initializers.Type(type.ToDisplayString()), [], [Initializers.Set("BoundedCapacity", capacity)]);
        return With(made, arguments.WithArguments(arguments.Arguments.Add(SyntaxFactory.Argument(created))));
    }

    private static bool IsOptions(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "DataflowBlockOptions")
                return true;
        }

        return false;
    }

    private static ArgumentSyntax Capacity(ExpressionSyntax capacity, string? name) =>
        SyntaxFactory.Argument(
            name is null ? null : SyntaxFactory.NameColon(name).WithTrailingTrivia(SyntaxFactory.Space),
            default,
            capacity);

    private static BaseObjectCreationExpressionSyntax With(BaseObjectCreationExpressionSyntax made, ArgumentListSyntax arguments) =>
        made switch
        {
            ObjectCreationExpressionSyntax named => named.WithArgumentList(arguments),
            ImplicitObjectCreationExpressionSyntax inferred => inferred.WithArgumentList(arguments),
            _ => made,
        };
}
