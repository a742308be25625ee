using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Output;

/// <summary>The forms of a report on standard output.</summary>
internal static class FlatFormat
{
    public const string Text = "text";

    private static readonly Dictionary<string, Func<MemoryFlatResult, string>> ByName = new()
    {
        [Text] = result => SafeText.Lines(result.ToString()) + Environment.NewLine,
        ["json"] = result => SafeText.Json(result.ToJson().TrimEnd()),
        ["markdown"] = result => SafeText.Lines(result.ToMarkdown().TrimEnd()),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static string Of(string format, MemoryFlatResult result) => ByName[format](result);
}
