using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>
/// Tells by its declaration what type a local, parameter, field or property has, without binding the code that uses it: whether
/// <c>items.Add(x)</c> can be a call of a class's own <c>Add</c>.
/// </summary>
internal sealed class Receivers(Compilation compilation, Func<string, bool> isAlias)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<INamedTypeSymbol>> _typesByName = new();

    /// <summary>Whether an expression, to judge by the declaration of what it names, may be an object of the type. What is not understood may.</summary>
    public bool CanBe(ExpressionSyntax receiver, INamedTypeSymbol type)
    {
        // Only what is declared here can be derived from what is declared here.
        return !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) || receiver switch
        {
            IdentifierNameSyntax name => CanBeNamed(name, type),
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => CanBeMember(name, type),
            ObjectCreationExpressionSyntax creation => CanBe(creation.Type, type),
            ParenthesizedExpressionSyntax inner => CanBe(inner.Expression, type),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } certain => CanBe(certain.Operand, type),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment => CanBe(assignment.Left, type),
            LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or PredefinedTypeSyntax => false,
            _ => true,
        };
    }

    private bool CanBeNamed(IdentifierNameSyntax name, INamedTypeSymbol type)
    {
        var declared = DeclarationsOf(name).ToList();
        return declared.Count > 0 ? declared.Any(written => written is null || CanBe(written, type)) : CanBeMember(name, type);
    }

    // The type as it is written; null where it is inferred.
    private static IEnumerable<TypeSyntax?> DeclarationsOf(IdentifierNameSyntax name)
    {
        if (ScopeOf(name) is not { } scope)
            yield break;
        var word = name.Identifier.ValueText;
        foreach (var token in NameIndex.FindTokens(word, name.SyntaxTree, scope.Span))
        {
            switch (token.Parent)
            {
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator when declarator.Identifier == token:
                    yield return declaration.Type.IsVar ? CreatedBy(declarator.Initializer?.Value) : declaration.Type;
                    break;
                case ParameterSyntax parameter when parameter.Identifier == token:
                    yield return parameter.Type;
                    break;
                case SingleVariableDesignationSyntax designation:
                    yield return designation.Parent switch
                    {
                        DeclarationPatternSyntax pattern => Written(pattern.Type),
                        DeclarationExpressionSyntax expression => Written(expression.Type),
                        _ => null,
                    };
                    break;
                case ForEachStatementSyntax loop when loop.Identifier == token:
                    yield return Written(loop.Type);
                    break;
                case FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax or CatchDeclarationSyntax:
                    yield return null;
                    break;
            }
        }
    }

    // The member; a program's statements are one; a type's primary constructor declares for all its members.
    private static SyntaxNode? ScopeOf(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is GlobalStatementSyntax)
            return member.Parent;
        return member?.Parent is TypeDeclarationSyntax type && type.ChildNodes().Any(static child => child is ParameterListSyntax) ? type : member;
    }

    private static TypeSyntax? Written(TypeSyntax type) => type.IsVar ? null : type;

    private static TypeSyntax? CreatedBy(ExpressionSyntax? value) => value switch
    {
        ObjectCreationExpressionSyntax creation => creation.Type,
        CastExpressionSyntax cast => cast.Type,
        _ => null,
    };

    private bool CanBe(TypeSyntax written, INamedTypeSymbol type)
    {
        var word = written switch
        {
            NullableTypeSyntax { ElementType: SimpleNameSyntax name } => name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            QualifiedNameSyntax name => name.Right.Identifier.ValueText,
            PredefinedTypeSyntax or ArrayTypeSyntax or TupleTypeSyntax or PointerTypeSyntax => null,
            _ => type.Name,
        };
        return word is not null && (word == type.Name || isAlias(word) || IsTypeParameter(word, written) || TypesNamed(word).Any(found => IsOrDerives(found, type)));
    }

    private static bool IsTypeParameter(string word, SyntaxNode at) =>
        at.Ancestors().Any(ancestor => ancestor.ChildNodes().OfType<TypeParameterListSyntax>().Any(list => list.Parameters.Any(parameter => parameter.Identifier.ValueText == word)));

    private ImmutableArray<INamedTypeSymbol> TypesNamed(string name) => _typesByName.GetOrAdd(name, wanted =>
        compilation.GetSymbolsWithName(wanted, SymbolFilter.Type).OfType<INamedTypeSymbol>().ToImmutableArray());

    private bool CanBeMember(IdentifierNameSyntax name, INamedTypeSymbol type)
    {
        if (name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            return true;
        for (var around = compilation.GetSemanticModel(name.SyntaxTree).GetDeclaredSymbol(declaration); around is not null; around = around.ContainingType)
        {
            for (var current = around; current is not null; current = current.BaseType)
            {
                foreach (var member in current.GetMembers(name.Identifier.ValueText))
                {
                    var kept = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
                    if (kept is not null)
                        return kept.TypeKind is TypeKind.TypeParameter or TypeKind.Error || (kept is INamedTypeSymbol named && IsOrDerives(named, type));
                }
            }
        }

        // A type has no instance members; of what is not found, a part may not be in sight.
        return TypesNamed(name.Identifier.ValueText).IsEmpty;
    }

    private static bool IsOrDerives(INamedTypeSymbol one, INamedTypeSymbol type)
    {
        for (var current = one; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.OriginalDefinition))
                return true;
        }

        return one.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, type.OriginalDefinition));
    }
}
