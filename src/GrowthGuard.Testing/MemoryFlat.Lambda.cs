using GrowthGuard.Testing.Lambda;

namespace GrowthGuard.Testing;

public static partial class MemoryFlat
{
    /// <summary>
    /// Runs the handler of a Lambda function as a warm container does: one instance in a process of its own, one event after the other.
    /// Events are read from JSON files with the serialiser that the function declares. What the instance holds is counted too.
    /// </summary>
    /// <example><c>await MemoryFlat.LambdaAsync&lt;Function, SQSEvent&gt;(f =&gt; f.HandleAsync, Samples.FromDirectory("events"), o =&gt;
    /// o.LimitMemory(256 &lt;&lt; 20)).ShouldBeFlat();</c></example>
    /// <typeparam name="TFunction">The class of the function.</typeparam>
    /// <typeparam name="TEvent">The type of its events.</typeparam>
    /// <param name="handler">The method: <c>f =&gt; f.HandleAsync</c>. It may take an event, a context, both, or nothing, and return what
    /// it likes.</param>
    /// <param name="events">The events.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    /// <exception cref="ArgumentException">The lambda holds an object of this process.</exception>
    /// <exception cref="MemoryRunException">There is no verdict, because the function threw, hung or ended its process.</exception>
    public static Task<MemoryFlatResult> LambdaAsync<TFunction, TEvent>(
        Func<TFunction, Delegate> handler, Samples events, Action<MemoryFlatOptions>? configure = null, CancellationToken cancellation = default)
        where TFunction : class, new()
    {
        var options = Configured(configure);
        return RunAsync(LambdaScenario<TFunction, TEvent>.Of(handler, events, options), options, cancellation);
    }

    /// <summary>Runs the handler of a Lambda function as a warm container does, with events that code makes.</summary>
    /// <inheritdoc cref="LambdaAsync{TFunction, TEvent}(Func{TFunction, Delegate}, Samples, Action{MemoryFlatOptions}?, CancellationToken)"/>
    /// <param name="handler">The method: <c>f =&gt; f.HandleAsync</c>. It may take an event, a context, both, or nothing, and return what
    /// it likes.</param>
    /// <param name="events">Makes the event of an invocation from its number: a lambda that captures nothing.</param>
    /// <param name="configure">Changes the options of the run; null for the defaults.</param>
    /// <param name="cancellation">Ends the run and its process.</param>
    public static Task<MemoryFlatResult> LambdaAsync<TFunction, TEvent>(
        Func<TFunction, Delegate> handler, Func<int, TEvent> events, Action<MemoryFlatOptions>? configure = null, CancellationToken cancellation = default)
        where TFunction : class, new()
    {
        var options = Configured(configure);
        return RunAsync(LambdaScenario<TFunction, TEvent>.Of(handler, events, options), options, cancellation);
    }
}
