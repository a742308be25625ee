using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Options;

namespace GrowthGuard.DocsGenerator;

/// <summary>The table of options.</summary>
public static class OptionIndex
{
    /// <summary>Path of the document in the repository.</summary>
    public const string Path = "docs/ci.md";

    /// <summary>Name of the generated block.</summary>
    public const string Block = "options";

    /// <summary>One row per option.</summary>
    public static string Table() => string.Join('\n',
    [
        "| key | value | meaning |",
        "| --- | --- | --- |",
        $"| `{OptionKeys.ExcludedSymbols}` | {Value} | No rule reports these symbols. |",
        $"| `{OptionKeys.ExcludedSymbolsOf("RULE")}` | {Value} | This rule does not report them. `RULE` is one of {string.Join(", ", RuleCatalog.All.Where(OptionKeys.HasOptions).Select(rule => rule.Id))}. |",
    ]);

    /// <summary>The options of one rule, for its page.</summary>
    public static string Of(Rule rule) =>
        OptionKeys.HasOptions(rule)
            ? $"`{OptionKeys.ExcludedSymbolsOf(rule.Id)}`, `{OptionKeys.ExcludedSymbols}` ([options](../ci.md#options))"
            : "none";

    private const string Value = "[documentation ids](ci.md#options), `\\|` between them";
}
