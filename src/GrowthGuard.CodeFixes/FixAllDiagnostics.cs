using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes;

/// <summary>The diagnostics that Fix All is to fix.</summary>
internal static class FixAllDiagnostics
{
    /// <summary>Those of the scope, with their projects.</summary>
    public static async Task<ImmutableArray<(Project Project, Diagnostic Diagnostic)>> InAsync(FixAllContext context)
    {
        var all = ImmutableArray.CreateBuilder<(Project, Diagnostic)>();
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                Add(context.Project, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
                break;
            case FixAllScope.Project:
                Add(context.Project, await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false));
                break;
            case FixAllScope.Solution:
                foreach (var project in context.Solution.Projects.Where(project => project.Language == context.Project.Language))
                    Add(project, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                break;
        }

        return all.ToImmutable();

        void Add(Project project, ImmutableArray<Diagnostic> diagnostics) =>
            all.AddRange(diagnostics.Select(diagnostic => (project, diagnostic)));
    }
}
