namespace GrowthGuard.Tool.Commands;

/// <summary>Where findings go.</summary>
/// <param name="Format">Form on standard output.</param>
/// <param name="SarifFile">Where to write the merged SARIF log; not written when null.</param>
/// <param name="SummaryFile">What to append a Markdown summary to.</param>
/// <param name="ReportFolder">Where to write the page; not written when null.</param>
internal sealed record OutputOptions(
    string Format = "text",
    string? SarifFile = null,
    string? SummaryFile = null,
    string? ReportFolder = null);
