using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.CodeFixes.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Queues;

/// <summary>
/// Tells whether everybody who writes to a queue can do so when it is full: waits for room, or looks at whether there was any. What a full
/// queue refuses to a writer that does not look is lost, and who waits for its answer waits for ever.
/// </summary>
/// <param name="model">The model of the file that creates the queue.</param>
/// <param name="cancellationToken">Cancels the search.</param>
internal sealed class QueueWriters(SemanticModel model, CancellationToken cancellationToken)
{
    private static readonly HashSet<string> Waiting = ["WriteAsync", "SendAsync"];
    private static readonly HashSet<string> Trying = ["TryWrite", "TryAdd", "Post"];
    private static readonly HashSet<string> Reading =
        [
            "ReadAsync", "ReadAllAsync", "TryRead", "WaitToReadAsync", "Take", "TryTake", "GetConsumingEnumerable",
            "GetConsumingPartitioner", "Receive", "ReceiveAsync", "ReceiveAllAsync", "TryReceive", "TryReceiveAll"
        ];

    private static readonly HashSet<string> QueueTypes =
    [
        "Channel", "ChannelWriter", "BlockingCollection", "ActionBlock", "BufferBlock", "BatchBlock", "TransformBlock",
        "TransformManyBlock", "ITargetBlock"
    ];

    private readonly List<InvocationExpressionSyntax> _writes = [];
    private readonly List<SyntaxNode> _readers = [];

    /// <summary>
    /// Whether they can. All writers of queues with the same element count, whatever they call the queue; nobody outside the compilation,
    /// who cannot be seen, may be able to write.
    /// </summary>
    /// <param name="creation">The creation of the queue.</param>
    /// <param name="member">The field or property that holds it; <see langword="null"/> where it is registered.</param>
    public bool CanWait(ExpressionSyntax creation, ISymbol? member)
    {
        if (model.GetTypeInfo(creation, cancellationToken).Type is not { } queue || ElementOf(queue) is not { } element ||
            element is ITypeParameterSymbol || IsWrittenElsewhere(element, member))
            return false;
        foreach (var tree in model.Compilation.SyntaxTrees)
        {
            var text = tree.GetText(cancellationToken).ToString();
            if (Waiting.Concat(Trying).Concat(Reading).Append("Add").Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0) &&
                !Look(tree, element))
                return false;
        }

        // A reader that writes waits for room that only it can make.
        _readers.AddRange(creation.DescendantNodes()
            .Where(static node => node is AnonymousFunctionExpressionSyntax)
            .Concat(creation.DescendantNodes().OfType<ArgumentSyntax>()
                .Select(static argument => argument.Expression)
                .Where(static value => value is SimpleNameSyntax or MemberAccessExpressionSyntax)));
        return _writes.Count > 0 &&
            _readers.All(reader => SourceCalls.From([reader], model.Compilation, cancellationToken) is { IsComplete: true } calls &&
                !calls.Bodies.Any(body => _writes.Any(body.Contains)));
    }

    /// <summary>Notes the readers and writers of a file; <see langword="false"/> when a writer cannot wait.</summary>
    private bool Look(SyntaxTree tree, ITypeSymbol element)
    {
        var its = tree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var word = name.Identifier.ValueText;
            if (!(Waiting.Contains(word) || Trying.Contains(word) || Reading.Contains(word) || word == "Add") ||
                its.GetSymbolInfo(name, cancellationToken) is var info &&
                (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method || !IsOf(method, element))
                continue;
            if (Reading.Contains(word))
            {
                if (name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } reader)
                    _readers.Add(reader);
                continue;
            }

            // A method that is handed on is called by others.
            if (name.Ancestors().OfType<ExpressionSyntax>()
                .TakeWhile(static node => node is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
                    or InvocationExpressionSyntax).OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { } call ||
                    !call.Expression.Span.Contains(name.Span) || !CanWait(call, word, its))
                return false;
            _writes.Add(call);
        }

        return true;
    }

    private bool CanWait(InvocationExpressionSyntax call, string word, SemanticModel its)
    {
        ExpressionSyntax value = call.Parent is ConditionalAccessExpressionSyntax access ? access : call;
        if (value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax configured })
            value = configured;
        while (value.Parent is ParenthesizedExpressionSyntax inner)
            value = inner;
        var function = its.GetEnclosingSymbol(call.SpanStart, cancellationToken) as IMethodSymbol;
        if (Waiting.Contains(word))
            return value.Parent is AwaitExpressionSyntax ||
                (function is { ReturnsVoid: false, IsAsync: false } &&
                    value.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax);

        // Add blocks its thread: right for a thread of its own, and a way to run out of threads in code that awaits.
        if (word == "Add")
            return function is { IsAsync: false } && function.ReturnType.GetMembers("GetAwaiter").IsEmpty;
        return value.Parent switch
        {
            ExpressionStatementSyntax => false,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => false,
            ArrowExpressionClauseSyntax or LambdaExpressionSyntax =>
                function is { ReturnsVoid: false } &&
                !(function.IsAsync && function.ReturnType is INamedTypeSymbol { IsGenericType: false }),
            _ => true,
        };
    }

    private static bool IsOf(IMethodSymbol method, ITypeSymbol element)
    {
        var first = method.ReducedFrom is null ? method.ContainingType : method.ReceiverType as INamedTypeSymbol;
        if (method is { IsStatic: true, Name: "Post" or "SendAsync" } && method.Parameters.Length > 0)
            first = method.Parameters[0].Type as INamedTypeSymbol;
        return first is { TypeArguments.Length: > 0 } &&
            first.ContainingNamespace.ToDisplayString() is "System.Threading.Channels" or "System.Collections.Concurrent"
                or "System.Threading.Tasks.Dataflow" &&
            first.Name is not ("ConcurrentBag" or "ConcurrentDictionary" or "ConcurrentStack" or "ConcurrentQueue") &&
            first.TypeArguments.Any(part => SymbolEqualityComparer.Default.Equals(part, element));
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol queue)
    {
        for (var current = queue as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (QueueTypes.Contains(current.Name) && current.TypeArguments.Length > 0)
                return current.TypeArguments[0];
        }

        return null;
    }

    private bool IsWrittenElsewhere(ITypeSymbol element, ISymbol? member)
    {
        // Nobody references a program, and nobody else can name a queue of what is not public.
        if (model.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication || !IsPublic(element))
            return SymbolEqualityComparer.Default.Equals(element.ContainingAssembly, model.Compilation.Assembly) is false && member is null;
        return member is null || IsPublic(member) ||
            model.Compilation.Assembly.AllTypes().Where(IsPublic).SelectMany(static type => type.GetMembers())
            .Any(exposed => exposed.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
                or Accessibility.ProtectedOrInternal && TypeOf(exposed) is INamedTypeSymbol { TypeArguments.Length: > 0 } type &&
                QueueTypes.Contains(type.Name) && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], element));
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.ReturnType,
        _ => null,
    };

    private static bool IsPublic(ISymbol symbol)
    {
        for (var current = symbol; current is not (null or INamespaceSymbol or IModuleSymbol
            or IAssemblySymbol); current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
                or Accessibility.NotApplicable))
                return false;
        }

        return true;
    }
}
