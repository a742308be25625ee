using System.Globalization;
using System.Text;
using GrowthGuard.Diagnostics;

namespace GrowthGuard.Tool.Output;

/// <summary>A diff of two snapshots in the forms that there are.</summary>
internal static class CensusDiffFormat
{
    public const string Text = "text";

    private static readonly Dictionary<string, Func<CensusDiff, string>> Formats = new()
    {
        [Text] = AsText,
        ["markdown"] = AsMarkdown,
        ["json"] = diff => Encoding.UTF8.GetString(diff.ToJson()) + "\n",
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, CensusDiff diff) => Formats[format](diff);

    private static string AsText(CensusDiff diff) => $"{Title(diff)}\n{Grid.AsText([.. Rows(diff)])}{OfOthers(diff)}";

    private static string AsMarkdown(CensusDiff diff) =>
        $"{Grid.Escaped(Title(diff))}\n\n{Grid.AsMarkdown([.. Rows(diff)])}{(OfOthers(diff) is { Length: > 0 } others ? "\n" + others : "")}";

    /// <summary>A store that is as it was says nothing, and a program has hundreds; the JSON form has them all.</summary>
    private static bool IsShown(CounterChange counter) => counter.Delta != 0 || counter.IsOverBound;

    private static string OfOthers(CensusDiff diff) => diff.Counters.Count(counter => !IsShown(counter)) switch
    {
        0 => "",
        1 => "1 store is as it was.\n",
        var others => $"{Quantities.Count(others)} stores are as they were.\n",
    };

    private static string Title(CensusDiff diff)
    {
        var work = diff.Requests is { } requests ? $", {Quantities.Count(requests)} requests" : "";
        work += diff.Invocations is { } invocations ? $", {Quantities.Count(invocations)} invocations" : "";
        var processes = diff.IsSameProcess
            ? $"{PlainText.Of(diff.After.App)}, process {diff.After.ProcessId}"
            : $"Two processes, {diff.Before.ProcessId} and {diff.After.ProcessId}: the differences say nothing of growth";
        return string.Create(CultureInfo.InvariantCulture, $"{processes}: {TimeSpan.FromSeconds(Math.Round(diff.Seconds)):c}{work}");
    }

    private static IEnumerable<string[]> Rows(CensusDiff diff)
    {
        yield return ["", "before", "after", "grew by", "per hour", "per request", "bound"];
        foreach (var memory in diff.Memory)
        {
            yield return
            [
                memory.Name, Quantities.Bytes(memory.Before), Quantities.Bytes(memory.After), Quantities.SignedBytes(memory.Delta),
                Quantities.SignedBytes(memory.PerHour), Quantities.SignedBytes(memory.PerRequest), "",
            ];
        }

        foreach (var counter in diff.Counters.Where(IsShown))
        {
            yield return
            [
                string.Join('/', counter.Section.Append(counter.Name).Select(PlainText.Of)), Quantities.Count(counter.Before),
                Quantities.Count(counter.After), Quantities.SignedCount(counter.Delta),
                Quantities.SignedCount(counter.PerHour), Quantities.SignedCount(counter.PerRequest),
                counter.Bound is null ? "" : Quantities.Count(counter.Bound) + (counter.IsOverBound ? " passed" : ""),
            ];
        }
    }
}
