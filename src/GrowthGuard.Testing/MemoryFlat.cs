using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Web;

namespace GrowthGuard.Testing;

/// <summary>Tests that memory stays flat across repeated invocations.</summary>
public static partial class MemoryFlat
{
    /// <summary>
    /// Runs a scenario in a process of its own until its memory is proven flat, or proven to grow, or the budget is spent.
    /// </summary>
    /// <typeparam name="TScenario">The scenario; made in the child process by its constructor without parameters.</typeparam>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="MemoryRunException">There is no verdict, because the scenario threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> RunAsync<TScenario>(
        Action<MemoryFlatOptions>? configure = null,
        CancellationToken cancellation = default)
        where TScenario : IMemoryScenario, new() =>
        RunAsync(ScenarioReference.To(typeof(TScenario)), Configured(configure), cancellation);

    /// <summary>Runs a scenario whose constructor takes arguments in a process of its own.</summary>
    /// <example><c>await MemoryFlat.RunAsync(static () =&gt; new Checkout(currency: "EUR")).ShouldBeFlat();</c></example>
    /// <typeparam name="TScenario">The scenario.</typeparam>
    /// <param name="make">Makes the scenario in the child process: a static method, or a lambda that captures nothing.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="ArgumentException">The delegate holds an object of this process.</exception>
    /// <exception cref="MemoryRunException">There is no verdict, because the scenario threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> RunAsync<TScenario>(
        Func<TScenario> make,
        Action<MemoryFlatOptions>? configure = null,
        CancellationToken cancellation = default)
        where TScenario : class, IMemoryScenario =>
        RunAsync(ScenarioReference.MadeBy(make), Configured(configure), cancellation);

    /// <summary>Runs a delegate in a process of its own.</summary>
    /// <param name="handler">What is invoked, with the number of the invocation: a static method, or a lambda that captures
    /// nothing.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="ArgumentException">The delegate holds an object of this process.</exception>
    /// <exception cref="MemoryRunException">There is no verdict, because the handler threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> RunAsync(
        Func<int, ValueTask> handler,
        Action<MemoryFlatOptions>? configure = null,
        CancellationToken cancellation = default) =>
        RunAsync(DelegateScenario.Of(handler), Configured(configure), cancellation);

    /// <summary>Runs a scenario in a process of its own.</summary>
    /// <param name="scenario">Which scenario.</param>
    /// <param name="options">How the run is made and judged.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="MemoryRunException">There is no verdict, because the scenario threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> RunAsync(
        ScenarioReference scenario,
        MemoryFlatOptions options,
        CancellationToken cancellation = default)
    {
        if (options.HostSetUp is not null && HostSetUp.From(scenario.Arguments) is null)
        {
            throw new ArgumentException("ConfigureHost is for WebAsync and WorkerAsync: this scenario has no host.", nameof(options));
        }

        TestedAssembly.RequireFile(scenario.AssemblyFile);
        scenario = scenario with { DisplayName = options.Name ?? scenario.DisplayName };
        var run = new FlatRun(
            scenario.DisplayName ?? scenario.TypeName,
            options,
            RepeatCommand.Of(scenario, options),
            isHosted: HostedProgram.IsRunBy(scenario));
        return run.RunAsync(MakeSubject(), cancellation, MakeSubject);

        ISubject MakeSubject() => new ChildSubject(scenario, options);
    }

    /// <summary>
    /// Runs a delegate in this process. It may capture what it likes, but only the managed heap and the counts of stores decide, and no
    /// other test may run beside it.
    /// </summary>
    /// <param name="handler">What is invoked, with the number of the invocation.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="MemoryRunException">There is no verdict, because the handler threw, or because other work runs in this
    /// process.</exception>
    public static Task<MemoryFlatResult> InProcessAsync(
        Func<int, ValueTask> handler,
        Action<MemoryFlatOptions>? configure = null,
        CancellationToken cancellation = default) =>
        InProcessAsync(handler, handler, Configured(configure), cancellation);

    /// <summary>Runs a delegate in this process, and waits for the verdict.</summary>
    /// <exception cref="MemoryRunException">There is no verdict, because the handler threw, or because other work runs in this
    /// process.</exception>
    /// <param name="handler">What is invoked.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    public static MemoryFlatResult InProcess(Action handler, Action<MemoryFlatOptions>? configure = null) => InProcessAsync(
        handler,
        _ =>
        {
            handler();
            return ValueTask.CompletedTask;
        },
        Configured(configure),
        CancellationToken.None).GetAwaiter().GetResult();

    private static Task<MemoryFlatResult> InProcessAsync(
        Delegate tested,
        Func<int, ValueTask> handler,
        MemoryFlatOptions options,
        CancellationToken cancellation)
    {
        var name = options.Name ?? $"{tested.Method.DeclaringType}.{tested.Method.Name}";
        return new FlatRun(name, options).RunAsync(new InProcessSubject(name, tested, handler, options), cancellation);
    }

    private static MemoryFlatOptions Configured(Action<MemoryFlatOptions>? configure)
    {
        var options = new MemoryFlatOptions();
        configure?.Invoke(options);
        return options;
    }
}
