using System.Text.Json.Serialization;

namespace GrowthGuard.Tool.Reports;

/// <summary>What a report folder keeps of its last report, for the next one to compare with.</summary>
/// <param name="Version">Of the form.</param>
/// <param name="At">When it was written.</param>
/// <param name="Findings">All that it showed.</param>
/// <param name="History">How many findings each report had, the oldest first, itself last.</param>
internal sealed record LastReport(
    int Version,
    DateTimeOffset At,
    IReadOnlyList<ReportedFinding> Findings,
    IReadOnlyList<ReportCount> History);

/// <summary>A finding of an earlier report.</summary>
/// <param name="Id">Its fingerprint, the same while the code around it changes.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Place">The file and line, as they were shown.</param>
/// <param name="Message">The evidence.</param>
internal sealed record ReportedFinding(string Id, string Rule, string Place, string Message);

/// <summary>How many findings a report had.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Violations">Errors and warnings.</param>
/// <param name="Notes">Information.</param>
internal sealed record ReportCount(DateTimeOffset At, int Violations, int Notes);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(LastReport))]
internal sealed partial class LastReportJson : JsonSerializerContext;
