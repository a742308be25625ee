namespace GrowthGuard.Tool.Bisecting;

/// <summary>What came of a search.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Trials">The commits that were tried, in order.</param>
/// <param name="Candidates">The commits of which the first growing one is one; none when the search was ended early.</param>
internal sealed record BisectResult(string Scenario, IReadOnlyList<Trial> Trials, IReadOnlyList<Commit> Candidates)
{
    /// <summary>The first commit that grows; null when it was not found.</summary>
    public Trial? First => Candidates is [var only] ? Trials.Last(trial => trial.Commit == only) : null;
}
