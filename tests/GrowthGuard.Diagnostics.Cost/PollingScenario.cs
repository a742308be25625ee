using GrowthGuard.Testing;

namespace GrowthGuard.Diagnostics.Cost;

/// <summary>One poll of the endpoint; the test kit runs it as often as an hour has polls, and judges by its own rule.</summary>
public sealed class PollingScenario : IMemoryScenario
{
    private readonly GrowthCensus _census = Stores.Census();

    internal static async Task<Outcome> CheckAsync()
    {
        const int PollsPerHour = 720;
        var result = await MemoryFlat.RunAsync<PollingScenario>(options => options.Invocations(PollsPerHour));
        return new Outcome(result.Verdict == Verdict.Flat, result.ToString()!.ReplaceLineEndings("\n    "));
    }

    /// <inheritdoc/>
    public ValueTask InvokeAsync(int invocation)
    {
        _ = _census.TakeSnapshot().ToJson();
        return ValueTask.CompletedTask;
    }
}
