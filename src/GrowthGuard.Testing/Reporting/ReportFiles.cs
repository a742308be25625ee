namespace GrowthGuard.Testing;

/// <summary>Where the files of a report are.</summary>
/// <param name="Html">The page with the curves.</param>
/// <param name="Json">The series and all that was found.</param>
public sealed record ReportFiles(string Html, string Json);
