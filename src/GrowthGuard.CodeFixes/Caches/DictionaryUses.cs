using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Finds the uses of a private dictionary, which all stand in its type.</summary>
internal sealed class DictionaryUses(IFieldSymbol dictionary, SemanticModel model, CancellationToken cancellationToken)
{
    private readonly INamedTypeSymbol _type = (INamedTypeSymbol)dictionary.Type;

    /// <summary>
    /// All uses but those that lock it, or <see langword="null"/> when there is one that a cache cannot take over, or one elsewhere.
    /// </summary>
    public ImmutableArray<DictionaryUse>? Find()
    {
        var uses = ImmutableArray.CreateBuilder<DictionaryUse>();
        foreach (var reference in dictionary.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var name in reference
                .GetSyntax(cancellationToken)
                .DescendantNodes(descendIntoTrivia: true).OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == dictionary.Name))
            {
                if (reference.SyntaxTree != model.SyntaxTree)
                    return null;
                if (name.IsPartOfStructuredTrivia() || !IsDictionary(name))
                    continue;
                ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (whole.Parent is LockStatementSyntax)
                    continue;
                if (UseOf(whole) is not { } use)
                    return null;
                uses.Add(use);
            }
        }

        // What stands inside another use would have to be changed with it.
        return uses.Any(use => uses.Any(other => other != use && other.Node.Span.Contains(use.Node.Span))) ? null : uses.ToImmutable();
    }

    // A name that is not bound may be one.
    private bool IsDictionary(IdentifierNameSyntax name)
    {
        var info = model.GetSymbolInfo(name, cancellationToken);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not { } symbol ||
            SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, dictionary.OriginalDefinition);
    }

    private DictionaryUse? UseOf(ExpressionSyntax whole) => whole.Parent switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments,
            Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } element
            when element.Expression == whole && assignment.Left == element =>
                With(DictionaryUseKind.Set, assignment, whole, arguments[0].Expression, assignment.Right),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member
            when member.Expression == whole && member.Name is IdentifierNameSyntax => CallOf(call, whole),
        _ => null,
    };

    private DictionaryUse? CallOf(InvocationExpressionSyntax call, ExpressionSyntax whole)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { IsStatic: false } method ||
            !SymbolEqualityComparer.Default.Equals(method.ContainingType, _type) ||
            call.ArgumentList.Arguments is not { Count: > 0 } arguments || arguments.Any(argument => argument.NameColon is not null))
            return null;
        var key = arguments[0].Expression;
        var second = arguments.Count > 1 ? arguments[1].Expression : null;
        var isStatement = call.Parent is ExpressionStatementSyntax;
        return method.Name switch
        {
            "TryGetValue" => With(DictionaryUseKind.Find, call, whole, key, second),
            "Add" or "TryAdd" when isStatement => With(DictionaryUseKind.Set, call, whole, key, second),
            "GetOrAdd" => With(DictionaryUseKind.GetOrMake, call, whole, key, second, arguments.Count > 2 ? arguments[2].Expression : null),
            "Remove" or "TryRemove" when isStatement && second is null or IdentifierNameSyntax { Identifier.ValueText: "_" } =>
                With(DictionaryUseKind.Remove, call, whole, key),
            _ => null,
        };
    }

    // A cache takes any object for a key, so the key must be one of the dictionary's without being converted to one.
    private DictionaryUse? With(
        DictionaryUseKind kind,
        ExpressionSyntax node,
        ExpressionSyntax whole,
        ExpressionSyntax key,
        ExpressionSyntax? value = null,
        ExpressionSyntax? state = null) =>
        model.GetTypeInfo(key, cancellationToken).Type is { } type &&
        model.Compilation.ClassifyConversion(type, _type.TypeArguments[0]) is { IsImplicit: true } conversion &&
        (conversion.IsIdentity || conversion.IsReference)
            ? new DictionaryUse(kind, node, whole, key, value, state)
            : null;
}
