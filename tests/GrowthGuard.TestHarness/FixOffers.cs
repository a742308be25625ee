using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.TestHarness;

/// <summary>A fix that was chosen for a diagnostic.</summary>
internal sealed record FixOffer(Document Document, Diagnostic Diagnostic, CodeAction Action);

/// <summary>Asks a provider for its fixes and chooses the one that the test is about.</summary>
internal sealed class FixOffers(CodeFixProvider provider, string? equivalenceKey, int? index)
{
    public CodeFixProvider Provider => provider;

    /// <summary>The chosen fix of the first diagnostic that has one.</summary>
    public async Task<FixOffer?> FirstAsync(AnalyzedSolution solution)
    {
        await foreach (var offer in ChosenAsync(solution))
        {
            return offer;
        }

        return null;
    }

    /// <summary>The chosen fixes of all diagnostics that have one.</summary>
    public async IAsyncEnumerable<FixOffer> ChosenAsync(AnalyzedSolution solution)
    {
        foreach (var diagnostic in solution.Diagnostics.Where(IsFixable))
        {
            var document = solution.Solution.GetDocument(diagnostic.Location.SourceTree);
            if (document is not null && Choose(await OfferedAsync(document, diagnostic)) is { } action)
            {
                yield return new FixOffer(document, diagnostic, action);
            }
        }
    }

    /// <summary>All fixes on offer, for a report.</summary>
    public async Task<string> DescribeAsync(AnalyzedSolution solution)
    {
        var report = new StringBuilder();
        foreach (var diagnostic in solution.Diagnostics.Where(IsFixable))
        {
            report.Append(DiagnosticFormatter.Format(diagnostic, solution));
            var actions = await OfferedAsync(solution.Solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic);
            for (var i = 0; i < actions.Count; i++)
            {
                report.Append(CultureInfo.InvariantCulture, $"    offered [{i}] '{actions[i].Title}' (equivalence key '{actions[i].EquivalenceKey}')\n");
            }

            report.Append(actions.Count == 0 ? "    nothing is offered\n" : "");
        }

        return report.Length == 0 ? $"No diagnostic has an id that {provider.GetType().Name} fixes.\n" : report.ToString();
    }

    private bool IsFixable(Diagnostic diagnostic) => diagnostic.Location.IsInSource && provider.FixableDiagnosticIds.Contains(diagnostic.Id);

    private CodeAction? Choose(List<CodeAction> actions)
    {
        if (index is { } i)
        {
            var action = actions.ElementAtOrDefault(i);
            return action is null || equivalenceKey is null || action.EquivalenceKey == equivalenceKey
                ? action
                : throw new VerificationException($"Fix {i} is '{action.Title}' with equivalence key '{action.EquivalenceKey}', expected key '{equivalenceKey}'.");
        }

        return equivalenceKey is null ? actions.FirstOrDefault() : actions.Find(a => a.EquivalenceKey == equivalenceKey);
    }

    private async Task<List<CodeAction>> OfferedAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        try
        {
            await provider.RegisterCodeFixesAsync(context);
        }
        catch (Exception exception)
        {
            throw new VerificationException($"{provider.GetType().Name} threw while it offered fixes:\n{exception}", exception);
        }

        return actions;
    }
}
