using System.Text.Json.Nodes;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.Scenarios;

namespace GrowthGuard.Tool.Output;

/// <summary>The forms of a report on standard output: each as soon as it is there, or all in one document at the end.</summary>
internal static class FlatFormat
{
    public const string Text = "text";

    private static readonly Dictionary<string, Form> ByName = new()
    {
        [Text] = new(
            result => SafeText.Lines(result.ToString()) + Environment.NewLine + Environment.NewLine,
            (_, comparison) => comparison is null ? "" : SafeText.Lines(Grid.AsText(comparison.Rows))),
        ["json"] = new(_ => "", Document),
        ["markdown"] = new(
            result => SafeText.Lines(result.ToMarkdown().TrimEnd()) + Environment.NewLine,
            (_, comparison) => comparison is null ? "" : Environment.NewLine + SafeText.Lines(Grid.AsMarkdown(comparison.Rows))),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static string Of(string format, MemoryFlatResult result) => ByName[format].One(result);

    public static string AtEnd(string format, IReadOnlyList<RunOutcome> outcomes, RunComparison? comparison) =>
        ByName[format].AtEnd(outcomes, comparison);

    private static string Document(IReadOnlyList<RunOutcome> outcomes, RunComparison? comparison)
    {
        var json = JsonReport.Of(outcomes);
        if (comparison is not null)
        {
            var document = JsonNode.Parse(json)!;
            document["comparison"] = comparison.ToJson();
            json = document.ToJsonString(new() { WriteIndented = true }) + "\n";
        }

        return SafeText.Json(json);
    }

    private sealed record Form(Func<MemoryFlatResult, string> One, Func<IReadOnlyList<RunOutcome>, RunComparison?, string> AtEnd);
}
