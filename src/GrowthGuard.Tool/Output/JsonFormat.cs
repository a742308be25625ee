using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>
/// An array of findings, for scripts. Suppressed findings are not in it.
/// <code>
/// [{
///   "rule": "GG1001",            id
///   "level": "warning",          info | warning | error; a warning or an error fails the check
///   "message": "...",            the evidence
///   "file": "src/Cache.cs",      relative to the current folder, in full when outside its repository
///   "line": 12, "column": 5, "endLine": 12, "endColumn": 11,     from 1; the end column is exclusive
///   "symbol": "F:Shop.Cache._map",   documentation comment id; left out when there is none
///   "related": [{ "file", "line", "column", "endLine", "endColumn" }],   growth sites and other evidence
///   "projects": ["src/Shop.csproj"],     the projects that compile the file
///   "help": "https://..."        the rule's page
/// }]
/// </code>
/// Properties may be added, none is removed or changes its meaning.
/// </summary>
internal static class JsonFormat
{
    /// <summary>Quotes in messages stay readable: the output is no web page.</summary>
    private static readonly FindingJson Readable = new(new JsonSerializerOptions(FindingJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    });

    public static void Write(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary)
    {
        JsonFinding[] findings = [.. report.Open.Select(finding => ToJson(finding, paths))];
        console.Out.WriteLine(SafeText.Json(JsonSerializer.Serialize(findings, Readable.JsonFindingArray)));
    }

    private static JsonFinding ToJson(Finding finding, ShownPaths paths) => new(
        finding.Rule.Id,
        LevelNames.Of(finding.Level),
        finding.Message,
        paths.Of(finding.Place.File),
        finding.Place.Line,
        finding.Place.Column,
        finding.Place.EndLine,
        finding.Place.EndColumn,
        finding.Symbol,
        [.. finding.Related.Select(place => new JsonPlace(paths.Of(place.File), place.Line, place.Column, place.EndLine, place.EndColumn))],
        [.. finding.Projects.Select(paths.Of)],
        finding.Rule.Descriptor.HelpLinkUri);
}

internal sealed record JsonFinding(
    string Rule,
    string Level,
    string Message,
    string File,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string? Symbol,
    JsonPlace[] Related,
    string[] Projects,
    string Help);

internal sealed record JsonPlace(string File, int Line, int Column, int EndLine, int EndColumn);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(JsonFinding[]))]
internal sealed partial class FindingJson : JsonSerializerContext;
