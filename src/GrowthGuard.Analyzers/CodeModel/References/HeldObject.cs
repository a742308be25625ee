using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
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
        foreach (var use in BackReferences(holder.Held, context))
            _places.Add(PlaceOf(use));
    }

    /// <summary>The members that hold the object or hand it out.</summary>
    public ImmutableArray<ISymbol> Members { get; }

    /// <summary>Whether the value is the object here.</summary>
    public bool Has(IOperation value) => _places.Contains(PlaceOf(value));

    // `var session = new Session(this);`, and there `_server.Remove(this);`
    private static IEnumerable<IOperation> BackReferences(INamedTypeSymbol held, CompilationAnalysis context)
    {
        var flow = new ValueFlow(context, static _ => false);
        foreach (var given in held.GetMembers().OfType<IMethodSymbol>().SelectMany(context.BodiesOf)
            .SelectMany(static body => body.Descendants())
            .Where(static part => part is IInstanceReferenceOperation { IsImplicit: false }))
        {
            if (given.Wrap().Parent is IArgumentOperation { Parameter: { } parameter, Parent: IObjectCreationOperation } &&
                parameter.IsInSource())
                flow.FollowSymbol(parameter);
        }

        return flow.Ends;
    }

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
