using GrowthGuard.Tool.Building;

namespace GrowthGuard.Tool.Commands;

/// <summary>The settings of <c>growthguard bisect</c>.</summary>
/// <param name="Scenario">The name of the scenario, with or without its namespace.</param>
/// <param name="Project">The project that has it.</param>
/// <param name="Good">A revision whose memory stays flat.</param>
/// <param name="Bad">A later one that grows.</param>
/// <param name="Build">How commits are built.</param>
/// <param name="Run">How the scenario is run.</param>
/// <param name="CacheFolder">Where builds are kept.</param>
/// <param name="Format">Form of the report.</param>
internal sealed record BisectOptions(
    string Scenario,
    BuildTarget Project,
    string Good,
    string Bad,
    ScenarioBuild Build,
    ScenarioRunOptions Run,
    string CacheFolder,
    string Format);
