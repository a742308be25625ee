using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>Offers the ways to mend what a diagnostic names: its additional locations, or its own when it has none.</summary>
public abstract class SiteFixProvider : CodeFixProvider
{
    private readonly ImmutableArray<SiteFix> _fixes;

    private protected SiteFixProvider(string rule, params SiteFix[] fixes)
    {
        FixableDiagnosticIds = ImmutableArray.Create(rule);
        _fixes = fixes.ToImmutableArray();
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new SiteFixAllProvider(_fixes);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in _fixes)
            {
                // All of it is tried before it is offered: a diagnostic with several places goes away only when all can be mended.
                if (await SiteChange.OfAllAsync(fix, context.Document.Project.Solution, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } changed)
                    context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(changed), fix.EquivalenceKey), diagnostic);
            }
        }
    }
}
