using GrowthGuard.Testing.Web;

namespace GrowthGuard.Testing;

public static partial class MemoryFlat
{
    /// <summary>
    /// Runs a web application in a process of its own, with its real server on a free port of the loopback address, and requests of a
    /// client in the same process. The singletons of its service provider are counted too.
    /// </summary>
    /// <example><c>await MemoryFlat.WebAsync&lt;Program&gt;(static async (client, i) =&gt; await client.GetStringAsync($"/orders/{i % 50}")).ShouldBeFlat();</c></example>
    /// <typeparam name="TProgram">A type of the application's assembly, whose entry point is called: its <c>Program</c>.</typeparam>
    /// <param name="request">Sends the request of one invocation: a lambda that captures nothing. The client knows the address.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="ArgumentException">The lambda holds an object of this process.</exception>
    /// <exception cref="MemoryRunException">There is no verdict, because the application did not start, a request threw, or its process ended.</exception>
    public static Task<MemoryFlatResult> WebAsync<TProgram>(
        Func<HttpClient, int, Task> request, Action<MemoryFlatOptions>? configure = null, CancellationToken cancellation = default)
        where TProgram : class =>
        RunAsync(WebScenario<TProgram>.Of(request), Configured(configure), cancellation);
}
