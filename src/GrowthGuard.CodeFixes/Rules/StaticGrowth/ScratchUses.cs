using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Tells whether a method uses a collection as its scratch pad: it fills it with all that the call is about, and only then goes through all
/// of it. Anything else may be meant to outlive the call: a look-up, a number of entries, an entry that only keeps an object alive.
/// </summary>
internal static class ScratchUses
{
    // Entries in the order of their making. A set or dictionary knows its keys again, which only makes sense from one call to the next.
    private static readonly HashSet<string> Sequences =
    [
        "System.Collections.ArrayList", "System.Collections.Concurrent.ConcurrentBag<T>",
        "System.Collections.Concurrent.ConcurrentQueue<T>", "System.Collections.Concurrent.ConcurrentStack<T>",
        "System.Collections.Generic.LinkedList<T>", "System.Collections.Generic.List<T>", "System.Collections.Generic.Queue<T>",
        "System.Collections.Generic.Stack<T>",
        "System.Collections.ObjectModel.Collection<T>", "System.Text.StringBuilder",
    ];

    private static readonly HashSet<string> Additions =
        ["Add", "AddRange", "AddFirst", "AddLast", "Enqueue", "Push", "Append", "AppendLine", "AppendFormat", "AppendJoin"];

    private static readonly HashSet<string> Copies = ["ToArray", "ToList", "ToImmutableArray", "ToImmutableList"];

    private static readonly HashSet<string> Steps =
    [
        "Select", "SelectMany", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Distinct"
    ];

    private static readonly HashSet<(string Type, string Member)> Readers =
    [
        ("System.String", "Join"), ("System.String", "Concat"), ("System.IO.File", "WriteAllLines"),
        ("System.IO.File", "WriteAllLinesAsync"), ("System.IO.File", "AppendAllLines"),
        ("System.IO.File", "AppendAllLinesAsync"), ("System.Text.Json.JsonSerializer", "Serialize"),
        ("System.Threading.Tasks.Task", "WhenAll"), ("System.Threading.Tasks.Task", "WaitAll"),
    ];

    /// <summary>The expressions that name the store; empty when it is anything more than a scratch pad.</summary>
    public static ImmutableArray<ExpressionSyntax> Find(
        MethodDeclarationSyntax method,
        GrowingStore store,
        ExpressionSyntax? initial,
        CancellationToken cancellationToken)
    {
        var model = store.Model;
        if (initial is null || !IsEmptySequence(initial, model, cancellationToken) ||
            method.DescendantNodes().Any(static node => node is GotoStatementSyntax or LabeledStatementSyntax))
            return ImmutableArray<ExpressionSyntax>.Empty;
        var uses = LocalUses.Find(method, store.Symbol, model, cancellationToken);
        var fills = uses.Select(Filling).OfType<ExpressionStatementSyntax>()
            .Select(fill => (SyntaxNode?)OutermostLoop(fill, method)).ToList();
        var others = uses.Where(use => Filling(use) is null).ToList();

        // Every loop that fills it is over before the first use of another kind.
        return fills.Count > 0 && fills.All(static loop => loop is not null) &&
            others.All(use => use.SpanStart > fills.Max(loop => loop!.Span.End)) &&
            others.Any(use => GoesThrough(use, model, cancellationToken)) &&
            others.All(use => GoesThrough(use, model, cancellationToken) || AsksWhetherEmpty(use))
            ? uses
            : ImmutableArray<ExpressionSyntax>.Empty;
    }

    // new(), new List<string>(16), []
    private static bool IsEmptySequence(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetTypeInfo(value, cancellationToken);
        var isEmpty = value is BaseObjectCreationExpressionSyntax creation
            ? FixedValues.AreSame(creation, model)
            : value.GetFirstToken().IsKind(SyntaxKind.OpenBracketToken) && !value.ChildNodes().Any();
        return isEmpty && (info.Type ?? info.ConvertedType)?.OriginalDefinition.ToDisplayString() is { } type && Sequences.Contains(type);
    }

    // Lines.Add(line); or Text.Append(a).Append(b);
    private static ExpressionStatementSyntax? Filling(ExpressionSyntax use)
    {
        var current = use;
        while (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access &&
            access.Expression == current && Additions.Contains(access.Name.Identifier.ValueText))
        {
            if (call.Parent is ExpressionStatementSyntax statement)
                return statement;
            current = call;
        }

        return null;
    }

    private static StatementSyntax? OutermostLoop(SyntaxNode fill, MethodDeclarationSyntax method) =>
        fill.Ancestors().TakeWhile(ancestor => ancestor != method)
            .LastOrDefault(static ancestor => ancestor is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax
                or DoStatementSyntax) as StatementSyntax;

    private static bool GoesThrough(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        RecursionGuard.Check();
        return value.Parent switch
        {
            CommonForEachStatementSyntax loop => loop.Expression == value,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
                when access.Expression == value &&
                    model.GetSymbolInfo(call, cancellationToken).Symbol
                        is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method =>
                Copies.Contains(method.Name) ||
                (method.Name == nameof(ToString) && method.ContainingType.ToDisplayString() == "System.Text.StringBuilder" &&
                    method.Parameters.IsEmpty) ||
                (Steps.Contains(method.Name) && method.ContainingType.ToDisplayString() == "System.Linq.Enumerable" &&
                    GoesThrough(call, model, cancellationToken)),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
                model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method &&
                Readers.Contains((FullName(method.ContainingType), method.Name)),
            _ => false,
        };
    }

    // Count > 0, Length == 0, Any()
    private static bool AsksWhetherEmpty(ExpressionSyntax use) =>
        use.Parent is MemberAccessExpressionSyntax access && access.Expression == use &&
        (access.Name.Identifier.ValueText, access.Parent) switch
        {
            ("Count" or "Length", BinaryExpressionSyntax comparison) =>
                comparison.RawKind is (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.EqualsExpression
                    or (int)SyntaxKind.NotEqualsExpression &&
                comparison.Left == access && comparison.Right is LiteralExpressionSyntax { Token.Value: 0 },
            ("Any", InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Count == 0,
            ("IsEmpty", _) => true,
            _ => false,
        };

    private static string FullName(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() + "." + type.Name;
}
