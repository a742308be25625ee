using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.StaticGrowth;

/// <summary>Makes the diagnostic of a growing store: at its declaration, with the growth sites as additional locations and the evidence in the message.</summary>
internal static class GrowthReport
{
    /// <summary>The diagnostic of a store, at its own declaration.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, string name, Store store, Verdict verdict, EvidenceContext evidence) =>
        Create(rule, name, store.Symbol.Locations[0], verdict, Properties(store, evidence));

    /// <summary>The diagnostic of a store inside an object, at the declaration of what holds the object.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, string name, ISymbol holder, Verdict verdict) =>
        Create(rule, name, holder.Locations[0], verdict, ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Symbol, holder.GetDocumentationCommentId()));

    private static Diagnostic Create(DiagnosticDescriptor rule, string name, Location location, Verdict verdict, ImmutableDictionary<string, string?> properties)
    {
        var sites = verdict.Growth.OrderBy(use => use.Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(use => use.Operation.Syntax.SpanStart).ToList();
        return Diagnostic.Create(rule, location, sites.Select(site => site.Operation.Syntax.GetLocation()), properties, name, Where(sites), verdict.Reason);
    }

    private static string Where(List<Use> sites)
    {
        var first = sites[0];
        var place = $"'{Places.MemberName(first.Operation)}' ({HowItGrows(first)})";
        return place + Places.Others(sites.Count);
    }

    private static string HowItGrows(Use growth)
    {
        if (growth.Level > 0)
            return "each call adds to a collection inside it";
        if (!growth.IsKeyed || growth.Key is null)
            return "each call adds to it";
        var key = growth.Key.Syntax.ToString();
        return key.Length <= 40 && key.IndexOf('\n') < 0 ? $"keyed by '{key}', open domain" : "under keys from an open domain";
    }

    private static ImmutableDictionary<string, string?> Properties(Store store, EvidenceContext evidence)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[DiagnosticProperties.Symbol] = store.Symbol.GetDocumentationCommentId();
        if (MemberOf(store.Type, "Count", "Length") is { } count)
            properties[DiagnosticProperties.CountMember] = count;
        if (MemberOf(store.Type, "Clear") is { } clear)
            properties[DiagnosticProperties.ClearMember] = clear;
        var users = evidence.ReferencesTo(store.Symbol).Select(reference => reference.ContainingMember()).Distinct(SymbolEqualityComparer.Default).ToList();
        if (users.Count == 1 && users[0] is IMethodSymbol user)
            properties[DiagnosticProperties.OnlyUser] = user.GetDocumentationCommentId();
        return properties.ToImmutable();
    }

    private static string? MemberOf(ITypeSymbol type, params string[] names)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (names.FirstOrDefault(name => current.GetMembers(name).Any(member => member.DeclaredAccessibility == Accessibility.Public)) is { } found)
                return found;
        }

        return type.AllInterfaces.Select(implemented => MemberOf(implemented, names)).FirstOrDefault(found => found is not null);
    }
}
