using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>Mends one site after the other, each in the solution that the one before left: two of them often change the same member.</summary>
internal sealed class SiteFixAllProvider(ImmutableArray<SiteFix> fixes) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (fixes.FirstOrDefault(fix => fix.EquivalenceKey == context.CodeActionEquivalenceKey) is not { } fix)
            return null;
        var diagnostics = await FindAsync(context).ConfigureAwait(false);
        return diagnostics.IsEmpty ? null : CodeAction.Create(fix.Title, cancellationToken => FixAsync(fix, context.Solution, diagnostics, cancellationToken), fix.EquivalenceKey);
    }

    private static async Task<Solution> FixAsync(SiteFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        await SiteChange.OfPossibleAsync(fix, solution, diagnostics, cancellationToken).ConfigureAwait(false);

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                var all = ImmutableArray.CreateBuilder<Diagnostic>();
                foreach (var project in context.Solution.Projects.Where(project => project.Language == context.Project.Language))
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                return all.ToImmutable();
            default:
                return ImmutableArray<Diagnostic>.Empty;
        }
    }
}
