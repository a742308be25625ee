using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Recognises objects that know where they stand among the pages: readers that give the next one, and sequences of all of them.</summary>
internal sealed class PageReaders(FactTable facts)
{
    private static readonly HashSet<string> Collecting = ["ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToHashSet", "ToHashSetAsync", "ToDictionary", "ToDictionaryAsync", "ToLookup", "ToLookupAsync"];

    private static readonly string[] Getting = ["Get", "List", "Query", "Find", "Read", "Search", "AsPages", "WithCancellation", "ConfigureAwait"];

    private readonly string[] _streams = [.. facts.OfKind(FactKind.PageStream).Select(fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1).Split('`')[0])];

    /// <summary>Whether a compilation has such objects.</summary>
    public static bool AreIn(Compilation compilation, FactTable facts) =>
        new[] { FactKind.PageReader, FactKind.PageDrain, FactKind.PageStream }.SelectMany(kind => facts.OfKind(kind)).Any(fact => compilation.Knows(fact.Name));

    /// <summary>The names of methods that read a page, or all of them, or collect what a sequence has.</summary>
    public IdentifierSet Names { get; } = new(facts.OfKind(FactKind.PageReader).Concat(facts.OfKind(FactKind.PageDrain)).SelectMany(fact => fact.Adds).Concat(Collecting));

    /// <summary>Whether a method of this name collects what a sequence has.</summary>
    public static bool MayCollect(string method) => Collecting.Contains(method);

    /// <summary>Whether an expression may be a sequence of pages, to judge by its text: a call that gets or finds things, or a name where such a type is written.</summary>
    public bool MayBeStream(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => CallFinder.NameOf(call) is { } name && Getting.Any(verb => name.StartsWithWord(verb)),
        MemberAccessExpressionSyntax access => access.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == "Paginators"),
        IdentifierNameSyntax => _streams.Any(stream => IdentifierIndex.IsWritten(stream, expression.SyntaxTree)),
        _ => false,
    };

    /// <summary>Whether each call of the method gives the next page.</summary>
    public bool Reads(IMethodSymbol method) => Is(FactKind.PageReader, method);

    /// <summary>Whether a call of the method gives all pages.</summary>
    public bool Drains(IMethodSymbol method) => Is(FactKind.PageDrain, method);

    /// <summary>The sequence of pages or their items that an expression gives, behind <c>AsPages</c>, <c>WithCancellation</c> and the like; or <see langword="null"/>.</summary>
    public IOperation? StreamOf(IOperation expression)
    {
        for (var current = expression.Unwrap(); ; )
        {
            if (current.Type is { } type && facts.Has(FactKind.PageStream, type))
                return current;
            if (current is IInvocationOperation { TargetMethod.Name: "AsPages" or "WithCancellation" or "ConfigureAwait" } call && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } inner)
                current = inner.Unwrap();
            else if (current is ILocalReferenceOperation local && ValueOrigin.Of(local).ToList() is { Count: 1 } origins && origins[0] is IInvocationOperation)
                current = origins[0];
            else
                return null;
        }
    }

    private bool Is(FactKind kind, IMethodSymbol method)
    {
        for (ITypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (facts.About(type).Any(fact => fact.Kind == kind && fact.Adds.Contains(method.Name)))
                return true;
        }

        return false;
    }
}
