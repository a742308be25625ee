namespace GrowthGuard.TestHarness.Tests;

internal static class Failure
{
    /// <summary>Runs what must fail, and gives the report.</summary>
    public static async Task<string> OfAsync(Func<Task> run) => (await Assert.ThrowsAsync<VerificationException>(run)).Message;

    /// <summary>Runs a test that must fail, and gives the report.</summary>
    public static Task<string> OfAsync(AnalyzerTest test) => OfAsync(test.RunAsync);
}
