using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>
/// A field that one handler sets and that only it and private helpers of its type read: what changes when the value is passed instead.
/// </summary>
internal sealed class PassedValue
{
    private readonly ISymbol _store;
    private readonly AssignmentExpressionSyntax _given;
    private readonly MethodDeclarationSyntax _handler;
    private readonly TypeDeclarationSyntax _type;
    private readonly SemanticModel _model;
    private readonly List<ExpressionSyntax> _reads = [];
    private readonly List<InvocationExpressionSyntax> _calls = [];
    private readonly List<MethodDeclarationSyntax> _helpers = [];

    private PassedValue(
        ISymbol store,
        AssignmentExpressionSyntax given,
        MethodDeclarationSyntax handler,
        TypeDeclarationSyntax type,
        SemanticModel model)
    {
        _store = store;
        _given = given;
        _handler = handler;
        _type = type;
        _model = model;
    }

    /// <summary>Where the field is read.</summary>
    public IReadOnlyList<ExpressionSyntax> Reads => _reads;

    /// <summary>The calls of helpers.</summary>
    public IReadOnlyList<InvocationExpressionSyntax> Calls => _calls;

    /// <summary>The helpers that read the field, and those that call them.</summary>
    public IReadOnlyList<MethodDeclarationSyntax> Helpers => _helpers;

    /// <summary>
    /// The changes, or <see langword="null"/> when somebody else sees the field or a helper, or the value may be another one.
    /// </summary>
    public static PassedValue? Of(ISymbol store, AssignmentExpressionSyntax given, MethodDeclarationSyntax handler, SemanticModel model)
    {
        if (handler.Parent is not TypeDeclarationSyntax type ||
            model.GetDeclaredSymbol(type) is not { DeclaringSyntaxReferences.Length: 1 } owner ||
            !SymbolEqualityComparer.Default.Equals(owner, store.ContainingType))
            return null;
        var passed = new PassedValue(store, given, handler, type, model);
        return passed.FindReads() && passed._helpers.Count > 0 && passed.FindCalls() ? passed : null;
    }

    /// <summary>Whether the methods that change use a name for something else.</summary>
    public bool IsTaken(string name) => _helpers.Append(_handler).Any(method => method.DescendantTokens().Any(token =>
        token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && !_reads.Any(read => read.Span.Contains(token.Span))));

    private bool FindReads() => Mentions(_store).All(mention =>
    {
        if (mention.Span.Contains(_given.Left.Span) || _given.Left.Span.Contains(mention.Span))
            return true;
        var use = Whole(mention);
        _reads.Add(use);
        return IsRead(use) && Comes(use);
    });

    private bool FindCalls()
    {
        for (var i = 0; i < _helpers.Count; i++)
        {
            var helper = _model.GetDeclaredSymbol(_helpers[i])!;
            foreach (var mention in Mentions(helper))
            {
                if (Whole(mention).Parent is not InvocationExpressionSyntax call || call.Expression != Whole(mention) ||
                    call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null) || !Comes(call))
                    return false;
                _calls.Add(call);
            }
        }

        return true;
    }

    /// <summary>Whether a place has the value: in the handler after it is given, or in a helper, which is noted.</summary>
    private bool Comes(ExpressionSyntax place)
    {
        if (place.Ancestors()
            .Any(ancestor => ancestor is AttributeSyntax or ParameterSyntax or LocalFunctionStatementSyntax ||
                ancestor is AnonymousFunctionExpressionSyntax lambda && lambda.Modifiers.Any(SyntaxKind.StaticKeyword)))
            return false;
        if (place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax method || method.Parent != _type)
            return false;
        if (method == _handler)
            return place.SpanStart > _given.Span.End;
        if (_helpers.Contains(method))
            return true;
        _helpers.Add(method);
        return IsHelper(method);
    }

    private bool IsHelper(MethodDeclarationSyntax method) =>
        _model.GetDeclaredSymbol(method) is { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary,
            IsExtensionMethod: false, PartialDefinitionPart: null, PartialImplementationPart: null } symbol &&
        method.AttributeLists.Count == 0 && !symbol.Parameters.Any(parameter => parameter.IsParams || parameter.HasExplicitDefaultValue) &&
        symbol.ContainingType.GetMembers(symbol.Name).Length == 1 &&
        !method.DescendantTrivia(descendIntoTrivia: true).Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia));

    private IEnumerable<SimpleNameSyntax> Mentions(ISymbol symbol) =>
        _type.DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name &&
                (name.FirstAncestorOrSelf<CrefSyntax>() is not null ||
                    SymbolEqualityComparer.Default.Equals(
                        _model.GetSymbolInfo(name).Symbol?.OriginalDefinition,
                        symbol.OriginalDefinition)));

    // this._order and Function._order; of another object it is another field.
    private static ExpressionSyntax Whole(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    private bool IsRead(ExpressionSyntax use) =>
        (use is not MemberAccessExpressionSyntax { Expression: var owner } || owner is ThisExpressionSyntax || _store.IsStatic) &&
        use.FirstAncestorOrSelf<CrefSyntax>() is null && use.Parent switch
        {
            ArgumentSyntax argument =>
                argument.RefKindKeyword.IsKind(SyntaxKind.None) &&
                argument.Parent?.Parent
                    is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
            AssignmentExpressionSyntax assignment => assignment.Left != use,
            RefExpressionSyntax
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PreIncrementExpression
                or (int)SyntaxKind.PreDecrementExpression }
                or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } => false,
            _ => true,
        };
}
