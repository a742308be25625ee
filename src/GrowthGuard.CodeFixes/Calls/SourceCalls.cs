using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Calls;

/// <summary>
/// The code in source that a piece of code runs: itself, the methods that it calls, and those that may be called in the place of a virtual
/// one.
/// </summary>
internal sealed class SourceCalls
{
    // Of code that calls more than this, nothing is said.
    private const int MaximumBodies = 100;

    private readonly HashSet<IMethodSymbol> _called = new(SymbolEqualityComparer.Default);
    private readonly List<SyntaxNode> _bodies = [];
    private readonly Compilation _compilation;
    private readonly Lazy<IReadOnlyList<INamedTypeSymbol>> _types;

    private SourceCalls(Compilation compilation)
    {
        _compilation = compilation;
        _types = new(() => compilation.Assembly.AllTypes().ToList());
    }

    /// <summary>Whether all of it was looked at.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The code, beginning with what was asked about.</summary>
    public IReadOnlyList<SyntaxNode> Bodies => _bodies;

    /// <summary>The methods that are called, as they are declared.</summary>
    public IReadOnlyCollection<IMethodSymbol> Called => _called;

    public static SourceCalls From(IEnumerable<SyntaxNode> code, Compilation compilation, CancellationToken cancellationToken)
    {
        var calls = new SourceCalls(compilation);
        calls._bodies.AddRange(code);
        for (var next = 0; next < calls._bodies.Count && calls.IsComplete; next++)
        {
            calls.Follow(calls._bodies[next], cancellationToken);
            calls.IsComplete = calls._bodies.Count <= MaximumBodies;
        }

        return calls;
    }

    /// <summary>The declarations of a method.</summary>
    public static IEnumerable<SyntaxNode> Declarations(IMethodSymbol method, CancellationToken cancellationToken) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken));

    // A method that is named without being called may be called later.
    private void Follow(SyntaxNode body, CancellationToken cancellationToken)
    {
        var model = _compilation.GetSemanticModel(body.SyntaxTree);
        foreach (var node in body.DescendantNodesAndSelf()
            .Where(static node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax))
        {
            var info = model.GetSymbolInfo(node, cancellationToken);
            foreach (var symbol in info.CandidateSymbols.Append(info.Symbol))
            {
                switch (symbol)
                {
                    case IMethodSymbol method:
                        Add(method.ReducedFrom ?? method, cancellationToken);
                        break;
                    case IPropertySymbol property when (IsAssigned(node) ? property.SetMethod : property.GetMethod) is { } accessor:
                        Add(accessor, cancellationToken);
                        break;
                }
            }
        }
    }

    private static bool IsAssigned(SyntaxNode name)
    {
        var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole;
    }

    private void Add(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (!_called.Add(method.OriginalDefinition))
            return;
        _bodies.AddRange(Declarations(method.OriginalDefinition, cancellationToken));
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.ContainingType?.TypeKind == TypeKind.Interface)
        {
            foreach (var other in _types.Value.SelectMany(type => InPlaceOf(method.OriginalDefinition, type)))
            {
                if (_called.Add(other.OriginalDefinition))
                    _bodies.AddRange(Declarations(other.OriginalDefinition, cancellationToken));
            }
        }
    }

    private static IEnumerable<IMethodSymbol> InPlaceOf(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.ContainingType.TypeKind != TypeKind.Interface)
            return type.GetMembers(method.Name).OfType<IMethodSymbol>().Where(other => Overrides(other, method));
        return type.TypeKind == TypeKind.Interface
            ? []
            : type.AllInterfaces.Where(implemented => SymbolEqualityComparer.Default.Equals(
                implemented.OriginalDefinition,
                method.ContainingType.OriginalDefinition))
                .SelectMany(implemented => implemented.GetMembers(method.Name))
                    .Select(type.FindImplementationForInterfaceMember).OfType<IMethodSymbol>();
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol overridden)
    {
        for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, overridden))
                return true;
        }

        return false;
    }
}
