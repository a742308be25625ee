using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Decides which members live as long as the process: static ones, and those of hosted services, registered singletons and types that a static holds.</summary>
internal sealed class ProcessLifetime(EvidenceContext context)
{
    private readonly Lazy<HashSet<INamedTypeSymbol>> _singletons = new(() => FindSingletons(context));

    /// <summary>Whether the field or property lives as long as the process.</summary>
    public bool IsLongLived(ISymbol member) => member.IsStatic || (member.ContainingType is { } type && IsLongLived(type));

    /// <summary>The calls in a tree that register a singleton.</summary>
    public static IEnumerable<IInvocationOperation> RegistrationsIn(SyntaxTree tree, EvidenceContext context)
    {
        foreach (var verb in context.Facts.OfKind(FactKind.SingletonRegistration))
        {
            foreach (var name in NameIndex.Find(verb.Name, tree, null))
            {
                if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call &&
                    context.Compilation.GetSemanticModel(tree).GetOperation(call) is IInvocationOperation invocation &&
                    invocation.TargetMethod.Name == verb.Name)
                    yield return invocation;
            }
        }
    }

    /// <summary>What a registration is given to hand out: the instance, or what its factory returns.</summary>
    public static IEnumerable<IOperation> InstancesIn(IInvocationOperation registration)
    {
        foreach (var argument in registration.Arguments)
        {
            var value = argument.Value.Unwrap();
            if (value is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory })
                yield return value;
            else
            {
                foreach (var returned in factory.Body.Descendants().OfType<IReturnOperation>().Where(returned => returned.EnclosingFunction() == factory))
                {
                    if (returned.ReturnedValue is { } instance)
                        yield return instance.Unwrap();
                }
            }
        }
    }

    private bool IsLongLived(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class &&
        (context.Facts.Has(FactKind.ProcessLifetime, type) || _singletons.Value.Contains(type.OriginalDefinition) || IsHeldByStatic(type));

    // static readonly T Shared = new(); a static that is assigned again and again lets go of what it held.
    private bool IsHeldByStatic(INamedTypeSymbol type) =>
        context.NamesOf(type).Any(name => name.Parent switch
        {
            VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } declaration => declaration.Type == name && field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
            PropertyDeclarationSyntax { Initializer: not null } property => property.Type == name && property.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => false,
        });

    private static HashSet<INamedTypeSymbol> FindSingletons(EvidenceContext context)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var registration in context.Compilation.SyntaxTrees.SelectMany(tree => RegistrationsIn(tree, context)))
        {
            foreach (var type in TypesIn(registration))
            {
                for (var current = type as INamedTypeSymbol; current is { SpecialType: SpecialType.None }; current = current.BaseType)
                    found.Add(current.OriginalDefinition);
            }
        }

        return found;
    }

    // AddSingleton<T>(), AddSingleton(typeof(T)), AddSingleton(new T()), AddSingleton(_ => new T())
    private static IEnumerable<ITypeSymbol?> TypesIn(IInvocationOperation registration) =>
        registration.TargetMethod.TypeArguments.Concat(InstancesIn(registration).Select(instance => instance switch
        {
            ITypeOfOperation named => named.TypeOperand,
            IObjectCreationOperation => instance.Type,
            _ => null,
        }));
}
