using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Bisecting;

/// <summary>A commit that was tried.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Verdict">What it is to the search.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Result">What the run said; null when there was none.</param>
internal sealed record Trial(Commit Commit, TrialVerdict Verdict, string Reason, MemoryFlatResult? Result = null)
{
    public static Trial Of(Commit commit, MemoryFlatResult result) => result.Verdict switch
    {
        Testing.Verdict.Flat => new Trial(commit, TrialVerdict.Flat, "flat", result),
        Testing.Verdict.Leak => new Trial(commit, TrialVerdict.Grows, "grows", result),
        _ =>
            new Trial(
                commit,
                TrialVerdict.Undecided,
                $"neither proven flat nor proven to grow ({result.Verdict.ToString().ToLowerInvariant()})",
                result),
    };
}
