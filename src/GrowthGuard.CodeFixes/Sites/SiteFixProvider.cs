using System.Collections.Immutable;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>Offers the ways to fix what a diagnostic names: its additional locations, or its own when it has none.</summary>
public abstract class SiteFixProvider : GrowthCodeFixProvider
{
    private protected SiteFixProvider(string rule, params SiteFix[] fixes)
        : base(ImmutableArray.Create(rule), fixes)
    {
    }
}
