using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Writes the uses of a dictionary as those of an <c>IMemoryCache</c>.</summary>
/// <param name="keyType">The type of the keys, as the dictionary's declaration writes it.</param>
/// <param name="valueType">The type of the values.</param>
/// <param name="value">The type of the values, as a symbol.</param>
internal sealed class CacheForms(
    TypeSyntax keyType,
    TypeSyntax valueType,
    ITypeSymbol value,
    SemanticModel model,
    CancellationToken cancellationToken)
{
    /// <summary>What to replace for a use, and by what; <see langword="null"/> when it has no form.</summary>
    public (ExpressionSyntax Node, ExpressionSyntax Form)? Of(DictionaryUse use)
    {
        var node = use.Kind == DictionaryUseKind.Find && IsDenied(use) ? (ExpressionSyntax)use.Node.Parent! : use.Node;
        var form = use.Kind switch
        {
            DictionaryUseKind.Find => Find(use, isDenied: node != use.Node),
            DictionaryUseKind.Set => Set(use),
            DictionaryUseKind.GetOrMake => GetOrCreate(use),
            _ => Call(use, SyntaxFactory.IdentifierName("Remove"), SyntaxFactory.Argument(use.Key.WithoutTrivia())),
        };
        return form is null ? null : (node, form.WithTriviaFrom(node).WithAdditionalAnnotations(Formatter.Annotation));
    }

    // !Cache.TryGetValue(key, out var value), where the language has `is not`.
    private bool IsDenied(DictionaryUse use) =>
        use.Value is DeclarationExpressionSyntax && IsNeverNull(use) &&
        use.Node.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } &&
        ((CSharpParseOptions)use.Node.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9;

    // The extension tells that the value may be null also where it was found: a value that never is says so by a pattern.
    private ExpressionSyntax Find(DictionaryUse use, bool isDenied)
    {
        if (use.Value is not DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } declaration)
            return use.Node.WithoutTrivia();
        if (!IsNeverNull(use))
            return use.Node.ReplaceNode(declaration, declaration.WithType(valueType.WithTriviaFrom(declaration.Type))).WithoutTrivia();
        var get = Call(use, Generic("Get"), SyntaxFactory.Argument(use.Key.WithoutTrivia()));
        var pattern =
            (IsPatternExpressionSyntax)SyntaxFactory.ParseExpression(
                $"x is {(isDenied ? "not " : "")}{{ }} {StoreWords.Escape(variable.Identifier.ValueText)}");
        var test = pattern.WithExpression(get.WithTrailingTrivia(SyntaxFactory.Space));
        return IsCondition(isDenied ? use.Node.Parent! : use.Node) ? test : SyntaxFactory.ParenthesizedExpression(test);
    }

    private static bool IsCondition(SyntaxNode node) =>
        node.Parent is IfStatementSyntax or ReturnStatementSyntax or ParenthesizedExpressionSyntax or ArrowExpressionClauseSyntax
            or ConditionalExpressionSyntax or
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression };

    private ExpressionSyntax? Set(DictionaryUse use) => Call(
        use,
        IsValue(use.Value!) ? SyntaxFactory.IdentifierName("Set") : Generic("Set"),
        SyntaxFactory.Argument(use.Key.WithoutTrivia()),
        SyntaxFactory.Argument(use.Value!.WithoutTrivia()),
        SyntaxFactory.Argument(EntryChange.Options(Initializers.Set(EntrySetting.Size.Property, EntrySetting.Size.Value))));

    private ExpressionSyntax? GetOrCreate(DictionaryUse use)
    {
        var used = new HashSet<string>(use.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantTokens()
            .Select(token => token.ValueText));
        var entry = StoreWords.Free("entry", used.Contains);
        if (FactoryOf(use, entry) is not { } factory)
            return null;
        var isValue = use.Value is LambdaExpressionSyntax { AsyncKeyword.RawKind: 0, ExpressionBody: { } made }
            ? IsValue(made)
            : use.Value is not LambdaExpressionSyntax && (IsValue(use.Value!) || Gives(use.Value!));
        var sized = (ExpressionSyntax)EntryChange.WithStatement(factory, entry, EntrySetting.Size, LineEnd.Of(use.Node));
        var call = Call(
            use,
            isValue ? SyntaxFactory.IdentifierName("GetOrCreate") : Generic("GetOrCreate"),
            SyntaxFactory.Argument(use.Key.WithoutTrivia()),
            SyntaxFactory.Argument(sized));
        return IsNeverNull(use) && use.Node.Parent is not ExpressionStatementSyntax
            ? SyntaxFactory.PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, call)
            : call;
    }

    private LambdaExpressionSyntax? FactoryOf(DictionaryUse use, string entry)
    {
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(entry).WithTrailingTrivia(SyntaxFactory.Space));
        if (use.Value is not LambdaExpressionSyntax lambda)
            return SyntaxFactory.SimpleLambdaExpression(parameter, Made(use, entry)).WithArrowToken(Arrow);
        var parameters = lambda is SimpleLambdaExpressionSyntax simple
            ? [simple.Parameter]
            : ((ParenthesizedLambdaExpressionSyntax)lambda).ParameterList.Parameters.ToList();
        var inPlace = parameters
            .Zip(new[] { use.Key, use.State }, (parameter, given) => (Names: NamesOf(parameter, lambda), Given: given!))
            .SelectMany(pair => pair.Names.Select(name => (name, pair.Given)))
            .ToDictionary(pair => (SyntaxNode)pair.name, pair => pair.Given);

        // What a lambda may capture takes the place of its parameter.
        if (!inPlace.Values.All(given => CanBeCaptured(given) && !IsHidden(given, lambda)))
            return null;
        var changed = inPlace.TryGetValue(lambda.Body, out var whole)
            ? whole
            : lambda.Body.ReplaceNodes(inPlace.Keys, (old, _) => inPlace[old].WithTriviaFrom(old));
        return SyntaxFactory.SimpleLambdaExpression(
            lambda.AsyncKeyword,
            parameter,
            Arrow,
            changed as BlockSyntax,
            changed as ExpressionSyntax);
    }

    private static SyntaxToken Arrow => SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space);

    private ExpressionSyntax Made(DictionaryUse use, string entry)
    {
        var value = use.Value!.WithoutTrivia();
        if (!Gives(use.Value!))
            return value;
        var key = CanBeCaptured(use.Key)
            ? use.Key
            : SyntaxFactory.CastExpression(
                keyType,
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxFactory.IdentifierName(entry),
                    SyntaxFactory.IdentifierName("Key")));
        var arguments = new[] { key, use.State }.OfType<ExpressionSyntax>()
            .Select(argument => SyntaxFactory.Argument(argument.WithoutTrivia()));
        return SyntaxFactory.InvocationExpression(value, SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments)));
    }

    // The name of the method that makes the value.
    private bool Gives(ExpressionSyntax maker) =>
        model.GetSymbolInfo(maker, cancellationToken).Symbol is IMethodSymbol &&
        maker is not InvocationExpressionSyntax and not BaseObjectCreationExpressionSyntax;

    private bool IsValue(ExpressionSyntax expression) => model.GetSymbolInfo(expression, cancellationToken).Symbol switch
    {
        IMethodSymbol method when Gives(expression) => SymbolEqualityComparer.Default.Equals(method.ReturnType, value),
        _ => SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(expression, cancellationToken).Type, value),
    };

    private bool CanBeCaptured(ExpressionSyntax expression) =>
        expression is ThisExpressionSyntax ||
        (expression is IdentifierNameSyntax &&
            model.GetSymbolInfo(expression, cancellationToken).Symbol is ILocalSymbol { IsRef: false }
                or IParameterSymbol { RefKind: RefKind.None });

    private static bool IsHidden(ExpressionSyntax expression, LambdaExpressionSyntax lambda) =>
        expression is IdentifierNameSyntax { Identifier.ValueText: var name } &&
            lambda.Body.DescendantNodes().Any(node => node is VariableDeclaratorSyntax { Identifier.ValueText: var declared } &&
                declared == name || node is ParameterSyntax { Identifier.ValueText: var parameter } && parameter == name ||
                node is SingleVariableDesignationSyntax { Identifier.ValueText: var designated } && designated == name);

    private List<IdentifierNameSyntax> NamesOf(ParameterSyntax parameter, LambdaExpressionSyntax lambda) =>
        model.GetDeclaredSymbol(parameter, cancellationToken) is { } symbol
            ? lambda.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .Where(name => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, symbol)).ToList()
            : [];

    private bool IsNeverNull(DictionaryUse use) =>
        value is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } &&
        model.GetNullableContext(use.Node.SpanStart).WarningsEnabled();

    private GenericNameSyntax Generic(string name) =>
        SyntaxFactory.GenericName(
            SyntaxFactory.Identifier(name),
            SyntaxFactory.TypeArgumentList(SyntaxFactory.SingletonSeparatedList(valueType)));

    private static InvocationExpressionSyntax Call(DictionaryUse use, SimpleNameSyntax method, params ArgumentSyntax[] arguments) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                use.Dictionary.WithoutTrivia(),
                method), SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments)));
}
