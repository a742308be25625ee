using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Analyzers.Options;

/// <summary>
/// The keys of <c>.editorconfig</c> and <c>.globalconfig</c> that the rules read: every key that begins with <c>growthguard</c> is one of
/// these.
/// </summary>
public static class OptionKeys
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "growthguard.";

    /// <summary>
    /// The mode, as its own config tells the analyzers, for rules whose findings differ in level. A user sets the property
    /// <c>GrowthGuardMode</c>; in a file of the user's the key is none.
    /// </summary>
    public const string Mode = Prefix + "mode";

    private const string Excluded = "excluded_symbols";

    /// <summary>Symbols that no rule reports.</summary>
    public const string ExcludedSymbols = Prefix + Excluded;

    /// <summary>Every key.</summary>
    public static ImmutableArray<string> All { get; } =
        new[] { ExcludedSymbols }.Concat(RuleCatalog.All.Where(HasOptions).Select(rule => ExcludedSymbolsOf(rule.Id))).ToImmutableArray();

    /// <summary>Whether the rule has options: one that is about a symbol of the code.</summary>
    public static bool HasOptions(Rule rule) => rule.CanBeAccepted;

    /// <summary>Symbols that the rule does not report.</summary>
    public static string ExcludedSymbolsOf(string ruleId) => Prefix + ruleId + "." + Excluded;
}
