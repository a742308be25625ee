using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.Bisecting;

namespace GrowthGuard.Tool.Output;

/// <summary>The report of a search in the forms that there are.</summary>
internal static class BisectFormat
{
    public const string Text = "text";

    private const int LongestSubject = 60;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Dictionary<string, Func<BisectResult, string>> Formats = new()
    {
        [Text] = result => SafeText.Lines($"{Grid.AsText([.. Rows(result)])}\n{Conclusion(result)}\n"),
        ["markdown"] = result => SafeText.Lines($"### {Grid.Escaped(Conclusion(result))}\n\n{Grid.AsMarkdown([.. Rows(result)])}"),
        ["json"] = result => SafeText.Json(JsonSerializer.Serialize(AsData(result), Json)) + "\n",
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, BisectResult result) => Formats[format](result);

    private static IEnumerable<string[]> Rows(BisectResult result)
    {
        yield return ["commit", "date", "verdict", "per invocation"];
        foreach (var trial in result.Trials)
        {
            yield return
            [
                $"{trial.Commit.Short} {Subject(trial.Commit)}", trial.Commit.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                trial.Verdict.ToString().ToLowerInvariant(),
                trial is { Verdict: TrialVerdict.Grows, Result: { } grown } ? Amounts.Signed(Amounts.Bytes(grown.BytesPerInvocation)) : "–",
            ];
        }
    }

    private static string Conclusion(BisectResult result) => result switch
    {
        { First: { } first } =>
            $"{first.Commit.Short} is the first commit that grows: '{first.Commit.Subject}', by {first.Commit.Author} on {first.Commit.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{Grown(first)}",
        { Candidates.Count: 0 } => $"Not found: the search was ended after {Summary.Count(result.Trials.Count, "commit")}.",
        _ =>
            $"The first commit that grows is one of {result.Candidates.Count}: {string.Join(", ", result.Candidates.Select(commit => commit.Short))}. All but the first of these could not be decided: {Reasons(result)}.",
    };

    private static string Grown(Trial trial)
    {
        if (trial.Result is not { } grown)
        {
            return "";
        }

        var place = grown.Roots.Select(root => root.Root).FirstOrDefault() is { } store
            ? $" in {store.Name}{(ReportFacts.Place(store) is { } line ? $", {line}" : "")}"
            : "";
        return $" {Amounts.Bytes(grown.BytesPerInvocation)} per invocation: {grown.Cause.InWords()}{place}.";
    }

    private static string Reasons(BisectResult result) =>
        string.Join(
            "; ",
            result.Trials
                .Where(trial => trial.Verdict == TrialVerdict.Undecided && result.Candidates.Contains(trial.Commit))
                .Select(trial => trial.Reason.TrimEnd('.')).Distinct());

    private static string Subject(Commit commit) =>
        commit.Subject.Length <= LongestSubject ? commit.Subject : commit.Subject[..LongestSubject] + "…";

    private static object AsData(BisectResult result) => new
    {
        version = 1,
        scenario = result.Scenario,
        conclusion = Conclusion(result),
        first = result.First?.Commit.Hash,
        candidates = result.Candidates.Select(commit => commit.Hash),
        trials = result.Trials.Select(trial => new
        {
            commit = trial.Commit.Hash,
            date = trial.Commit.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            author = trial.Commit.Author,
            subject = trial.Commit.Subject,
            verdict = trial.Verdict.ToString().ToLowerInvariant(),
            reason = trial.Reason,
            bytesPerInvocation = trial.Result?.BytesPerInvocation,
            fingerprint = trial.Result is { } run ? Fingerprint.Of(run) : null,
        }),
    };
}
