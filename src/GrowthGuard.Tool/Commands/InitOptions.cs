namespace GrowthGuard.Tool.Commands;

/// <summary>The settings of <c>growthguard init</c>.</summary>
/// <param name="Build">What is set up, the mode that is chosen, and how it is built.</param>
/// <param name="Yes">Whether everything is written without a question.</param>
/// <param name="DryRun">Whether nothing is written.</param>
internal sealed record InitOptions(CheckOptions Build, bool Yes = false, bool DryRun = false);
