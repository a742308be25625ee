using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>Values of <see cref="DiagnosticPropertyNames.Problem"/> for GG1005.</summary>
internal static class CacheReport
{
    /// <summary>The cache has no limit, and none of its entries expires.</summary>
    public const string NoLimit = "no-limit";

    /// <summary>The cache has no limit; some of its entries expire, or cannot be seen.</summary>
    public const string NoLimitSomeEntries = "no-limit-some-entries";

    /// <summary>The entry never expires, and the cache is not the code's own.</summary>
    public const string NoExpiry = "no-expiry";

    /// <summary>The cache has a limit, and the entry no size.</summary>
    public const string NoSize = "no-size";
}
