namespace GrowthGuard.Testing;

/// <summary>A scenario that is told something by the test that starts it.</summary>
public interface IConfiguredScenario : IMemoryScenario
{
    /// <summary>Runs once, right after the constructor.</summary>
    /// <param name="arguments">What <see cref="ScenarioReference.Arguments"/> says.</param>
    void Configure(IReadOnlyDictionary<string, string> arguments);
}
