using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel;

/// <summary>
/// Asks about code of any depth. Roslyn makes the operations of a body in one recursion that does not look at the stack, and some 200
/// nested expressions overflow a megabyte; and it binds a single statement by binding first what the types of its locals come from, one
/// recursion for each <c>var</c> made of another. So what is deep gets a thread of its own, and is bound as a whole, from its start.
/// </summary>
internal static class DeepCode
{
    /// <summary>The depth for which there is room everywhere: each step takes at most some five kilobytes.</summary>
    private const int DeepestHere = 80;

    /// <summary>
    /// The largest depth for which there is room on a thread of <see cref="StackSize"/> bytes. Deeper code seldom compiles.
    /// </summary>
    private const int Deepest = 10_000;

    private const int StackSize = 64 * 1024 * 1024;

    // Weak: an answer goes with the code that it is of.
    private static readonly ConditionalWeakTable<SyntaxNode, Shape> Shapes = new();
    private static readonly ConditionalWeakTable<SemanticModel, ConcurrentDictionary<SyntaxNode, Lazy<bool>>> Bound = new();

    /// <summary>The operation of a node, as <c>GetOperation</c> gives it.</summary>
    /// <exception cref="InsufficientExecutionStackException">The code is too deep.</exception>
    public static IOperation? OperationOf(this SemanticModel model, SyntaxNode node, CancellationToken cancellationToken = default) =>
        ShapeAround(node).Depth switch
        {
            <= DeepestHere => model.GetOperation(node, cancellationToken),
            <= Deepest => OnLargeStack(() => model.GetOperation(node, cancellationToken)),
            _ => throw new InsufficientExecutionStackException(),
        };

    /// <summary>What a node refers to, as <c>GetSymbolInfo</c> gives it.</summary>
    /// <exception cref="InsufficientExecutionStackException">The code is too deep.</exception>
    public static SymbolInfo SymbolInfoOf(this SemanticModel model, SyntaxNode node, CancellationToken cancellationToken = default)
    {
        BindAround(node, model);
        return model.GetSymbolInfo(node, cancellationToken);
    }

    /// <summary>The type of a node, as <c>GetTypeInfo</c> gives it.</summary>
    /// <exception cref="InsufficientExecutionStackException">The code is too deep.</exception>
    public static TypeInfo TypeInfoOf(this SemanticModel model, SyntaxNode node, CancellationToken cancellationToken = default)
    {
        BindAround(node, model);
        return model.GetTypeInfo(node, cancellationToken);
    }

    /// <summary>Whether the code is so little nested that whatever walks it has room on any stack.</summary>
    public static bool IsShallow(SyntaxNode node) => ShapeAround(node).Depth <= DeepestHere;

    /// <summary>Binds a deep body as a whole, before a part of it is; it stays bound in its model.</summary>
    private static void BindAround(SyntaxNode node, SemanticModel model)
    {
        if (ShapeAround(node) is { Depth: <= DeepestHere, Locals: <= DeepestHere })
            return;
        var body = node.AncestorsAndSelf()
            .LastOrDefault(static part => part is BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax);
        if (body is not null)
        {
            _ = Bound.GetValue(model, static _ => new ConcurrentDictionary<SyntaxNode, Lazy<bool>>())
                .GetOrAdd(body, code => new Lazy<bool>(() => model.OperationOf(code) is not null)).Value;
        }
    }

    private static Shape ShapeAround(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var code = member switch
        {
            null or BaseTypeDeclarationSyntax => node,
            // All of them are one body.
            GlobalStatementSyntax { Parent: { } unit } => unit,
            _ => member,
        };
        return Shapes.GetValue(code, static asked => ShapeOf(asked));
    }

    private static Shape ShapeOf(SyntaxNode root)
    {
        var (deepest, locals) = (0, 0);
        var pending = new Stack<(SyntaxNode Node, int Depth)>();
        pending.Push((root, 1));
        while (pending.Count > 0 && deepest <= Deepest)
        {
            var (node, depth) = pending.Pop();
            deepest = Math.Max(deepest, depth);
            if (node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax)
                locals++;

            // ChildNodes() would allocate an enumerator for each node of the compilation.
            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } inner)
                    pending.Push((inner, depth + 1));
            }
        }

        return new Shape(deepest, locals);
    }

    private static T OnLargeStack<T>(Func<T> ask)
    {
        T answer = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(Ask, StackSize) { IsBackground = true };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return answer;

        void Ask()
        {
            try
            {
                answer = ask();
            }
            catch (Exception exception)
            {
                // To be thrown where it was asked.
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }

    /// <summary>How deep a tree is, as far as it matters, and how many locals it has.</summary>
    private sealed class Shape(int depth, int locals)
    {
        public int Depth { get; } = depth;

        public int Locals { get; } = locals;
    }
}
