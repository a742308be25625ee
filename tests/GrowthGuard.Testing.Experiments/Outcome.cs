using System.Text.Json;
using System.Text.Json.Serialization;

namespace GrowthGuard.Testing.Experiments;

/// <summary>What came of one run; kept as a line of a file, so that a long experiment can be made in parts.</summary>
internal sealed record Outcome(
    string Kind,
    int Seed,
    string Verdict,
    string Cause,
    bool CauseIsRight,
    string? Root,
    bool RootIsRight,
    int Invocations,
    double Seconds,
    string Reason)
{
    public const string Failed = "Failed";

    /// <summary>Whether the run ended well and says neither flat nor leak.</summary>
    [JsonIgnore]
    public bool IsUndecided => Verdict is not (nameof(Testing.Verdict.Flat) or nameof(Testing.Verdict.Leak) or Failed);

    public static Outcome Of(Kind kind, int seed, MemoryFlatResult result) => new(
        kind.Name,
        seed,
        $"{result.Verdict}",
        $"{result.Cause}",
        kind.Cause is null || kind.Cause == result.Cause,
        kind.Holder is null
            ? result.Roots.FirstOrDefault()?.Root.Name
            : result.Held?.Select(held => $"{held.Holder}: {string.Join(" → ", held.Path)}").FirstOrDefault(),
        kind.NamesRoot(result),
        result.Invocations,
        result.Duration.TotalSeconds,
        result.Reason);

    public static Outcome Of(Kind kind, int seed, MemoryRunException failure) =>
        new(kind.Name, seed, Failed, $"{failure.Failure}", false, null, false, 0, 0, failure.Message);

    public string ToLine() => JsonSerializer.Serialize(this);

    public static Outcome FromLine(string line) => JsonSerializer.Deserialize<Outcome>(line)!;
}
