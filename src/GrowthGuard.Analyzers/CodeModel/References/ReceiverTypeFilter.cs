using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Tells by its declaration what type a local, parameter, field or property has, without binding the code that uses it: whether
/// <c>items.Add(x)</c> can be a call of a class's own <c>Add</c>.
/// </summary>
internal sealed class ReceiverTypeFilter(Compilation compilation, DeclarationIndex declarations, Func<string, bool> isAlias)
{
    // From a local to what it is set to, and so on.
    private const int MaximumDepth = 4;

    /// <summary>
    /// Whether an expression, to judge by the declaration of what it names, may be an object of the type. What is not understood may.
    /// </summary>
    public bool CanBe(ExpressionSyntax receiver, INamedTypeSymbol type) => CanBe(receiver, type, 0);

    private bool CanBe(ExpressionSyntax receiver, INamedTypeSymbol type, int depth)
    {
        RecursionGuard.Check();
        // Only what is declared here can be derived from what is declared here.
        return !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) || receiver switch
        {
            IdentifierNameSyntax name => CanBeNamed(name, type, depth),
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => CanBeMember(name, type),
            ObjectCreationExpressionSyntax creation => CanBe(creation.Type, type),
            CastExpressionSyntax cast => CanBe(cast.Type, type),
            ParenthesizedExpressionSyntax inner => CanBe(inner.Expression, type, depth),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } certain =>
                CanBe(certain.Operand, type, depth),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment =>
                CanBe(assignment.Left, type, depth),
            MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => CanBeMemberOfOther(name, type),
            MemberBindingExpressionSyntax { Name: IdentifierNameSyntax name } => CanBeMemberOfOther(name, type),
            LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or PredefinedTypeSyntax => false,
            _ => true,
        };
    }

    private bool CanBeNamed(IdentifierNameSyntax name, INamedTypeSymbol type, int depth)
    {
        var declared = DeclarationsOf(name).ToList();
        return declared.Count > 0
            ? declared.Any(one => one.Type is { } written
                ? CanBe(written, type)
                : one.Value is null || depth >= MaximumDepth || CanBe(one.Value, type, depth + 1))
            : CanBeMember(name, type);
    }

    // The type as it is written; where it is inferred, the value that it is inferred from, if that stands there.
    private static IEnumerable<(TypeSyntax? Type, ExpressionSyntax? Value)> DeclarationsOf(IdentifierNameSyntax name)
    {
        if (ScopeOf(name) is not { } scope)
            yield break;
        var word = name.Identifier.ValueText;
        foreach (var token in IdentifierIndex.FindTokens(word, name.SyntaxTree, scope.Span))
        {
            switch (token.Parent)
            {
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator
                    when declarator.Identifier == token:
                    yield return (Written(declaration.Type), declarator.Initializer?.Value);
                    break;
                case ParameterSyntax parameter when parameter.Identifier == token:
                    yield return (parameter.Type, null);
                    break;
                case SingleVariableDesignationSyntax designation:
                    yield return designation.Parent switch
                    {
                        DeclarationPatternSyntax pattern => (Written(pattern.Type), null),
                        DeclarationExpressionSyntax expression => (Written(expression.Type), null),
                        _ => default,
                    };
                    break;
                case ForEachStatementSyntax loop when loop.Identifier == token:
                    yield return (Written(loop.Type), null);
                    break;
                case FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax
                    or CatchDeclarationSyntax:
                    yield return default;
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
        return member?.Parent is TypeDeclarationSyntax type && type.ChildNodes().Any(static child => child is ParameterListSyntax)
            ? type
            : member;
    }

    private static TypeSyntax? Written(TypeSyntax type) => type.IsVar ? null : type;

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
        return word is not null && (word == type.Name || isAlias(word) || IsTypeParameter(word, written) || IsNameOfDerived(word, type));
    }

    // Runs once for each pair of members that share a name, so it allocates nothing.
    private bool IsNameOfDerived(string word, INamedTypeSymbol type)
    {
        foreach (var found in declarations.TypesNamed(word))
        {
            if (found.IsOrInherits(type))
                return true;
        }

        return false;
    }

    private static bool IsTypeParameter(string word, SyntaxNode at)
    {
        for (var around = at.Parent; around is not null; around = around.Parent)
        {
            var list = around switch
            {
                TypeDeclarationSyntax type => type.TypeParameterList,
                MethodDeclarationSyntax method => method.TypeParameterList,
                LocalFunctionStatementSyntax function => function.TypeParameterList,
                DelegateDeclarationSyntax declared => declared.TypeParameterList,
                _ => null,
            };
            if (list is null)
                continue;
            foreach (var parameter in list.Parameters)
            {
                if (parameter.Identifier.ValueText == word)
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A member of an object that is not looked at: any member of this name. Of other assemblies only those of a generic class can be
    /// objects of a type that is declared here.
    /// </summary>
    private bool CanBeMemberOfOther(IdentifierNameSyntax name, INamedTypeSymbol type)
    {
        var word = name.Identifier.ValueText;
        return !declarations.HasMember(word) || HoldsAnything(word) ||
            declarations.TypesOfMembers(word).Any(written => written is not null && CanBe(written, type));
    }

    // What the framework's generic classes call what they hold: a task, a lazy value, an entry.
    private static bool HoldsAnything(string word) =>
        word is "Value" or "Result" or "Current" or "Key" or "Instance" or "Target" or "Item1" or "Item2" or "CurrentValue" or "Message"
            or "Entity" or "Object";

    private bool CanBeMember(IdentifierNameSyntax name, INamedTypeSymbol type)
    {
        if (name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            return true;
        for (var around = compilation
            .GetSemanticModel(name.SyntaxTree)
            .GetDeclaredSymbol(declaration); around is not null; around = around.ContainingType)
        {
            for (var current = around; current is not null; current = current.BaseType)
            {
                foreach (var member in current.GetMembers(name.Identifier.ValueText))
                {
                    var kept = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
                    if (kept is not null)
                        return kept.TypeKind is TypeKind.TypeParameter or TypeKind.Error ||
                            (kept is INamedTypeSymbol named && named.IsOrInherits(type));
                }
            }
        }

        // A type has no instance members; of what is not found, a part may be elsewhere.
        return declarations.TypesNamed(name.Identifier.ValueText).IsEmpty;
    }
}
