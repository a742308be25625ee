namespace GrowthGuard.TestHarness;

/// <summary>What came out of applying a fix again and again.</summary>
internal sealed record FixResult(AnalyzedSolution Solution, int Iterations, string? Failure);

/// <summary>Applies the chosen fix to one diagnostic after the other until none is left.</summary>
internal sealed class CodeFixRunner(AnalyzerRunner runner, FixOffers offers)
{
    public async Task<FixResult> RunAsync(AnalyzedSolution start, IterationCount expected, bool onlyOne)
    {
        var current = start;
        for (var iterations = 0; ; iterations++)
        {
            if (onlyOne && iterations == 1)
            {
                return new FixResult(current, iterations, null);
            }

            if (await offers.FirstAsync(current) is not { } offer)
            {
                return await ResultAsync(current, iterations, expected);
            }

            // One more than allowed is enough to know, and a fix that never ends must not hang the test.
            if (iterations > expected.Maximum)
            {
                return await ResultAsync(current, iterations, expected);
            }

            var next = await runner.AnalyzeAsync(await FixApplier.ApplyAsync(offer.Action, current.Solution));
            if (ReferenceEquals(next, current))
            {
                return new FixResult(current, iterations, $"Fix '{offer.Action.Title}' was applied and changed nothing.\n");
            }

            current = next;
        }
    }

    private async Task<FixResult> ResultAsync(AnalyzedSolution current, int iterations, IterationCount expected)
    {
        if (expected.Contains(iterations))
        {
            return new FixResult(current, iterations, null);
        }

        var failure = iterations == 0
            ? "No fix is offered.\n" + await offers.DescribeAsync(current)
            : iterations > expected.Maximum
                ? $"The fix was applied {expected.Maximum} times and is still offered.\n" + await offers.DescribeAsync(current)
                : $"The fix was applied {iterations} times until none was left, expected {expected} (NumberOfIncrementalIterations).\n";
        return new FixResult(current, iterations, failure);
    }
}
