using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>What a compilation registers as singletons, for a container to hand out. A registration is bound when what it names is asked for.</summary>
internal sealed class Registrations
{
    private readonly EvidenceContext _context;
    private readonly Lazy<ILookup<string, InvocationExpressionSyntax>> _byWord;
    private readonly ConcurrentDictionary<InvocationExpressionSyntax, ImmutableArray<ITypeSymbol>> _types = new();

    public Registrations(EvidenceContext context, Mentions mentions)
    {
        _context = context;
        _byWord = new(() => context.Compilation.SyntaxTrees.SelectMany(CallsIn)
            .SelectMany(call => WordsOf(call, mentions), static (call, word) => (call, word))
            .ToLookup(static found => found.word, static found => found.call));
    }

    /// <summary>Whether the class is registered: named as a type argument or with <c>typeof</c>, or created, in a factory or at once.</summary>
    public bool Contain(INamedTypeSymbol type) =>
        _byWord.Value[type.Name].Concat(_byWord.Value[""]).Any(call => _types.GetOrAdd(call, TypesOf).Any(registered => SymbolEqualityComparer.Default.Equals(registered, type.OriginalDefinition)));

    /// <summary>What the registrations of a file are given to hand out: an instance, or what a factory returns.</summary>
    public IEnumerable<IOperation> InstancesIn(SyntaxTree tree) =>
        from call in CallsIn(tree)
        where call.ArgumentList.Arguments.Count > 0
        let invocation = _context.Compilation.GetSemanticModel(tree).GetOperation(call) as IInvocationOperation
        where invocation is not null
        from argument in invocation.Arguments
        from instance in InstancesOf(argument.Value.Unwrap())
        select instance;

    private IEnumerable<InvocationExpressionSyntax> CallsIn(SyntaxTree tree) =>
        _context.Facts.OfKind(FactKind.SingletonRegistration).SelectMany(registration => NameIndex.Find(registration.Name, tree, null))
            .Select(static name => name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Name == name && call.Expression == access ? call : null)
            .OfType<InvocationExpressionSyntax>();

    /// <summary>The words that a registration may name its types with. What is inferred from a local, say, has none, and stands under the empty word.</summary>
    private static IEnumerable<string> WordsOf(InvocationExpressionSyntax call, Mentions mentions)
    {
        var arguments = ((MemberAccessExpressionSyntax)call.Expression).Name is GenericNameSyntax generic ? generic.TypeArgumentList : null;
        var words = call.ArgumentList.DescendantNodes().Concat(arguments?.DescendantNodes() ?? []).OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText).Distinct().ToList();
        return (arguments is null && !call.ArgumentList.Arguments.All(static argument => NamesItsType(argument.Expression))) || words.Any(mentions.IsAlias) ? words.Append("") : words;
    }

    private static bool NamesItsType(ExpressionSyntax given) => given switch
    {
        LambdaExpressionSyntax { ExpressionBody: { } body } => NamesItsType(body),
        _ => given is ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or InvocationExpressionSyntax { Expression: GenericNameSyntax or MemberAccessExpressionSyntax { Name: GenericNameSyntax } },
    };

    private ImmutableArray<ITypeSymbol> TypesOf(InvocationExpressionSyntax call)
    {
        var model = _context.Compilation.GetSemanticModel(call.SyntaxTree);
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return ImmutableArray<ITypeSymbol>.Empty;
        var named = call.ArgumentList.DescendantNodes().Select(node => node switch
        {
            TypeOfExpressionSyntax type => model.GetTypeInfo(type.Type).Type,
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type,
            GenericNameSyntax { Identifier.ValueText: "CreateInstance" or "GetRequiredService" or "GetService", TypeArgumentList.Arguments: { Count: 1 } arguments } => model.GetTypeInfo(arguments[0]).Type,
            _ => null,
        });
        return named.Append(method.TypeArguments.LastOrDefault()).OfType<ITypeSymbol>()
            .Where(static type => type.TypeKind == TypeKind.Class && type.Locations.Any(static location => location.IsInSource))
            .Select(static type => type.OriginalDefinition).ToImmutableArray();
    }

    private static IEnumerable<IOperation> InstancesOf(IOperation given) =>
        given is IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory }
            ? factory.Body.Descendants().OfType<IReturnOperation>().Where(returned => returned.EnclosingFunction() == factory).Select(returned => returned.ReturnedValue?.Unwrap()).OfType<IOperation>()
            : [given];
}
