using System.Text.Json;
using System.Text.Json.Serialization;

namespace GrowthGuard.Diagnostics;

/// <summary>Writes and reads the JSON form of snapshots, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CamelCaseName<SectionSource>), typeof(CamelCaseName<CounterKind>), typeof(CamelCaseName<CounterState>)])]
[JsonSerializable(typeof(CensusSnapshot))]
[JsonSerializable(typeof(CensusDiff))]
internal sealed partial class SnapshotJson : JsonSerializerContext
{
    private sealed class CamelCaseName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
        where T : struct, Enum;
}
