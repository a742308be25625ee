using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>Says in a sentence why a decision is what it is.</summary>
internal sealed class Reasons(
    JudgeOptions options,
    MemorySeries series,
    Decision decision,
    IReadOnlyList<ChannelRate> rates,
    IReadOnlyList<GrowingRoot> roots,
    ReplacedArrays replaced)
{
    private int Invocations => series.Samples[^1].Invocations;

    private string Part => $"invocations {series.Samples[decision.From].Invocations} to {Invocations}";

    public string InWords() => decision switch
    {
        { OverBound: { } root } => OverBound(roots.First(candidate => candidate.Root.Name == root.Root.Name)),
        { Filling: { } root } => Filling(root),
        { Verdict: Verdict.Flat } =>
            $"Over {Part} {string.Join(" and ", Deciding.Where(rate => rate.Channel is MemoryChannel.Heap or MemoryChannel.Private).Select(rate => $"{rate.Channel.InWords()} grew by {Amount(rate)}"))} per invocation{Beside()}, and no counted store grew steadily.",
        { Verdict: Verdict.Leak } =>
            $"{Growth()} over {Part}, {(Deciding.Any(rate => rate.GrowsInDoublingSteps) ? "in steps that double, as those of a buffer that is full" : "and it does not slow down")}.",
        { Verdict: Verdict.Decaying } =>
            $"{Growth()} over {Part}, but it slows down{Plateau()}: a cache that fills, it seems. Give it more invocations to see the " +
            "end, or say how much it may hold with ExpectBounded.",
        { Verdict: Verdict.Rare } => $"{Growth()} over {Part}, in steps that are too seldom to judge. Give it more invocations.",
        _ =>
            $"{Growth()} over {Part}, but up and down: neither flatness nor a leak can be proven. Give it more invocations, and see that " +
            "the scenario leaves no work behind that goes on between invocations.",
    };

    private IEnumerable<ChannelRate> Deciding => rates.Where(rate => rate.Allowed is not null);

    private string OverBound(GrowingRoot root) =>
        $"{root.Root.Name} holds {root.Last} entries after {Invocations} invocations; its bound is {root.Root.Bound}.";

    private string Filling(RootSeries root) =>
        $"{root.Root.Name} still fills: {root.Counts[^1]} entries after {Invocations} invocations, and its bound of " +
        $"{new Limits(options.ExpectedBounds).Of(root.Root)} is too far away to be reached. Test with a smaller bound, or give the run " +
        "more invocations.";

    private string Growth()
    {
        var grown = Deciding.Where(rate => rate.Verdict == decision.Verdict)
            .Select(
                rate => FormattableString.Invariant(
                    $"{rate.Channel.InWords()} grew by {Amount(rate)} per invocation (95 %: {rate.Low:0.##} to {rate.High:0.##}; {rate.Allowed:0.##} allowed)")).ToList();
        if (grown.Count == 0)
        {
            grown.AddRange(roots.Take(1)
                .Select(
                    root => FormattableString.Invariant(
                        $"{root.Root.Name} grew by {root.PerInvocation:0.##} entries per invocation ({root.First} to {root.Last})")));
        }

        return grown.Count == 0 ? "Memory was not proven flat" : Capitalised(string.Join(" and ", grown));
    }

    /// <summary>What went up and down meanwhile, and had no part in the decision.</summary>
    private string Beside() => replaced.Roots.Count == 0
        ? ""
        : $" beside {string.Join(" and ", replaced.Roots.Select(root => root.Root.Name))}, which is replaced again and again";

    private string Plateau() => Deciding.FirstOrDefault(rate => rate.Plateau is { } plateau && double.IsFinite(plateau)) is { } rate
        ? FormattableString.Invariant($" and would end at about {rate.Plateau / 1024:0} KB of {rate.Channel.InWords()}")
        : "";

    private static string Amount(ChannelRate rate) =>
        FormattableString.Invariant($"{rate.PerInvocation:0.##}{(rate.Channel.IsBytes() ? " B" : "")}");

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
