using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// The places where the object of a holder is used, however it comes there: through accessors, locals, parameters, other members.
/// </summary>
internal sealed class HeldObject
{
    private readonly HashSet<(SyntaxTree, TextSpan)> _places = [];

    public HeldObject(LongLivedHolder holder, CompilationAnalysis context)
    {
        var flow = new ValueFlow(context, static property => property.Name == "Value" && property.ContainingType.Name == "Lazy");
        flow.FollowSymbol(holder.Symbol);

        // Of `LazyInitializer.EnsureInitialized(ref _instance, …)`, say, the method that returns it tells.
        foreach (var accessor in AccessorsOf(holder, context).ToList())
            flow.FollowSymbol(accessor);
        foreach (var use in flow.Ends)
            _places.Add(PlaceOf(use));
        Members = flow.Members.ToImmutableArray();
    }

    /// <summary>The members that hold the object or hand it out.</summary>
    public ImmutableArray<ISymbol> Members { get; }

    /// <summary>Whether the value is the object here.</summary>
    public bool Has(IOperation value) => _places.Contains(PlaceOf(value));

    private static (SyntaxTree, TextSpan) PlaceOf(IOperation value) => (value.Syntax.SyntaxTree, value.Syntax.Span);

    private static IEnumerable<ISymbol> AccessorsOf(LongLivedHolder holder, CompilationAnalysis context) =>
        context.ReferencesTo(holder.Symbol)
            .Select(static reference => reference.ContainingMember() is IMethodSymbol { AssociatedSymbol: { } associated }
                ? associated
                : reference.ContainingMember())
            .OfType<ISymbol>()
            .Where(member => SymbolEqualityComparer.Default.Equals(
                (member as IPropertySymbol)?.Type ?? (member as IMethodSymbol)?.ReturnType,
                holder.Held));
}
