using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>Moves a creation to a static field, when it is the same in every invocation and none of them changes or disposes what it makes.</summary>
internal sealed class KeepClientFix : SiteFix
{
    public override string EquivalenceKey => "GrowthGuard.KeepClient";

    public override string Title => "Keep it in a static field";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model) =>
        site is BaseObjectCreationExpressionSyntax creation && FixedValues.AreSame(creation, model) && IsOnlyUsed(creation, model) &&
        model.GetTypeInfo(creation).Type is INamedTypeSymbol { IsGenericType: false } created && StaticFields.PlaceOf(creation, model) is var (member, type)
            ? StaticFields.Keep(root, creation, member, type, created, NameOf(created))
            : null;

    // AmazonDynamoDBClient and HttpClient give Client, JsonSerializerOptions gives Options.
    private static string NameOf(INamedTypeSymbol created)
    {
        var start = created.Name.Length - 1;
        while (start > 0 && !char.IsUpper(created.Name[start]))
            start--;
        return created.Name.Substring(start);
    }

    private static bool IsOnlyUsed(BaseObjectCreationExpressionSyntax creation, SemanticModel model) => creation.Parent switch
    {
        ArgumentSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } statement } declarator } when statement.Parent is BlockSyntax block =>
            model.GetDeclaredSymbol(declarator) is { } local &&
            block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)).All(name => IsUse(name, model)),
        _ => false,
    };

    // Called or handed on: not changed, not disposed.
    private static bool IsUse(IdentifierNameSyntax name, SemanticModel model) => name.Parent switch
    {
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.None),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access => access.Expression == name && model.GetSymbolInfo(access).Symbol is IMethodSymbol { Name: not ("Dispose" or "DisposeAsync") },
        _ => false,
    };
}
