using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>Tells who disposes the objects of a class: a <c>Dispose</c> that nobody calls changes nothing.</summary>
/// <param name="type">The class.</param>
/// <param name="model">The model of the file that the fix changes.</param>
internal sealed class Disposers(INamedTypeSymbol type, SemanticModel model)
{
    private readonly List<LocalDeclarationStatementSyntax> _locals = [];

    /// <summary>The declarations that have to become <c>using</c> declarations.</summary>
    public IReadOnlyList<LocalDeclarationStatementSyntax> Locals => _locals;

    /// <summary>
    /// Whether every object that the code of the project makes is disposed, or can be by a <c>using</c>; and where the project makes none,
    /// whether its class says that others do.
    /// </summary>
    public bool Exist()
    {
        var isMade = false;
        foreach (var tree in model.Compilation.SyntaxTrees)
        {
            if (tree.GetText().ToString().IndexOf(type.Name, StringComparison.Ordinal) < 0)
                continue;
            var its = tree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                switch (node)
                {
                    case BaseObjectCreationExpressionSyntax creation when IsOfType(its.GetTypeInfo(creation).Type):
                        isMade = true;
                        if (!IsDisposed(creation, its))
                            return false;
                        break;
                    case GenericNameSyntax name
                        when IsRegistration(name.Identifier.ValueText) &&
                            name.TypeArgumentList.Arguments.Any(argument => IsOfType(its.GetTypeInfo(argument).Type)):
                        isMade = true;
                        break;
                }
            }
        }

        return isMade || IsDisposedByContract();
    }

    private bool IsOfType(ITypeSymbol? made)
    {
        for (var current = made; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.OriginalDefinition))
                return true;
        }

        return false;
    }

    // services.AddScoped<Session>(), services.AddScoped(_ => new Session()): the container disposes what it makes.
    private static bool IsRegistration(string name) =>
        name is "AddScoped" or "AddTransient" or "AddSingleton" or "AddHostedService" or "TryAddScoped" or "TryAddTransient"
            or "TryAddSingleton";

    private bool IsDisposed(BaseObjectCreationExpressionSyntax creation, SemanticModel its) => creation.Parent switch
    {
        UsingStatementSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } variable } => declaration.Parent switch
        {
            UsingStatementSyntax => true,
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } => true,
            LocalDeclarationStatementSyntax { Parent: BlockSyntax block } local =>
                its.GetDeclaredSymbol(variable) is { } symbol &&
                (IsDisposedIn(block, symbol, its) || CanBeUsing(local, symbol, block, its)),
            FieldDeclarationSyntax field => its.GetDeclaredSymbol(variable) is { } symbol && IsDisposedIn(field.Parent!, symbol, its),
            _ => false,
        },
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression
            or (int)SyntaxKind.CoalesceAssignmentExpression } assignment =>
            its.GetSymbolInfo(assignment.Left).Symbol is IFieldSymbol or IPropertySymbol &&
            assignment.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } holder &&
            IsDisposedIn(holder, its.GetSymbolInfo(assignment.Left).Symbol!, its),
        LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } } => IsRegistration(access.Name.Identifier.ValueText),
        _ => false,
    };

    private static bool IsDisposedIn(SyntaxNode scope, ISymbol symbol, SemanticModel its) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == symbol.Name &&
                SymbolEqualityComparer.Default.Equals(its.GetSymbolInfo(name).Symbol, symbol) && IsDisposal(name));

    // session.Dispose(), this._session?.DisposeAsync()
    private static bool IsDisposal(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own && own.Name == name
            ? own
            : name;
        var called = whole.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == whole => access.Name,
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } access when access.Expression == whole => binding.Name,
            _ => null,
        };
        return called?.Identifier.ValueText is "Dispose" or "DisposeAsync";
    }

    /// <summary>Whether the object is used in its block and nowhere else.</summary>
    private bool CanBeUsing(LocalDeclarationStatementSyntax local, ISymbol symbol, BlockSyntax block, SemanticModel its)
    {
        var isAsyncOnly = type.AllInterfaces.Any(static implemented => implemented.Name == "IAsyncDisposable") &&
            !type.AllInterfaces.Any(static implemented => implemented.Name == "IDisposable");
        if (isAsyncOnly || its != model || ((CSharpParseOptions)block.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8 ||
            local.Declaration.Variables.Count != 1 ||
            !block.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == symbol.Name &&
                    SymbolEqualityComparer.Default.Equals(its.GetSymbolInfo(name).Symbol, symbol))
                .All(name => IsReceiver(name, block, its)))
            return false;
        _locals.Add(local);
        return true;
    }

    // What a method gives back may be the object itself, or go on using it.
    private static bool IsReceiver(IdentifierNameSyntax name, BlockSyntax block, SemanticModel its) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == name &&
        (call.Parent is ExpressionStatementSyntax or AwaitExpressionSyntax ||
            its.GetTypeInfo(call).Type is { SpecialType: not (SpecialType.None or SpecialType.System_Object) }) &&
        (call.Parent is AwaitExpressionSyntax || its.GetTypeInfo(call).Type?.GetMembers("GetAwaiter").IsEmpty == true) &&
        !name.Ancestors().TakeWhile(node => node != block)
            .Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax);

    // No code of the project makes one. A public class is made, and disposed, by its users; a class of a framework that disposes, by the
    // framework.
    private bool IsDisposedByContract()
    {
        if (!type.AllInterfaces.Any(static implemented => implemented.Name is "IDisposable" or "IAsyncDisposable"))
            return false;
        var isPublic = model.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
        for (ISymbol? current = type; current is INamedTypeSymbol; current = current.ContainingType)
            isPublic &= current.DeclaredAccessibility == Accessibility.Public;
        return isPublic || (type.BaseType is { DeclaringSyntaxReferences.IsEmpty: true } parent &&
            parent.AllInterfaces.Any(static implemented => implemented.Name is "IDisposable" or "IAsyncDisposable"));
    }
}
