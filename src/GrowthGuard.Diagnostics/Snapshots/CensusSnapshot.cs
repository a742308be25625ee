using System.Text.Json;

namespace GrowthGuard.Diagnostics;

/// <summary>
/// What a process held at one moment: counts and names of types only, never keys or values. Its JSON form is described by
/// <c>docs/schemas/census-1.schema.json</c>; a member that has no value there is null, never left out.
/// </summary>
public sealed record CensusSnapshot
{
    /// <summary>The version of the form. It changes when a reader of the form before would misread this one.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the form of this snapshot.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>When it was taken, in universal time.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The program, and how much it has done.</summary>
    public required AppReading App { get; init; }

    /// <summary>What the operating system knows of the process.</summary>
    public required ProcessReading Process { get; init; }

    /// <summary>What the garbage collector knows.</summary>
    public required GcReading Gc { get; init; }

    /// <summary>Counters that were registered after the limit was reached, and are therefore in no section.</summary>
    public int RefusedCounters { get; init; }

    /// <summary>The counters, grouped.</summary>
    public required IReadOnlyList<SectionReading> Sections { get; init; }

    /// <summary>The JSON form, as UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Default.CensusSnapshot);

    /// <summary>Reads the JSON form.</summary>
    /// <param name="json">The text, as UTF-8; a byte order mark is passed over.</param>
    /// <exception cref="FormatException">It is not a snapshot of this version; the message says what is wrong, and where.</exception>
    public static CensusSnapshot FromJson(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            var snapshot = JsonSerializer.Deserialize(json, SnapshotJson.Default.CensusSnapshot)
                ?? throw new FormatException("it is 'null', not a snapshot");
            return snapshot.Version == CurrentVersion
                ? snapshot
                : throw new FormatException(
                    $"it has version {snapshot.Version} of the form, and this program reads version {CurrentVersion}");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"line {line + 1}, column {e.BytePositionInLine + 1}: " : "";
            throw new FormatException($"{place}{e.Message}", e);
        }
    }
}
