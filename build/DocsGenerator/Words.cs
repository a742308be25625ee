using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.DocsGenerator;

/// <summary>How values are written in documents.</summary>
public static class Words
{
    /// <summary>A level in lower case.</summary>
    public static string Of(RuleLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>Yes or no.</summary>
    public static string Of(bool value) => value ? "yes" : "no";
}
