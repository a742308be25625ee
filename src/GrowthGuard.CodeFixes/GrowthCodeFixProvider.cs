using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes;

/// <summary>
/// Offers the ways to fix a finding. Each is made before it is offered: what would not compile, or would change nothing, is not offered.
/// </summary>
public abstract class GrowthCodeFixProvider : CodeFixProvider
{
    private readonly ImmutableArray<GrowthFix> _fixes;

    private protected GrowthCodeFixProvider(ImmutableArray<string> rules, params GrowthFix[] fixes)
    {
        FixableDiagnosticIds = rules;
        _fixes = fixes.ToImmutableArray();
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new GrowthFixAllProvider(_fixes);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Finding.OfAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } finding)
                continue;
            foreach (var fix in _fixes)
            {
                if (await fix.MakeAsync(finding, finding.Solution, context.CancellationToken).ConfigureAwait(false) is var (title, changed))
                    context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), fix.EquivalenceKey), diagnostic);
            }
        }
    }
}
