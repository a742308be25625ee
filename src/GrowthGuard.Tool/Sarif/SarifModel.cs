using System.Text.Json;
using System.Text.Json.Serialization;

namespace GrowthGuard.Tool.Sarif;

// The part of SARIF 2.1.0 that the tool reads and writes. Typed, so that a log is read as a stream and only this part is kept:
// a compiler's log also holds every other analyzer's results.

internal sealed record SarifLog
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<SarifRun>? Runs { get; init; }
}

internal sealed record SarifRun
{
    public SarifTool? Tool { get; init; }

    public IReadOnlyDictionary<string, SarifArtifact>? OriginalUriBaseIds { get; init; }

    public IReadOnlyList<SarifInvocation>? Invocations { get; init; }

    public IReadOnlyList<SarifResult>? Results { get; init; }

    public string? ColumnKind { get; init; }
}

internal sealed record SarifInvocation(IReadOnlyList<SarifOverride>? RuleConfigurationOverrides);

/// <summary>The level that configuration gave a rule, before the compiler's warnings-as-errors options changed it.</summary>
internal sealed record SarifOverride(SarifDescriptor? Descriptor, SarifConfiguration? Configuration);

internal sealed record SarifDescriptor(string? Id);

internal sealed record SarifTool(SarifDriver? Driver);

internal sealed record SarifDriver
{
    public string? Name { get; init; }

    public string? SemanticVersion { get; init; }

    public string? InformationUri { get; init; }

    public IReadOnlyList<SarifRule>? Rules { get; init; }
}

internal sealed record SarifRule
{
    public string? Id { get; init; }

    public SarifText? ShortDescription { get; init; }

    public SarifText? FullDescription { get; init; }

    public SarifConfiguration? DefaultConfiguration { get; init; }

    public string? HelpUri { get; init; }

    public SarifRuleProperties? Properties { get; init; }
}

internal sealed record SarifConfiguration(bool? Enabled, string? Level);

internal sealed record SarifRuleProperties(string? Category);

internal sealed record SarifText(string? Text);

internal sealed record SarifResult
{
    public string? RuleId { get; init; }

    public int? RuleIndex { get; init; }

    public string? Level { get; init; }

    public SarifText? Message { get; init; }

    public IReadOnlyList<SarifSuppression>? Suppressions { get; init; }

    public IReadOnlyList<SarifLocation>? Locations { get; init; }

    public IReadOnlyList<SarifLocation>? RelatedLocations { get; init; }

    public IReadOnlyDictionary<string, string>? PartialFingerprints { get; init; }

    public SarifResultProperties? Properties { get; init; }
}

internal sealed record SarifSuppression(string? Kind, string? Justification);

internal sealed record SarifLocation
{
    public int? Id { get; init; }

    public SarifPhysicalLocation? PhysicalLocation { get; init; }
}

internal sealed record SarifPhysicalLocation(SarifArtifact? ArtifactLocation, SarifRegion? Region);

internal sealed record SarifArtifact(string? Uri, string? UriBaseId = null);

internal sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn);

internal sealed record SarifResultProperties
{
    /// <summary>Where the compiler puts a diagnostic's properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? CustomProperties { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext;
