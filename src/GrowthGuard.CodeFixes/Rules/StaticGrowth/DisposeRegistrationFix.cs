using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>Turns the statement into a <c>using</c> declaration, where the end of the block is the end of the registration's use.</summary>
internal sealed class DisposeRegistrationFix : SiteFix
{
    // What such methods begin goes on when they return.
    private static readonly string[] BeginningVerbs =
    [
        "Start", "Open", "Connect", "Attach", "Listen", "Begin", "Watch", "Subscribe", "Initialize", "Register", "Init"
    ];

    public override string EquivalenceKey => "GrowthGuard.DisposeRegistration";

    public override string Title => "Dispose it when the block ends (using)";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not InvocationExpressionSyntax call ||
            ((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8 || Begins(call, model))
            return null;
        return call.Parent switch
        {
            ExpressionStatementSyntax statement => WithDeclaration(root, statement, call, model),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } discard,
                Parent: ExpressionStatementSyntax statement } when model.GetSymbolInfo(discard).Symbol is IDiscardSymbol =>
                    WithDeclaration(root, statement, call, model),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1,
                Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } local } } variable }
                    when CanBeUsing(variable, local, model) =>
                root.ReplaceNode(
                    local,
                    local.WithoutLeadingTrivia()
                        .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
                        .WithLeadingTrivia(local.GetLeadingTrivia())),
            _ => null,
        };
    }

    private static SyntaxNode? WithDeclaration(
        SyntaxNode root,
        ExpressionStatementSyntax statement,
        InvocationExpressionSyntax call,
        SemanticModel model)
    {
        if (statement.Parent is not BlockSyntax block)
            return null;

        // A name that is free in the whole member: nested blocks may declare more.
        var taken = new HashSet<string>(block.AncestorsAndSelf()
            .TakeWhile(node => node is not MemberDeclarationSyntax).Last().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText));
        var name = StoreWords.Free(
            "registration",
            candidate => taken.Contains(candidate) ||
                model.LookupSymbols(statement.SpanStart, name: candidate).Any(symbol => symbol is ILocalSymbol or IParameterSymbol));
        var declaration = SyntaxFactory.LocalDeclarationStatement(
            SyntaxFactory.VariableDeclaration(
                SyntaxFactory.IdentifierName("var").WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(
                    SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space), null,
                    SyntaxFactory.EqualsValueClause(
                        SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                        call.WithoutLeadingTrivia())))))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithSemicolonToken(statement.SemicolonToken)
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        return root.ReplaceNode(statement, declaration);
    }

    // Assigned once, of a type that can be disposed, and not used by a function that may run later.
    private static bool CanBeUsing(VariableDeclaratorSyntax variable, LocalDeclarationStatementSyntax local, SemanticModel model)
    {
        var symbol = model.GetDeclaredSymbol(variable);
        return local.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable.Identifier.ValueText &&
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, symbol))
            .All(use => use.Parent is not AssignmentExpressionSyntax assignment || assignment.Left != use
                ? !use.Ancestors().TakeWhile(node => node != local.Parent)
                    .Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                : false);
    }

    private static bool Begins(SyntaxNode call, SemanticModel model) =>
        model.GetEnclosingSymbol(call.SpanStart) is not IMethodSymbol { MethodKind: not (MethodKind.Constructor
            or MethodKind.StaticConstructor) } method ||
        BeginningVerbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal)) || HandsOutWork(method);

    // `return answer.Task;`: the block ends before what the task waits for.
    private static bool HandsOutWork(IMethodSymbol method) => !method.IsAsync && !method.ReturnType.GetMembers("GetAwaiter").IsEmpty;
}
