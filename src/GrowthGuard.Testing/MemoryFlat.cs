using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing;

/// <summary>Tests that memory stays flat across repeated invocations.</summary>
public static class MemoryFlat
{
    /// <summary>Runs a scenario in a process of its own until its memory is proven flat, or proven to grow, or the budget is spent.</summary>
    /// <typeparam name="TScenario">The scenario; made in the child process by its constructor without parameters.</typeparam>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="MemoryRunException">There is no verdict, because the scenario threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> RunAsync<TScenario>(Action<MemoryFlatOptions>? configure = null, CancellationToken cancellation = default)
        where TScenario : IMemoryScenario, new()
    {
        var options = new MemoryFlatOptions();
        configure?.Invoke(options);
        return RunAsync(ScenarioReference.To(typeof(TScenario)), options, cancellation);
    }

    /// <summary>Runs a scenario in a process of its own.</summary>
    /// <param name="scenario">Which scenario.</param>
    /// <param name="options">How the run is made and judged.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="MemoryRunException">There is no verdict, because the scenario threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> RunAsync(ScenarioReference scenario, MemoryFlatOptions options, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
