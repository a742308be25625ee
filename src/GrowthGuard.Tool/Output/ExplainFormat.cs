using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>An explanation in the forms that there are.</summary>
internal static class ExplainFormat
{
    public const string Text = "text";

    private const string WhyNot = "https://github.com/growthguard/growthguard/blob/main/docs/faq.md#why-is-this-not-reported";

    private static readonly PolicyMode[] Modes = [PolicyMode.Advisory, PolicyMode.Default, PolicyMode.Strict];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Dictionary<string, Func<Explanation, ShownPaths, string>> Formats = new()
    {
        [Text] = (explanation, paths) => explanation.Place is { } place
            ? SafeText.Lines(AsText(explanation.Rule, place, paths))
            : RulePage.Read(explanation.Rule),
        ["json"] = (explanation, paths) => SafeText.Json(JsonSerializer.Serialize(AsData(explanation, paths), Json)) + "\n",
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, Explanation explanation, ShownPaths paths) => Formats[format](explanation, paths);

    private static string AsText(Rule rule, ExplainedPlace place, ShownPaths paths)
    {
        var text = new StringBuilder();
        foreach (var finding in place.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rule.Id}: {rule.Descriptor.Title}\n{finding.Message}\n\n");
            foreach (var (label, value) in Rows(finding, paths))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {label,-10}  {value}\n");
            }

            text.Append('\n');
        }

        if (place.Findings.Count == 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{rule.Id} reports nothing {Where(place, paths)}.{Others(rule, place)}\nReasons for that: {WhyNot}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Label, string Value)> Rows(Finding finding, ShownPaths paths)
    {
        yield return ("reported", Quoted(finding.Place, paths));
        foreach (var place in finding.Related)
        {
            yield return ("evidence", Quoted(place, paths));
        }

        foreach (var call in finding.CallChain)
        {
            yield return ("calls", call);
        }

        yield return ("levels", string.Join(", ", Modes.Select(mode => $"{Name(mode)} {Level(finding.Rule, mode)}")));
        if (finding.Suppression is { } suppression)
        {
            yield return ("suppressed",
                (suppression.IsAccepted ? "in a baseline" : "in the source") +
                (suppression.Justification is { Length: > 0 } reason ? $": {reason}" : ""));
        }

        if (finding is { Symbol: { } symbol, Rule.CanBeAccepted: true })
        {
            yield return ("baseline", $"{finding.Rule.Id} {symbol}");
        }

        yield return ("page", finding.Rule.Descriptor.HelpLinkUri);
    }

    private static string Quoted(SourcePlace place, ShownPaths paths) => $"{paths.WithLine(place)}  {Source(place)}".TrimEnd();

    private static string Where(ExplainedPlace place, ShownPaths paths) =>
        place.Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"at {paths.Of(place.File)}:{line}")
            : $"in {paths.Of(place.File)}";

    /// <summary>What is reported near: a line may be one beside the right one, and the rule another.</summary>
    private static string Others(Rule rule, ExplainedPlace place)
    {
        var lines = place.InFile
            .Where(finding => finding.Rule.Id == rule.Id && finding.Place.File == place.File)
            .Select(finding => finding.Place.Line).Distinct().ToList();
        var rules = place.InFile
            .Select(finding => finding.Rule.Id)
            .Where(id => id != rule.Id).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        return (lines.Count > 0 ? $" It does in {(lines.Count == 1 ? "line" : "lines")} {string.Join(", ", lines)}." : "") +
            (rules.Count > 0 ? $" Other rules report something in this file: {string.Join(", ", rules)}." : "");
    }

    private static string Source(SourcePlace place) =>
        File.Exists(place.File) ? File.ReadLines(place.File).ElementAtOrDefault(place.Line - 1)?.Trim() ?? "" : "";

    private static string Level(Rule rule, PolicyMode mode) =>
        rule.LevelIn(mode) is RuleLevel.Off ? "off" : LevelNames.Of(rule.LevelIn(mode));

    private static string Name(PolicyMode mode) => mode.ToString().ToLowerInvariant();

    private static object AsData(Explanation explanation, ShownPaths paths) => new
    {
        version = 1,
        rule = explanation.Rule.Id,
        title = explanation.Rule.Descriptor.Title,
        category = explanation.Rule.Descriptor.Category,
        levels = Modes.ToDictionary(Name, mode => Level(explanation.Rule, mode)),
        help = explanation.Rule.Descriptor.HelpLinkUri,
        page = explanation.Place is null ? RulePage.Read(explanation.Rule) : null,
        file = explanation.Place is { } place ? paths.Of(place.File) : null,
        line = explanation.Place?.Line,
        findings = explanation.Place?.Findings.Select(finding => new
        {
            message = finding.Message,
            symbol = finding.Symbol,
            suppression = finding.Suppression?.Kind,
            calls = finding.CallChain,
            places = finding.Related
                .Prepend(finding.Place)
                .Select(at => new { file = paths.Of(at.File), line = at.Line, column = at.Column, source = Source(at) }),
        }),
    };
}
