using System.Collections.Immutable;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Sarif;

/// <summary>Writes all findings of a check as one SARIF 2.1.0 log with one run. Paths are relative to the repository.</summary>
internal static class SarifWriter
{
    private const string RootId = "SRCROOT";

    /// <summary>Quotes in messages stay readable: the log is no web page.</summary>
    private static readonly SarifJson Readable = new(new JsonSerializerOptions(SarifJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    });

    private static readonly Dictionary<RuleLevel, string> Levels = new()
    {
        [RuleLevel.Off] = "none",
        [RuleLevel.Info] = "note",
        [RuleLevel.Warning] = "warning",
        [RuleLevel.Error] = "error",
    };

    private static readonly ImmutableDictionary<string, int> RuleIndex =
        RuleCatalog.All.Select((rule, index) => (rule.Id, index)).ToImmutableDictionary(row => row.Id, row => row.index);

    public static async Task WriteAsync(CheckReport report, string root, string file, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var stream = File.Create(file);
            await JsonSerializer.SerializeAsync(stream, Log(report, root), Readable.SarifLog, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The SARIF log cannot be written: {exception.Message} Give --sarif a file that can be.");
        }
    }

    private static SarifLog Log(CheckReport report, string root) => new()
    {
        Schema = "https://json.schemastore.org/sarif-2.1.0.json",
        Version = "2.1.0",
        Runs =
        [
            new SarifRun
            {
                Tool = new SarifTool(new SarifDriver
                {
                    Name = "GrowthGuard",
                    SemanticVersion = Version(),
                    InformationUri = "https://github.com/growthguard/growthguard",
                    Rules = [.. RuleCatalog.All.Select(rule => ToRule(rule, report.Mode))],
                }),
                // A base must end with a slash, or the last folder is not part of it.
                OriginalUriBaseIds = new Dictionary<string, SarifArtifact> { [RootId] = new(FileUri(root) + "/") },
                Results = report.Findings.Zip(
                    Fingerprint.Of(report.Findings, root),
                    (finding, fingerprint) => ToResult(finding, fingerprint, root)),
                ColumnKind = "utf16CodeUnits",
            },
        ],
    };

    private static SarifRule ToRule(Rule rule, PolicyMode mode) => new()
    {
        Id = rule.Id,
        ShortDescription = new SarifText(rule.Descriptor.Title),
        FullDescription = new SarifText(rule.Descriptor.Description),
        DefaultConfiguration = new SarifConfiguration(rule.LevelIn(mode) == RuleLevel.Off ? false : null, Levels[rule.LevelIn(mode)]),
        HelpUri = rule.Descriptor.HelpLinkUri,
        // GitHub's code scanning demands one, and shows it beside the code.
        Help = new SarifText($"{rule.Descriptor.Description} {rule.Descriptor.HelpLinkUri}"),
        Properties = new SarifRuleProperties(rule.Descriptor.Category),
    };

    private static SarifResult ToResult(Finding finding, string fingerprint, string root) => new()
    {
        RuleId = finding.Rule.Id,
        RuleIndex = RuleIndex[finding.Rule.Id],
        Level = Levels[finding.Level],
        Message = new SarifText(finding.Message),
        Suppressions = finding.Suppression is { } suppression ? [new SarifSuppression(suppression.Kind, suppression.Justification)] : null,
        Locations = [ToLocation(finding.Place, root, id: null)],
        RelatedLocations = finding.Related.IsEmpty
            ? null
            : [.. finding.Related.Select((place, index) => ToLocation(place, root, index + 1))],
        PartialFingerprints = new Dictionary<string, string> { [Fingerprint.Key] = fingerprint, [Fingerprint.GitHubKey] = fingerprint },
        Properties = PropertiesOf(finding) is { Count: > 0 } properties
            ? new SarifResultProperties { CustomProperties = properties }
            : null,
    };

    private static Dictionary<string, JsonElement> PropertiesOf(Finding finding)
    {
        var properties = new Dictionary<string, JsonElement>();
        Add(DiagnosticPropertyNames.Symbol, finding.Symbol);
        Add(DiagnosticPropertyNames.CallChain, finding.CallChain.IsEmpty ? null : string.Join('\n', finding.CallChain));
        return properties;

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                properties.Add(name, JsonSerializer.SerializeToElement(text, SarifJson.Default.String));
            }
        }
    }

    private static SarifLocation ToLocation(SourcePlace place, string root, int? id) => new()
    {
        Id = id,
        PhysicalLocation = new SarifPhysicalLocation(
            Artifact(place.File, root),
            new SarifRegion(place.Line, place.Column, place.EndLine, place.EndColumn)),
    };

    private static SarifArtifact Artifact(string file, string root)
    {
        var relative = Path.GetRelativePath(root, file);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? new SarifArtifact(FileUri(file))
            : new SarifArtifact(Escape(relative), RootId);
    }

    private static string FileUri(string path) =>
        new UriBuilder
        {
            Scheme = Uri.UriSchemeFile,
            Host = "",
            Path = Escape(path).Replace("%3A", ":", StringComparison.Ordinal)
        }.Uri.AbsoluteUri.TrimEnd('/');

    private static string Escape(string path) => string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));

    /// <summary>Without the build metadata, which the same version need not share.</summary>
    private static string Version() =>
        typeof(SarifWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
