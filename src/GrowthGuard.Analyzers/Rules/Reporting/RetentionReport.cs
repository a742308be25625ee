using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>
/// Makes the diagnostic of something that an invocation leaves behind: at the assignment, with the declaration and further assignments as
/// additional locations.
/// </summary>
internal static class RetentionReport
{
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        RetainedState kept,
        CompilationAnalysis evidence,
        params object[] arguments) => Diagnostic.Create(
        rule, kept.Givings[0].Operation.Syntax.GetLocation(), FindingLevels.SeverityOf(rule, kept), kept.Givings
            .Skip(1)
            .Select(giving => giving.Operation.Syntax.GetLocation())
            .Prepend(kept.Symbol.Locations[0]), CallChains.Add(
                Properties(kept, evidence),
                evidence.HandlerScopes.Entries.Of(kept.Handler),
                kept.Givings[0].Operation,
                evidence), arguments);

    /// <summary>What keeps it, as a message begins.</summary>
    public static string NameOf(RetainedState kept, CompilationAnalysis evidence) => kept.Place switch
    {
        RetainedStatePlace.Static => $"Static '{kept.Symbol.Name}'",
        RetainedStatePlace.Captured => $"Captured variable '{kept.Symbol.Name}'",
        RetainedStatePlace.HandlerClass => $"'{kept.Symbol.Name}' of handler class '{OwnerOf(kept, evidence)}'",
        _ => $"'{kept.Symbol.Name}' of singleton '{kept.Symbol.ContainingType.Name}'",
    };

    /// <summary>The handler class of which the host makes the object that keeps it: a base class may declare the field.</summary>
    public static string OwnerOf(RetainedState kept, CompilationAnalysis evidence) =>
        (evidence.HandlerScopes.Handlers.ContainerClassOf(kept.Symbol.ContainingType) ?? kept.Symbol.ContainingType).Name;

    /// <summary>What is wrong with that, as the end of a message.</summary>
    public static string FaultOf(RetainedState kept) => (kept.Place == RetainedStatePlace.HandlerClass, kept.IsReset) switch
    {
        (true, true) =>
            "reset at the end: the host makes one object for all invocations, and those that run side by side see each other's until then",
        (true, false) => "not reset: the host makes one object for all invocations, and the next one finds it there",
        (false, true) => "reset at the end: invocations that run side by side see each other's until then",
        (false, false) => "not reset: it holds one invocation's data and shows it to the next",
    };

    /// <summary>Of which handler the data is, and in how many places it is given.</summary>
    public static string DataOf(RetainedState kept, CompilationAnalysis evidence) =>
        (evidence.HandlerScopes.Entries.Of(kept.Handler) is { } handler ? $"data of handler '{handler.Name}'" : "data of an invocation") +
        Places.Others(kept.Givings.Count);

    private static ImmutableDictionary<string, string?> Properties(RetainedState kept, CompilationAnalysis evidence)
    {
        var place = kept.Givings[0].Operation;
        if (kept.Place == RetainedStatePlace.Captured)
            return SiteReport.Properties(place);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(
            DiagnosticPropertyNames.Symbol,
            kept.Symbol.GetDocumentationCommentId());
        var users = evidence.ReferencesTo(kept.Symbol)
            .Select(reference => reference.ContainingMember())
            .Distinct(SymbolEqualityComparer.Default).ToList();
        return users.Count == 1 && users[0] is IMethodSymbol user
            ? properties.Add(DiagnosticPropertyNames.OnlyUser, user.GetDocumentationCommentId())
            : properties;
    }
}
