using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Finds where a constructor is called: <c>new T()</c>, <c>new()</c>, and <c>: base()</c> or <c>: this()</c> of other constructors.
/// </summary>
internal sealed class ConstructorCallFinder(Compilation compilation, ReferenceSyntaxFilter mentions, WordIndex words)
{
    /// <summary>The calls of a constructor, file by file.</summary>
    public IEnumerable<IOperation> Of(IMethodSymbol constructor)
    {
        var type = constructor.ContainingType;

        // The declarations name the type too, so that no other file needs to be looked at.
        foreach (var tree in words.TreesWith(type.Name))
        {
            var declarations = type.DeclaringSyntaxReferences.Where(reference => reference.SyntaxTree == tree)
                .Select(static reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in Candidates(type, tree, declarations))
            {
                if (ReferenceSyntaxFilter.Takes(constructor, CountOfArguments(node)) &&
                    model.SymbolInfoOf(node).Symbol is IMethodSymbol found &&
                    SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, constructor.OriginalDefinition) &&
                    model.OperationOf(node) is { } operation)
                    yield return operation;
            }
        }
    }

    private IEnumerable<SyntaxNode> Candidates(INamedTypeSymbol type, SyntaxTree tree, List<TypeDeclarationSyntax> declarations)
    {
        foreach (var initializer in declarations
            .SelectMany(Initializers)
            .Where(initializer => initializer.ThisOrBaseKeyword.Text == "this"))
            yield return initializer;
        foreach (var name in IdentifierIndex.Find(type.Name, tree, null))
        {
            SyntaxNode whole = name;
            while (whole.Parent is NameSyntax)
                whole = whole.Parent;
            if (whole.Parent is ObjectCreationExpressionSyntax creation && creation.Type == whole)
                yield return creation;
            else if (whole.Parent is BaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax derived })
            {
                foreach (var initializer in Initializers(derived).Where(initializer => initializer.ThisOrBaseKeyword.Text == "base"))
                    yield return initializer;
            }
        }

        foreach (var creation in IdentifierIndex.FindImplicitCreations(tree))
        {
            // What the target is may stand beside it.
            if (CanMake(creation, type))
                yield return creation;
        }
    }

    private static IEnumerable<ConstructorInitializerSyntax> Initializers(TypeDeclarationSyntax declaration) =>
        declaration.Members.OfType<ConstructorDeclarationSyntax>()
            .Select(constructor => constructor.Initializer).OfType<ConstructorInitializerSyntax>();

    private bool CanMake(ExpressionSyntax value, INamedTypeSymbol type)
    {
        RecursionGuard.Check();
        return value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } =>
                declaration.Type.IsVar || mentions.CanMean(declaration.Type, type),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => mentions.CanMean(property.Type, type),
            AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => mentions.CanBe(assignment.Left, type),
            InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax { Type: GenericNameSyntax collection } } =>
                collection.TypeArgumentList.Arguments.Any(argument => mentions.CanMean(argument, type)),
            InitializerExpressionSyntax { Parent: ArrayCreationExpressionSyntax array } => mentions.CanMean(array.Type.ElementType, type),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax =>
                ResultAt(value) is not { } result ||
                result.DescendantNodesAndSelf().OfType<TypeSyntax>().Any(part => mentions.CanMean(part, type)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } alternative when alternative.Right == value =>
                mentions.CanBe(alternative.Left, type),
            ParenthesizedExpressionSyntax inside => CanMake(inside, type),
            _ => true,
        };
    }

    // What a lambda returns is inferred.
    private static TypeSyntax? ResultAt(SyntaxNode value) =>
        value.Ancestors()
            .FirstOrDefault(static around => around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                or MemberDeclarationSyntax) switch
        {
            LocalFunctionStatementSyntax function => function.ReturnType,
            MethodDeclarationSyntax method => method.ReturnType,
            BasePropertyDeclarationSyntax property => property.Type,
            _ => null,
        };

    private static int CountOfArguments(SyntaxNode node) => node switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Count ?? 0,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList.Arguments.Count,
        _ => 0,
    };
}
