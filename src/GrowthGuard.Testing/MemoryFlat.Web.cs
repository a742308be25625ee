using GrowthGuard.Testing.Web;

namespace GrowthGuard.Testing;

public static partial class MemoryFlat
{
    /// <summary>
    /// Runs a web application in a process of its own, with its real server on a free port of the loopback address, and requests of a
    /// client in the same process. The singletons of its service provider are counted too.
    /// </summary>
    /// <example><c>await MemoryFlat.WebAsync&lt;Program&gt;(static async (client, i) =&gt; await client.GetStringAsync($"/orders/{i %
    /// 50}")).ShouldBeFlat();</c></example>
    /// <typeparam name="TProgram">A type of the application's assembly, whose entry point is called: its <c>Program</c>.</typeparam>
    /// <param name="request">Sends the request of one invocation: a lambda that captures nothing. The client knows the address.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="ArgumentException">The lambda holds an object of this process.</exception>
    /// <exception cref="MemoryRunException">There is no verdict, because the application did not start, a request threw, or its process
    /// ended.</exception>
    public static Task<MemoryFlatResult> WebAsync<TProgram>(
        Func<HttpClient, int, Task> request, Action<MemoryFlatOptions>? configure = null, CancellationToken cancellation = default)
        where TProgram : class
    {
        var options = Configured(configure);
        return RunAsync(WebScenario<TProgram>.Of(request, options), options, cancellation);
    }

    /// <summary>
    /// Runs an application with hosted services, such as the consumer of a queue, in a process of its own, and gives it work. The
    /// singletons of its service provider are counted too.
    /// </summary>
    /// <example><c>await MemoryFlat.WorkerAsync&lt;Program&gt;(static (services, i) =&gt;
    /// services.GetRequiredService&lt;OrderQueue&gt;().HandledAsync(new Order(i, i % 50))).ShouldBeFlat();</c></example>
    /// <typeparam name="TProgram">A type of the application's assembly, whose entry point is called: its <c>Program</c>.</typeparam>
    /// <param name="work">
    /// Gives the application the work of one invocation, and waits until it is done: a lambda that captures nothing. What is not waited for
    /// piles up in the queue, and that is what would be measured.
    /// </param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="ArgumentException">The lambda holds an object of this process.</exception>
    /// <exception cref="MemoryRunException">There is no verdict, because the application did not start, the work threw, or its process
    /// ended.</exception>
    public static Task<MemoryFlatResult> WorkerAsync<TProgram>(
        Func<IServiceProvider, int, Task> work, Action<MemoryFlatOptions>? configure = null, CancellationToken cancellation = default)
        where TProgram : class
    {
        var options = Configured(configure);
        return RunAsync(WorkerScenario<TProgram>.Of(work, options), options, cancellation);
    }
}
