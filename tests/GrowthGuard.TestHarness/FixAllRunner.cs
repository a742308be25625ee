using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.TestHarness;

/// <summary>A scope of Fix All, how a test leaves it out, and how many places of that scope have something to fix.</summary>
internal sealed record ScopeOfFixAll(FixAllScope Scope, CodeFixTestBehaviors Skip, Func<IEnumerable<FixOffer>, int> CountPlaces);

/// <summary>Applies Fix All, from the first diagnostic that has the chosen fix, until nothing is left.</summary>
internal sealed class FixAllRunner(AnalyzerRunner runner, FixOffers offers, FixAllScope scope)
{
    public static ImmutableArray<ScopeOfFixAll> Scopes { get; } =
    [
        new(FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck, offers => offers.Select(o => o.Document.Id).Distinct().Count()),
        new(FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck, offers => offers.Select(o => o.Document.Project.Id).Distinct().Count()),
        new(FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck, _ => 1),
    ];

    public async Task<FixResult> RunAsync(AnalyzedSolution start, IterationCount expected)
    {
        var provider = offers.Provider.GetFixAllProvider();
        if (provider is null || !provider.GetSupportedFixAllScopes().Contains(scope))
        {
            return new FixResult(start, 0, $"{offers.Provider.GetType().Name} does not support this scope. Where that is meant, set CodeFixTestBehaviors.\n");
        }

        var current = start;
        for (var iterations = 0; ; iterations++)
        {
            var offer = await offers.FirstAsync(current);
            if (offer is null || iterations > expected.Maximum)
            {
                return new FixResult(current, iterations, expected.Contains(iterations)
                    ? null
                    : $"Fix All was applied {iterations} times{(offer is null ? " until none was left" : " and the fix is still offered")}, expected {expected} (NumberOfFixAllIterations).\n");
            }

            var next = await ApplyAsync(provider, offer, current);
            if (next is null)
            {
                return new FixResult(current, iterations, $"Fix All gives nothing for '{offer.Action.Title}'.\n");
            }

            if (ReferenceEquals(next, current))
            {
                return new FixResult(current, iterations, $"Fix All was applied for '{offer.Action.Title}' and changed nothing.\n");
            }

            current = next;
        }
    }

    private async Task<AnalyzedSolution?> ApplyAsync(FixAllProvider provider, FixOffer offer, AnalyzedSolution current)
    {
        if (offer.Action.EquivalenceKey is not { } key)
        {
            throw new VerificationException($"Fix '{offer.Action.Title}' has no equivalence key, which Fix All needs.");
        }

        var context = new FixAllContext(
            offer.Document, offers.Provider, scope, key, offers.Provider.FixableDiagnosticIds, new AnalyzedDiagnostics(current), CancellationToken.None);
        try
        {
            var action = await provider.GetFixAsync(context);
            return action is null ? null : await runner.AnalyzeAsync(await FixApplier.ApplyAsync(action, current.Solution));
        }
        catch (Exception exception) when (exception is not VerificationException)
        {
            throw new VerificationException($"Fix All threw:\n{exception}", exception);
        }
    }

    private sealed class AnalyzedDiagnostics(AnalyzedSolution solution) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(Of(document.Project).Where(d => d.Location.GetLineSpan().Path == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project).Where(d => !d.Location.IsInSource));

        private IEnumerable<Diagnostic> Of(Project project) => solution.ByProject.Where(d => d.Project == project.Id).Select(d => d.Diagnostic);
    }
}
