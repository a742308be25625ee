namespace GrowthGuard.Testing.Hosting;

/// <summary>What a child process is told at its start.</summary>
/// <param name="Scenario">The scenario to make.</param>
/// <param name="Ignored">Patterns of root names that are not counted.</param>
/// <param name="AlsoAssemblies">Names of assemblies whose stores are counted though they are of packages.</param>
/// <param name="Gap">Time between two invocations.</param>
/// <param name="ToleratesFailures">Whether invocations that throw are counted and not the end.</param>
/// <param name="Workers">Invocations that are made at the same time.</param>
internal sealed record ChildOrders(
    ScenarioReference Scenario,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> AlsoAssemblies,
    TimeSpan Gap,
    bool ToleratesFailures,
    int Workers);
