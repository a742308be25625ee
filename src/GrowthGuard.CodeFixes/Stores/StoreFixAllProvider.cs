using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>
/// Mends one store after the other, each in the solution that the one before left. Two stores often grow in the same method or
/// need the same new file, so that changes made side by side could not be merged.
/// </summary>
internal sealed class StoreFixAllProvider(ImmutableArray<StoreFix> fixes) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (fixes.FirstOrDefault(fix => fix.EquivalenceKey == context.CodeActionEquivalenceKey) is not { } fix)
            return null;
        var diagnostics = await FindAsync(context).ConfigureAwait(false);
        return diagnostics.IsEmpty ? null : CodeAction.Create(fix.FixAllTitle, cancellationToken => FixAsync(fix, context.Solution, diagnostics, cancellationToken), fix.EquivalenceKey);
    }

    private static async Task<Solution> FixAsync(StoreFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var (current, stores) = await MarkedStore.MarkAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var marked in stores)
        {
            if (await marked.FindAsync(current, cancellationToken).ConfigureAwait(false) is { } store &&
                await fix.PrepareAsync(store, cancellationToken).ConfigureAwait(false) is { } change)
                current = await change(cancellationToken).ConfigureAwait(false);
        }

        return current;
    }

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
