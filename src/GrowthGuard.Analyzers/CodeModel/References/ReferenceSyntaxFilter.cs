using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Rules out, by the code around it, names that cannot mean a symbol. To bind a name costs a hundred times as much as to look at
/// it, and names such as <c>Add</c> are written everywhere.
/// </summary>
internal sealed class ReferenceSyntaxFilter
{
    private readonly Compilation _compilation;
    private readonly Lazy<HashSet<string>> _aliases;
    private readonly Lazy<HashSet<string>> _imported;
    private readonly Lazy<bool> _importsAlias;
    private readonly ReceiverTypeFilter _receivers;

    public ReferenceSyntaxFilter(Compilation compilation, DeclarationIndex declarations)
    {
        _compilation = compilation;
        _aliases = new(() => new HashSet<string>(UsingAliasIndex.In(compilation).Select(UsingAliasIndex.NameOf)));
        _imported = new(() => new HashSet<string>(compilation.SyntaxTrees
            .SelectMany(static tree => FileDeclarations.Of(tree).StaticUsings)
            .Select(static directive => directive.Name is { } type ? LastName(type) : null).OfType<string>()));
        _importsAlias = new(() => _imported.Value.Overlaps(_aliases.Value));
        _receivers = new(compilation, declarations, IsAlias);
    }

