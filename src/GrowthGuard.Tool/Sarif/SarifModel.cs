using System.Text.Json;
using System.Text.Json.Serialization;

namespace GrowthGuard.Tool.Sarif;

// The part of SARIF 2.1.0 that the tool reads and writes, and what 1.0.0 has in other places. Typed, so that a log is read as a stream and
// only this part is kept:
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

    /// <summary>A sequence, so that they need not all be there before the first is written.</summary>
    public IEnumerable<SarifResult>? Results { get; init; }

    public string? ColumnKind { get; init; }
}

internal sealed record SarifInvocation(IReadOnlyList<SarifOverride>? RuleConfigurationOverrides);

/// <summary>The level that configuration gave a rule, before the compiler's warnings-as-errors options changed it.</summary>
internal sealed record SarifOverride(SarifDescriptor? Descriptor, SarifConfiguration? Configuration);

internal sealed record SarifDescriptor(string? Id, int? Index = null);

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

    public SarifText? Help { get; init; }

    public SarifRuleProperties? Properties { get; init; }
}

internal sealed record SarifConfiguration(bool? Enabled, string? Level);

internal sealed record SarifRuleProperties(string? Category);

[JsonConverter(typeof(SarifTextConverter))]
internal sealed record SarifText(string? Text);

/// <summary>An object with a text; in 1.0.0 the text itself.</summary>
internal sealed class SarifTextConverter : JsonConverter<SarifText>
{
    public override SarifText? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new SarifText(reader.GetString());
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A text is expected.");
        }

        string? text = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isText = reader.ValueTextEquals("text");
            reader.Read();
            if (isText)
            {
                text = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new SarifText(text);
    }

    public override void Write(Utf8JsonWriter writer, SarifText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("text", value.Text);
        writer.WriteEndObject();
    }
}

internal sealed record SarifResult
{
    public string? RuleId { get; init; }

    public int? RuleIndex { get; init; }

    /// <summary>What a log can say in place of <see cref="RuleId"/> and <see cref="RuleIndex"/>.</summary>
    public SarifDescriptor? Rule { get; init; }

    public string? Level { get; init; }

    public SarifText? Message { get; init; }

    public IReadOnlyList<SarifSuppression>? Suppressions { get; init; }

    /// <summary>In 1.0.0, what <see cref="Suppressions"/> say.</summary>
    public IReadOnlyList<string>? SuppressionStates { get; init; }

    public IReadOnlyList<SarifLocation>? Locations { get; init; }

    public IReadOnlyList<SarifLocation>? RelatedLocations { get; init; }

    public IReadOnlyDictionary<string, string>? PartialFingerprints { get; init; }

    public SarifResultProperties? Properties { get; init; }
}

internal sealed record SarifSuppression(string? Kind, string? Justification)
{
    public SarifSuppressionProperties? Properties { get; init; }
}

/// <summary>Where the compiler says which of its means of suppression it was.</summary>
internal sealed record SarifSuppressionProperties(string? SuppressionType);

internal sealed record SarifLocation
{
    public int? Id { get; init; }

    public SarifPhysicalLocation? PhysicalLocation { get; init; }

    /// <summary>In 1.0.0, the place of a result.</summary>
    public SarifPhysicalLocation? ResultFile { get; init; }
}

internal sealed record SarifPhysicalLocation(SarifArtifact? ArtifactLocation, SarifRegion? Region)
{
    /// <summary>In 1.0.0, what <see cref="ArtifactLocation"/> says.</summary>
    public string? Uri { get; init; }
}

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
