using System.Collections.Immutable;
using System.Globalization;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>
/// Makes the diagnostic of a growing store: at its declaration, with the growth sites as additional locations and the evidence in the
/// message.
/// </summary>
internal static class GrowthReport
{
    /// <summary>The diagnostic of a store, at its own declaration.</summary>
    /// <param name="more">What the rule's message says beyond the name {0}, the place of growth {1} and what was looked for in vain
    /// {2}.</param>
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        string name,
        Store store,
        GrowthVerdict verdict,
        CompilationAnalysis evidence,
        params object[] more)
    {
        var (handler, where) = Where(verdict, evidence);
        return Create(
            rule,
            store.Symbol.Locations[0],
            verdict,
            CallChains.Add(Properties(store, verdict, evidence), handler, Sites(verdict)[0].Operation, evidence),
            [name, where, ReasonWith(store.Symbol, verdict, evidence), .. more]);
    }

    /// <summary>The diagnostic of a store inside an object, at the declaration of what holds the object.</summary>
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        string name,
        ISymbol holder,
        GrowthVerdict verdict,
        CompilationAnalysis evidence) =>
        Create(
            rule,
            name,
            holder.Locations[0],
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticPropertyNames.Symbol, holder.GetDocumentationCommentId()),
            verdict,
            evidence);

    /// <summary>The diagnostic of a store that is known by other properties than those of its declaration.</summary>
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        string name,
        Location location,
        ImmutableDictionary<string, string?> properties,
        GrowthVerdict verdict,
        CompilationAnalysis evidence)
    {
        var (handler, where) = Where(verdict, evidence);
        return Create(
            rule,
            location,
            verdict,
            CallChains.Add(properties, handler, Sites(verdict)[0].Operation, evidence),
            name,
            where,
            Reason(verdict));
    }

    /// <summary>The diagnostic of a store, whatever its verdict, with a message of the rule's own.</summary>
    public static Diagnostic At(
        DiagnosticDescriptor rule,
        Store store,
        GrowthVerdict verdict,
        CompilationAnalysis evidence,
        params object[] arguments) =>
        Create(rule, store.Symbol.Locations[0], verdict, Properties(store, verdict, evidence), arguments);

    /// <summary>The reason of a verdict, and what a census saw of the store.</summary>
    public static string ReasonWith(ISymbol store, GrowthVerdict verdict, CompilationAnalysis evidence) =>
        evidence.Seen.Of(store)?.Clause is { } seen ? $"{Reason(verdict)} ({seen})" : Reason(verdict);

    /// <summary>Where the store grows, in words.</summary>
    public static string Where(GrowthVerdict verdict) => Where(Sites(verdict), data: "");

    /// <summary>Where the store grows, in words, and for which handler: to find that out costs as much as the verdict.</summary>
    private static (Handler? Handler, string Where) Where(GrowthVerdict verdict, CompilationAnalysis evidence)
    {
        var sites = Sites(verdict);
        var (handler, data) = OnWhoseBehalf(sites[0], evidence);
        return (handler, Where(sites, data));
    }

    /// <summary>For which handler a store grows. The finding stands without it where the code is too deep to be followed.</summary>
    private static (Handler? Handler, string Data) OnWhoseBehalf(StoreUse growth, CompilationAnalysis evidence)
    {
        var entries = evidence.HandlerScopes.Entries;
        try
        {
            if (entries.Of(DataOf(growth, evidence)) is { } owner)
                return (owner, $", with data of handler '{owner.Name}'");
            return entries.Of(evidence.HandlerScopes.Reach.Near(growth.Operation)) is { } handler
                ? (handler, $", on each invocation of handler '{handler.Name}'")
                : (null, "");
        }
        catch (InsufficientExecutionStackException)
        {
            return (null, "");
        }
    }

    /// <summary>Why nothing bounds a growing store, as a clause.</summary>
    public static string Reason(GrowthVerdict verdict)
    {
        if (verdict.Skipped is not { Eviction.Operation: var removal } skipped)
            return verdict.Reason;
        var place = Places.MemberName(removal);
        if (skipped.IsTimeout)
            return $"an entry that '{place}' has not removed when the wait for it is given up stays";
        if (skipped.IsElsewhere)
            return $"an entry stays when an exception follows its addition, since only '{place}' removes it";
        return skipped.Path == ExitPath.Exception
            ? $"the removal in '{place}' does not run when an exception is thrown before it"
            : $"the removal in '{place}' does not run on every path";
    }

    private static string Where(List<StoreUse> sites, string data) =>
        $"'{Places.MemberName(sites[0].Operation)}' ({HowItGrows(sites[0])}{data})" + Places.Others(sites.Count);

    /// <summary>The diagnostic of a store that has no declaration of its own to go by.</summary>
    public static Diagnostic At(
        DiagnosticDescriptor rule,
        Location location,
        GrowthVerdict verdict,
        ImmutableDictionary<string, string?> properties,
        params object[] arguments) =>
        Create(rule, location, verdict, properties, arguments);

    private static Diagnostic Create(
        DiagnosticDescriptor rule,
        Location location,
        GrowthVerdict verdict,
        ImmutableDictionary<string, string?> properties,
        params object[] arguments)
    {
        var severity = FindingLevels.SeverityOf(rule, verdict);
        if (FindingLevels.SeverityOf(rule, verdict.Of(LifetimeCertainty.Certain)) < rule.DefaultSeverity)
            properties = properties.Add(DiagnosticPropertyNames.IsInformation, "true");
        return Diagnostic.Create(
            rule,
            location,
            severity,
            Sites(verdict).Select(site => site.Operation.Syntax.GetLocation()),
            properties,
            arguments);
    }

    private static List<StoreUse> Sites(GrowthVerdict verdict) =>
        verdict.Growth
            .OrderBy(use => use.Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(use => use.Operation.Syntax.SpanStart).ToList();

    private static Handler? DataOf(StoreUse growth, CompilationAnalysis evidence)
    {
        var given = growth.Operation switch
        {
            IInvocationOperation call => call.Arguments.Select(argument => argument.Value),
            IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } element =>
                element.Arguments.Select(argument => argument.Value).Append(assignment.Value),
            _ => [],
        };
        return given.Select(value => evidence.HandlerScopes.Values.OriginOf(value)?.Handler).FirstOrDefault(handler => handler is not null);
    }

    private static string HowItGrows(StoreUse growth)
    {
        if (growth.Level > 0)
            return "each call adds to a collection inside it";
        if (!growth.IsKeyed || growth.Key is null)
            return "each call adds to it";
        var key = growth.Key.Syntax.ToString();
        return key.Length <= 40 && key.IndexOf('\n') < 0 ? $"keyed by '{key}', open domain" : "under keys from an open domain";
    }

    private static ImmutableDictionary<string, string?> Properties(Store store, GrowthVerdict verdict, CompilationAnalysis evidence)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[DiagnosticPropertyNames.Symbol] = store.Symbol.GetDocumentationCommentId();
        if (verdict.Lifetime == LifetimeCertainty.IfRegistered)
            properties[DiagnosticPropertyNames.IfSingleton] = store.Symbol.ContainingType.GetDocumentationCommentId();
        if (MemberOf(store.Type, "Count", "Length") is { } count)
            properties[DiagnosticPropertyNames.CountMember] = count;
        if (MemberOf(store.Type, "Clear") is { } clear)
            properties[DiagnosticPropertyNames.ClearMember] = clear;
        if (LimitInSource(store, verdict, evidence) is { } limit)
            properties[DiagnosticPropertyNames.Limit] = limit;
        var users = evidence.ReferencesTo(store.Symbol)
            .Select(reference => reference.ContainingMember())
            .Distinct(SymbolEqualityComparer.Default).ToList();
        if (users.Count == 1 && users[0] is IMethodSymbol user)
            properties[DiagnosticPropertyNames.OnlyUser] = user.GetDocumentationCommentId();
        return properties.ToImmutable();
    }

    // The constant by its name, where the store's type declares it, so that the two cannot part.
    private static string? LimitInSource(Store store, GrowthVerdict verdict, CompilationAnalysis evidence)
    {
        if (verdict.Judgement != GrowthOutcome.Bounded || SizeLimitReader.Of(verdict, evidence) is not { Length: 1 } limits ||
            limits[0] is not { Value: > 0 and var value } limit)
            return null;
        return SymbolEqualityComparer.Default.Equals(limit.Constant?.ContainingType, store.Symbol.ContainingType)
            ? limit.Constant!.Name
            : value.ToString(CultureInfo.InvariantCulture);
    }

    private static string? MemberOf(ITypeSymbol type, params string[] names)
    {
        RecursionGuard.Check();
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (names.FirstOrDefault(name => current
                .GetMembers(name)
                .Any(member => member.DeclaredAccessibility == Accessibility.Public)) is { } found)
                return found;
        }

        return type.AllInterfaces.Select(implemented => MemberOf(implemented, names)).FirstOrDefault(found => found is not null);
    }
}
