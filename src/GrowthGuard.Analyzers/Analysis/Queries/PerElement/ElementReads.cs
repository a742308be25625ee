using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.PerElement;

/// <summary>A read that is made for each element.</summary>
/// <param name="call">The read, or the call of the helper that makes it.</param>
/// <param name="element">What it is made for.</param>
internal sealed class ElementRead(IInvocationOperation call, ElementLoop element)
{
    public IInvocationOperation Call { get; } = call;

    public ElementLoop Element { get; } = element;
}

/// <summary>Finds reads from databases that are made once for each element of an unbounded sequence.</summary>
internal sealed class ElementReads(CompilationAnalysis context)
{
    // Asking what is known already, so that equal elements are read once.
    private static readonly HashSet<string> Questions = ["TryGetValue", "ContainsKey", "Contains", "TryAdd", "Add"];

    private readonly QueryReader _reader = context.Queries;
    private readonly SequenceSizes _sizes = new(context);
    private readonly Lazy<ImmutableHashSet<string>> _ofSequences = new(() => context.Facts.OfKind(FactKind.ElementRead)
        .Where(fact => fact.Name.StartsWith("System.Linq.", StringComparison.Ordinal)).SelectMany(fact => fact.Adds).ToImmutableHashSet());

    /// <summary>The reads in one file.</summary>
    public IEnumerable<ElementRead> In(SemanticModel model)
    {
        foreach (var read in _reader.Facts
            .NamesIn(model.SyntaxTree, FactKind.ElementRead)
            .SelectMany(name => CallFinder.Calls(name, model, CanBe, IsRead)))
        {
            if (!IsOfQuery(read) || !IsWaitedFor(read) || _reader.Changes(read))
                continue;
            if (ElementLoop.Of(read) is { } element)
            {
                if (IsForEach(read, element))
                    yield return new ElementRead(read, element);
            }
            else if (read.EnclosingFunction() is null &&
                read.ContainingMember() is IMethodSymbol { DeclaredAccessibility: Accessibility.Private,
                    MethodKind: MethodKind.Ordinary } helper && !IsMemoized(read, read.Root()))
            {
                foreach (var call in context.ReferencesTo(helper).OfType<IInvocationOperation>().Where(IsWaitedFor))
                {
                    if (ElementLoop.Of(call) is { } caller && IsForEach(call, caller))
                        yield return new ElementRead(call, caller);
                }
            }
        }
    }

    private bool CanBe(InvocationExpressionSyntax call) =>
        (ElementLoop.CanBe(call) || IsInHelper(call)) &&
        (call.Expression is not MemberAccessExpressionSyntax access || !_ofSequences.Value.Contains(access.Name.Identifier.ValueText) ||
            _reader.Syntax.CanBeQuery(access.Expression));

    // A private method that is called where something is done for each element.
    private static bool IsInHelper(SyntaxNode call)
    {
        var method = call.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return method?.Parent is TypeDeclarationSyntax type &&
            !method.Modifiers.Any(modifier => modifier.Text is "public" or "internal" or "protected") &&
            IdentifierIndex.Find(method.Identifier.ValueText, type.SyntaxTree, type.Span).Any(ElementLoop.CanBe);
    }

    private bool IsRead(IMethodSymbol method) => _reader.Facts.Is(FactKind.ElementRead, method);

    // First, Any and ToList ask a database only when they are called on a query.
    private bool IsOfQuery(IInvocationOperation read) =>
        read.TargetMethod.ContainingType is not { ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } ||
        (read.Arguments.Length > 0 && _reader.Read(read.Arguments[0].Value) is not null);

    // What is not waited for here is sent together with the others.
    private static bool IsWaitedFor(IInvocationOperation read) => read.Type?.Name is not ("Task" or "ValueTask") || read.Parent switch
    {
        IAwaitOperation or IPropertyReferenceOperation { Property.Name: "Result" } => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "Wait" or "WaitAsync" } => true,
        IReturnOperation returned => returned.EnclosingFunction() is null,
        _ => false,
    };

    private bool IsForEach(IOperation read, ElementLoop element) =>
        !Leaves(read, element.Site) && !IsMemoized(read, element.Site) && _sizes.AreUnbounded(element.Sequence);

    // A loop that ends with what it has found.
    private static bool Leaves(IOperation read, IOperation site)
    {
        var child = read;
        for (var parent = read.Parent; parent is not null && child != site; child = parent, parent = parent.Parent)
        {
            if (parent is IReturnOperation { Kind: OperationKind.Return } && site is ILoopOperation)
                return true;
            if (parent is IBlockOperation block && site is ILoopOperation &&
                block.Operations.SkipWhile(statement => statement != child)
                    .Any(statement => statement.AlwaysExits() && statement is not IBranchOperation { BranchKind: BranchKind.Continue }))
                return true;
        }

        return false;
    }

    private static bool IsMemoized(IOperation read, IOperation site) => ConditionFacts.Before(read)
        .Where(known => site.Contains(known.Condition))
        .Any(known => known.Condition.DescendantsAndSelf()
            .Any(part => part is IInvocationOperation { TargetMethod.Name: var name } && Questions.Contains(name)));
}
