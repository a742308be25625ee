using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>What the diagnostics of rules that start at a call, and not at a store, have in common.</summary>
internal static class SiteReport
{
    /// <summary>The properties of a diagnostic: the member that the call stands in is what it is known by.</summary>
    public static ImmutableDictionary<string, string?> Properties(IOperation site) =>
        ImmutableDictionary<string, string?>.Empty.Add(
            DiagnosticPropertyNames.Symbol,
            site.ContainingMember()?.GetDocumentationCommentId());

    /// <summary>The source text of a short expression, or its kind in words.</summary>
    public static string Text(SyntaxNode syntax, string otherwise)
    {
        var text = syntax.ToString();
        return text.Length <= 60 && text.IndexOf('\n') < 0 ? text : otherwise;
    }
}
