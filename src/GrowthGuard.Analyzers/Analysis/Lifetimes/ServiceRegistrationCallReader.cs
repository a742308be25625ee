using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>The calls of a compilation that register services, found by their text: to bind one costs as much as to bind all of the method that it stands in.</summary>
internal sealed class ServiceRegistrationCallReader
{
    private readonly CompilationAnalysis _context;
    private readonly FactKind _kind;
    private readonly Lazy<ILookup<string, InvocationExpressionSyntax>> _byWord;

    /// <param name="context">The compilation.</param>
    /// <param name="mentions">Its aliases.</param>
    /// <param name="kind">The facts that name the methods.</param>
    public ServiceRegistrationCallReader(CompilationAnalysis context, ReferenceSyntaxFilter mentions, FactKind kind)
    {
        _context = context;
        _kind = kind;
        _byWord = new(() => context.Compilation.SyntaxTrees.SelectMany(In)
            .SelectMany(call => WordsOf(call, mentions), static (call, word) => (call, word))
            .ToLookup(static found => found.word, static found => found.call));
    }

    /// <summary>Those that may name the type, or from which it may be inferred.</summary>
    public IEnumerable<InvocationExpressionSyntax> MayName(INamedTypeSymbol type) => _byWord.Value[type.Name].Concat(_byWord.Value[""]);

    /// <summary>Those of a file.</summary>
    public IEnumerable<InvocationExpressionSyntax> In(SyntaxTree tree) =>
        _context.Facts.OfKind(_kind).SelectMany(registration => IdentifierIndex.Find(registration.Name, tree, null))
            .Select(static name => name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Name == name && call.Expression == access ? call : null)
            .OfType<InvocationExpressionSyntax>();

    /// <summary>The words that a registration may name its types with. What is inferred from a local, say, has none, and stands under the empty word.</summary>
    private static IEnumerable<string> WordsOf(InvocationExpressionSyntax call, ReferenceSyntaxFilter mentions)
    {
        var arguments = ((MemberAccessExpressionSyntax)call.Expression).Name is GenericNameSyntax generic ? generic.TypeArgumentList : null;
        var words = call.ArgumentList.DescendantNodes().Concat(arguments?.DescendantNodes() ?? []).OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText).Distinct().ToList();
        return (arguments is null && !call.ArgumentList.Arguments.All(static argument => NamesItsType(argument.Expression))) || words.Any(mentions.IsAlias) ? words.Append("") : words;
    }

    private static bool NamesItsType(ExpressionSyntax given)
    {
        RecursionGuard.Check();
        return given switch
        {
            LambdaExpressionSyntax { ExpressionBody: { } body } => NamesItsType(body),
            _ => given is ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or InvocationExpressionSyntax { Expression: GenericNameSyntax or MemberAccessExpressionSyntax { Name: GenericNameSyntax } },
        };
    }
}
