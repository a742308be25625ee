using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Reporting;

/// <summary>What every form of the report says, in the same words.</summary>
internal sealed class ReportFacts(MemoryFlatResult result)
{
    private const string RulePages = "https://github.com/growthguard/growthguard/blob/main/docs/rules/";

    public string Headline => result.Verdict switch
    {
        Verdict.Flat => $"{result.Scenario}: memory stays flat.",
        Verdict.Leak when result.Cause == GrowthCause.BoundExceeded => $"{result.Scenario}: a store is over its bound.",
        Verdict.Leak when result.BytesPerInvocation >= 1 => $"{result.Scenario}: memory leak, {Amounts.Bytes(result.BytesPerInvocation)} per invocation ({result.Cause.InWords()}).",
        Verdict.Leak => $"{result.Scenario}: leak ({result.Cause.InWords()}).",
        Verdict.Decaying => $"{result.Scenario}: not proven flat, memory still grows but slows down.",
        Verdict.Rare => $"{result.Scenario}: not proven flat, memory grows in rare steps.",
        _ => $"{result.Scenario}: not proven flat, memory goes up and down too much.",
    };

    /// <summary>The channels that decide, and those that are conspicuous.</summary>
    public IReadOnlyList<ChannelRate> Channels =>
        [.. result.Rates.Where(rate => rate.Allowed is not null || (rate.Verdict == Verdict.Leak && result.Verdict != Verdict.Flat))];

    public string? Projected => Projection.Of(result)?.InWords();

    public IEnumerable<string> Next => Advice.For(result);

    public string? Fingerprint => Reporting.Fingerprint.Of(result);

    /// <summary>Where and how it was measured.</summary>
    public string Measured
    {
        get
        {
            var environment = result.Environment;
            string[] parts =
            [
                $"{result.Invocations} invocations in {Amounts.Seconds(result.Duration)}",
                environment.IsChildProcess ? "own process" : "process of the test",
                environment.Runtime,
                $"{environment.System} {environment.Architecture}",
                environment.ServerGc ? "server GC" : "workstation GC",
                environment.TieredCompilation ? "tiered compilation" : "tiered compilation off",
                .. environment.GcSettings.Select(setting => $"{setting.Key}={setting.Value}"),
                .. environment.MemoryLimit is { } limit ? new[] { $"container limit {Amounts.Bytes(limit)}" } : [],
                .. result.Failures > 0 ? new[] { $"{result.Failures} invocations threw" } : [],
            ];
            return string.Join(", ", parts);
        }
    }

    public IReadOnlyList<string> Notes => result.Environment.Notes;

    public IReadOnlyList<long> Values(Channel channel) => [.. result.Series.Of(channel)];

    /// <summary>Below this span the curve of a channel is drawn flat.</summary>
    public double FlatSpan(ChannelRate rate) => rate.Channel.IsBytes() ? Math.Max(1024, (rate.Allowed ?? 64) * result.Invocations / 4) : 1;

    public static string Rate(ChannelRate rate) => Amounts.Signed(Amounts.Of(rate.Channel, rate.PerInvocation));

    public static string Interval(ChannelRate rate) => $"{Amounts.Number(rate.Low)} to {Amounts.Number(rate.High)}";

    /// <summary>How a root grew: <c>+1 entries per invocation, 2,000 now</c>.</summary>
    public static string Growth(GrowingRoot root) =>
        $"{Amounts.Signed(Amounts.Number(root.PerInvocation))} {root.Root.Kind.Unit()} per invocation, {Amounts.Number(root.Last)} now"
        + (root.IsOverBound ? $", {Amounts.Number(root.Root.Bound!.Value)} documented" : "");

    /// <summary>How much of the growth a root explains; null when that is not known.</summary>
    public static string? Explains(GrowingRoot root) => root.Share is { } share
        ? $"about {Amounts.Bytes(root.Root.EntryBytes)} each, {Amounts.Percent(share)} of the managed growth"
        : null;

    /// <summary>File and line; null when not known.</summary>
    public static string? Place(CensusRoot root) => root.File is null ? null : root.Line is { } line ? $"{root.File}:{line}" : root.File;

    public static string? RulePage(CensusRoot root) => root.RuleId is null ? null : $"{RulePages}{root.RuleId}.md";
}
