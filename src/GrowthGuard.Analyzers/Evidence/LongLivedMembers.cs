using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Which fields and properties live as long as the process, and keep what they are given for as long.</summary>
internal sealed class LongLivedMembers(EvidenceContext context, PhaseJudge phases)
{
    /// <summary>The fields and auto-properties of a type.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type)> In(INamedTypeSymbol type)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            // The compiler's field behind an auto-property stands for the property.
            var member = field.AssociatedSymbol ?? field;
            if (member is IFieldSymbol { IsConst: false } or IPropertySymbol && !(field.IsImplicitlyDeclared && field.AssociatedSymbol is null))
                yield return (member, field.Type);
        }
    }

    /// <summary>Whether the member is static, or one of an object that lives as long as the process.</summary>
    public bool Contain(ISymbol member)
    {
        if (member.IsStatic)
            return true;
        return member.ContainingType is { TypeKind: TypeKind.Class } type &&
            (context.Lifetimes.ProcessLivedAs(type) is not null || context.Facts.Has(FactKind.ProcessLived, type) || IsHeldByStatic(type)) &&
            context.Lifetimes.HasOnlyLongLivedInstances(type);
    }

    /// <summary>What is put into the member, or nothing when it is replaced in the steady state: then it lets go of what it held.</summary>
    public IReadOnlyList<IOperation> ValuesOf(ISymbol member)
    {
        var values = Assignments.To(member, context).Where(value => value.Unwrap() is not { ConstantValue: { HasValue: true, Value: null } }).ToList();
        return values.All(IsMadeOnce) ? values : [];
    }

    private bool IsMadeOnce(IOperation value) =>
        value.Root() is ISymbolInitializerOperation ||
        value.Parent is ICoalesceAssignmentOperation ||
        value.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } ||
        value.ContainingMember() is IMethodSymbol starting && context.Facts.OfKind(FactKind.StartVerb).Any(verb => starting.Name.StartsWithWord(verb.Name)) ||
        phases.PhaseOf(value) == Phase.Initialisation;

    // static readonly T Shared = new(); a static that is assigned again and again lets go of what it held.
    private bool IsHeldByStatic(INamedTypeSymbol type) =>
        context.NamesOf(type).Any(name => name.Parent switch
        {
            VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } declaration => declaration.Type == name && field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
            PropertyDeclarationSyntax { Initializer: not null } property => property.Type == name && property.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => false,
        });
}
