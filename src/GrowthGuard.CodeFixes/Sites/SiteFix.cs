using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>One way to mend a call, a creation or a subscription, within its file.</summary>
internal abstract class SiteFix
{
    /// <summary>What the fixes of one kind have in common under Fix All.</summary>
    public abstract string EquivalenceKey { get; }

    /// <summary>What the fix is called.</summary>
    public abstract string Title { get; }

    /// <summary>The root of the file with the site mended, or <see langword="null"/> when this fix cannot.</summary>
    public abstract SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model);
}
