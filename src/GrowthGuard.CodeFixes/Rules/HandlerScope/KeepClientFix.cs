using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>
/// Moves a creation to a static field, when it is the same in every invocation and nothing but requests use what it makes.
/// </summary>
internal sealed class KeepClientFix : SiteFix
{
    public override string EquivalenceKey => "GrowthGuard.KeepClient";

    public override string Title => "Keep it in a static field";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model) =>
        site is BaseObjectCreationExpressionSyntax creation && FixedValues.AreSame(creation, model) && IsInPlace(creation) &&
        model.OperationOf(creation) is { } made && ClientUses.LeaveAsItWas(made) &&
        model.GetTypeInfo(creation).Type is INamedTypeSymbol { IsGenericType: false } created &&
        StaticFields.PlaceOf(creation, model) is var (member, type)
            ? StaticFields.Keep(root, creation, member, type, created, NameOf(created))
            : null;

    // A local, an argument, or what is called at once.
    private static bool IsInPlace(BaseObjectCreationExpressionSyntax creation) => creation.Parent switch
    {
        ArgumentSyntax => true,
        MemberAccessExpressionSyntax access => access.Expression == creation,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } => true,
        _ => false,
    };

    // AmazonDynamoDBClient and HttpClient give Client, JsonSerializerOptions gives Options.
    private static string NameOf(INamedTypeSymbol created)
    {
        var start = created.Name.Length - 1;
        while (start > 0 && !char.IsUpper(created.Name[start]))
            start--;
        return created.Name.Substring(start);
    }
}
