using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.TestHarness;

/// <summary>A test of an analyzer and a code fix.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
/// <typeparam name="TCodeFix">The code fix.</typeparam>
public class CSharpCodeFixTest<TAnalyzer, TCodeFix> : CSharpAnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    /// <summary>Adds a source file to <see cref="FixedState"/>.</summary>
    public string FixedCode
    {
        set => FixedState.Sources.Add(value);
    }

    /// <summary>Adds a source file to <see cref="BatchFixedState"/>.</summary>
    public string BatchFixedCode
    {
        set => BatchFixedState.Sources.Add(value);
    }

    /// <summary>What the fix gives, with markup for the diagnostics that remain. Kinds of files that are left out stay as they were.</summary>
    public SolutionState FixedState { get; } = new();

    /// <summary>What Fix All gives, when not <see cref="FixedState"/>.</summary>
    public SolutionState BatchFixedState { get; } = new();

    /// <summary>The fix to apply, by its place among those offered; the first by default.</summary>
    public int? CodeActionIndex { get; set; }

    /// <summary>The fix to apply, by its equivalence key.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>What the chosen fix of the first diagnostic is called; not checked by default.</summary>
    public string? CodeActionTitle { get; set; }

    /// <summary>How often the fix is applied until none is left; negative for "at most". By default at most once per diagnostic.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>How often Fix All is applied until nothing is left. By default once per document, per project, or once.</summary>
    public int? NumberOfFixAllIterations { get; set; }

    /// <summary>The same for the document scope alone.</summary>
    public int? NumberOfFixAllInDocumentIterations { get; set; }

    /// <summary>The same for the project scope alone.</summary>
    public int? NumberOfFixAllInProjectIterations { get; set; }

    /// <summary>Checks that are left out.</summary>
    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    /// <summary>The code fix to run.</summary>
    protected virtual CodeFixProvider GetCodeFixProvider() => new TCodeFix();

    private protected override async Task RunAsync(AdhocWorkspace workspace)
    {
        var run = await AnalyzeTestStateAsync(workspace);
        if (FixedState.IsEmptySolution)
        {
            if (!BatchFixedState.IsEmptySolution)
            {
                throw new VerificationException("BatchFixedCode is given without FixedCode. Say what the fix gives, too.");
            }

            return;
        }

        var offers = new FixOffers(GetCodeFixProvider(), CodeActionEquivalenceKey, CodeActionIndex);
        var fixedState = ParseAfter(FixedState, run, offers);
        if (fixedState.HasSameTextsAs(run.Parsed))
        {
            await VerifyNoFixAsync(run, offers);
            return;
        }

        var chosen = await offers.ChosenAsync(run.Analyzed).ToListAsync();
        if (CodeActionTitle is not null && chosen.FirstOrDefault()?.Action.Title is var title && title != CodeActionTitle)
        {
            throw new VerificationException($"The fix is called '{title}', expected '{CodeActionTitle}'.");
        }

        await VerifyEachAsync(run, offers, chosen.Count, fixedState);
        await VerifyFixAllAsync(run, offers, chosen, BatchFixedState.IsEmptySolution ? fixedState : ParseAfter(BatchFixedState, run, offers));
    }

    private static ParsedSolution ParseAfter(SolutionState state, TestRun run, FixOffers offers)
    {
        var fixable = offers.Provider.FixableDiagnosticIds;
        return ParsedSolution.Parse(state, run.Parsed, mark =>
            mark.Name == "" ? fixable.Contains(Descriptors.Only(run.Descriptors).Id) : fixable.Contains(mark.Name));
    }

    private static async Task VerifyNoFixAsync(TestRun run, FixOffers offers)
    {
        if (await offers.FirstAsync(run.Analyzed) is not null)
        {
            throw new VerificationException(
                "The fixed code is the test code, so no fix is expected, but one is offered:\n" + await offers.DescribeAsync(run.Analyzed));
        }
    }

    private async Task VerifyEachAsync(TestRun run, FixOffers offers, int fixable, ParsedSolution expected)
    {
        var onlyOne = CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne);
        var count = IterationCount.From(NumberOfIncrementalIterations, new IterationCount(1, onlyOne ? 1 : Math.Max(1, fixable)));
        var result = await new CodeFixRunner(run.Runner, offers).RunAsync(run.Analyzed, count, onlyOne);
        VerifyResult("The fix, applied to one diagnostic after the other:", run, result, expected);
    }

    private async Task VerifyFixAllAsync(TestRun run, FixOffers offers, List<FixOffer> chosen, ParsedSolution expected)
    {
        foreach (var scope in FixAllRunner.Scopes.Where(s => !CodeFixTestBehaviors.HasFlag(s.Skip)))
        {
            var setting = scope.Scope switch
            {
                FixAllScope.Document => NumberOfFixAllInDocumentIterations,
                FixAllScope.Project => NumberOfFixAllInProjectIterations,
                _ => null,
            };
            var places = Math.Max(1, scope.CountPlaces(chosen));
            var count = IterationCount.From(setting ?? NumberOfFixAllIterations, new IterationCount(places, places));
            var result = await new FixAllRunner(run.Runner, offers, scope.Scope).RunAsync(run.Analyzed, count);
            VerifyResult($"Fix All in {scope.Scope.ToString().ToLower(CultureInfo.InvariantCulture)}:", run, result, expected);
        }
    }

    private void VerifyResult(string what, TestRun run, FixResult result, ParsedSolution expected)
    {
        var differences = TextComparer.Compare(expected, result.Solution);
        if (result.Failure is not null || differences is not null)
        {
            throw new VerificationException($"{what}\n{result.Failure}{differences}");
        }

        if (CompareDiagnostics(run, expected, result.Solution) is { } report)
        {
            throw new VerificationException($"{what} the text is right, but the fixed code has other diagnostics than expected.\n{report}");
        }
    }
}