    /// <summary>Whether the name, to judge by the code around it, may mean the symbol.</summary>
    public bool CanMean(SimpleNameSyntax name, ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } function => CanBeMethod(name, function),
        IMethodSymbol method => CanBeMethod(name, method) && CanReach(name, method),
        IFieldSymbol or IPropertySymbol or IEventSymbol => CanBeValue(name, symbol) && CanReach(name, symbol),
        _ => true,
    };

    /// <summary>Whether a type written like this may be the type: by its last name, or by an alias.</summary>
    public bool CanMean(ExpressionSyntax written, INamedTypeSymbol type) => LastName(written) switch
    {
        null => written is PredefinedTypeSyntax && type.SpecialType != SpecialType.None,
        var name => name == type.Name || _aliases.Value.Contains(name),
    };

    /// <summary>Whether an expression, to judge by the declaration of what it names, may be an object of the type.</summary>
    public bool CanBe(ExpressionSyntax expression, INamedTypeSymbol type) => _receivers.CanBe(expression, type);

    /// <summary>The names that files give to types.</summary>
    public IEnumerable<string> Aliases => _aliases.Value;

    /// <summary>Whether the word is an alias of a type somewhere in the compilation.</summary>
    public bool IsAlias(string word) => _aliases.Value.Contains(word);

    /// <summary>Whether static members of the type may be written without it anywhere, by <c>using static</c>.</summary>
    public bool IsImported(INamedTypeSymbol type) => _imported.Value.Contains(type.Name) || _importsAlias.Value;

    /// <summary>
    /// The name of the type that a name belongs to if it means a static member: the one before it, or that of the type around it;
    /// <see langword="null"/> where the text does not tell.
    /// </summary>
    public string? OwnerOf(SimpleNameSyntax name) => Whole(name) switch
    {
        MemberAccessExpressionSyntax access => LastName(access.Expression) is { } word && !IsAlias(word) ? word : null,
        MemberBindingExpressionSyntax => null,
        _ => name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { Parent: not TypeDeclarationSyntax } around && !MayHaveBase(around)
            ? around.Identifier.ValueText
            : null,
    };

    /// <summary>Whether a method can be called with so many arguments.</summary>
    public static bool Takes(IMethodSymbol method, int arguments)
    {
        var parameters = method.Parameters;
        if (arguments > parameters.Length && !(parameters.Length > 0 && parameters[parameters.Length - 1].IsParams))
            return false;
        var required = 0;
        foreach (var parameter in parameters)
        {
            if (!parameter.IsOptional && !parameter.IsParams)
                required++;
        }

        return required <= arguments;
    }

    private static bool CanBeMethod(SimpleNameSyntax name, IMethodSymbol method)
    {
        if (name is GenericNameSyntax generic && generic.TypeArgumentList.Arguments.Count != method.Arity)
            return false;
        var whole = Whole(name);
        if (whole.Parent is InvocationExpressionSyntax call && call.Expression == whole)
            return Takes(method, call.ArgumentList.Arguments.Count) ||
                (method.IsExtensionMethod && Takes(method, call.ArgumentList.Arguments.Count + 1));

        // A method group stands where a value stands, and nothing is asked of it.
        return whole.Parent is not (NameColonSyntax or NameEqualsSyntax) &&
            !(whole.Parent is MemberAccessExpressionSyntax access && access.Expression == whole) &&
            !(whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole) &&
            !SyntaxFacts.IsInTypeOnlyContext(name);
    }

    private static bool CanBeValue(SimpleNameSyntax name, ISymbol symbol)
    {
        if (name is GenericNameSyntax ||
            name.Parent is NameColonSyntax { Parent: ArgumentSyntax or AttributeArgumentSyntax }
                or NameEqualsSyntax { Parent: not AttributeArgumentSyntax })
            return false;
        var whole = Whole(name);
        if (whole.Parent is InvocationExpressionSyntax call && call.Expression == whole && !CanBeInvoked(symbol))
            return false;
        return !SyntaxFacts.IsInTypeOnlyContext(name);
    }

    private static bool CanBeInvoked(ISymbol symbol)
    {
        var type = symbol switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return type is null or { TypeKind: TypeKind.Delegate or TypeKind.Dynamic or TypeKind.Error or TypeKind.FunctionPointer };
    }

    /// <summary>Whether the member can be reached from where the name stands, over what is written before it.</summary>
    private bool CanReach(SimpleNameSyntax name, ISymbol member)
    {
        // What an extension block declares, too, is called on what is extended.
        if (member is IMethodSymbol { IsExtensionMethod: true } || member.ContainingType is not { CanBeReferencedByName: true } type)
            return true;
        var receiver = Whole(name) switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax binding => ReceiverOf(binding),
            _ => null,
        };
        if (member.IsStatic)
            return receiver is null ? CanGoWithoutType(name, type) : CanBeType(receiver, type);
        return receiver switch
        {
            null => IsOfOther(name, type) || IsInside(name, type),
            ThisExpressionSyntax or BaseExpressionSyntax => IsInside(name, type),
            _ => _receivers.CanBe(receiver, type),
        };
    }

    private bool CanBeType(ExpressionSyntax receiver, INamedTypeSymbol type)
    {
        // Static members are inherited, so that other names may lead to them.
        if (!type.IsStatic && !type.IsSealed)
            return receiver is MemberAccessExpressionSyntax or NameSyntax or PredefinedTypeSyntax;
        return CanMean(receiver, type);
    }

    // In an initialiser or a pattern the name is one of the object in question.
    private bool IsOfOther(SimpleNameSyntax name, INamedTypeSymbol type) => name.Parent switch
    {
        NameEqualsSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax creation } } =>
            _receivers.CanBe(creation, type),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
        _ => name.FirstAncestorOrSelf<BaseExpressionColonSyntax>() is not null,
    };

    // A static member is written without its type inside it, inside what derives from it or is nested there, and where it is imported.
    private bool CanGoWithoutType(SimpleNameSyntax name, INamedTypeSymbol type)
    {
        if (IsImported(type))
            return true;
        var declaration = name.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (declaration is null)
            return true;
        for (; declaration is not null; declaration = declaration.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>())
        {
            if (IsOrDerives(declaration, type))
                return true;
        }

        return false;
    }

    /// <summary>Whether the name stands in the type or in one that derives from it.</summary>
    public bool IsInside(SimpleNameSyntax name, INamedTypeSymbol type) =>
        name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration && IsOrDerives(declaration, type);

    private bool IsOrDerives(TypeDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        // The text tells of most: they have another name and no base, or are the type itself.
        if (declaration.Identifier.ValueText != type.Name && !MayHaveBase(declaration))
            return false;
        if (type.DeclaringSyntaxReferences is { Length: 1 } declared && declared[0] is var own &&
            own.SyntaxTree == declaration.SyntaxTree && own.Span == declaration.Span)
            return true;
        return _compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration)?.IsOrInherits(type) == true;
    }

    // Of a partial type, another part may name it.
    private static bool MayHaveBase(TypeDeclarationSyntax declaration) =>
        declaration.BaseList is not null || declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    // `a.Name` for Name, `?.Name` likewise.
    private static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    // a in `a?.Name`; what is not complete yet is its own receiver, of which nothing is known.
    private static ExpressionSyntax ReceiverOf(MemberBindingExpressionSyntax binding) =>
        binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression ?? binding;

    /// <summary>The last name of what is written for a type: <c>Table</c> of <c>Data.Table&lt;Order&gt;</c>.</summary>
    public static string? LastName(ExpressionSyntax written)
    {
        RecursionGuard.Check();
        return written switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            NullableTypeSyntax nullable => LastName(nullable.ElementType),
            _ => null,
        };
    }
}
