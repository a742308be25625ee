namespace GrowthGuard.Diagnostics;

/// <summary>
/// Wraps handlers, so that invocations are counted, by whether they found a process that had served one before, and so that a function
/// on Lambda writes its metrics. No package of a host is needed.
/// </summary>
public static class GrowthCensusHandlers
{
    /// <summary>
    /// Runs one invocation. In the isolated worker of Azure Functions this is the whole middleware:
    /// <c>worker.Use(next =&gt; context =&gt; census.InvokeAsync(() =&gt; next(context)))</c>.
    /// </summary>
    /// <param name="census">The census of the process.</param>
    /// <param name="invocation">What is to be done.</param>
    public static async Task InvokeAsync(this GrowthCensus census, Func<Task> invocation)
    {
        ArgumentNullException.ThrowIfNull(census);
        ArgumentNullException.ThrowIfNull(invocation);
        var isReused = census.BeginInvocation();
        try
        {
            await invocation().ConfigureAwait(false);
        }
        finally
        {
            census.EndInvocation(isReused);
        }
    }

    /// <summary>Runs one invocation that has a result.</summary>
    /// <param name="census">The census of the process.</param>
    /// <param name="invocation">What is to be done.</param>
    public static async Task<TResult> InvokeAsync<TResult>(this GrowthCensus census, Func<Task<TResult>> invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        TResult result = default!;
        await census.InvokeAsync(async () => { result = await invocation().ConfigureAwait(false); }).ConfigureAwait(false);
        return result;
    }

    /// <summary>Wraps a handler of events with a context and a result, such as that of a Lambda function.</summary>
    /// <param name="census">The census of the process.</param>
    /// <param name="handler">The handler.</param>
    public static Func<TEvent, TContext, Task<TResult>> Wrap<TEvent, TContext, TResult>(
        this GrowthCensus census,
        Func<TEvent, TContext, Task<TResult>> handler) =>
        (input, context) => census.InvokeAsync(() => handler(input, context));

    /// <summary>Wraps a handler of events with a context.</summary>
    /// <param name="census">The census of the process.</param>
    /// <param name="handler">The handler.</param>
    public static Func<TEvent, TContext, Task> Wrap<TEvent, TContext>(this GrowthCensus census, Func<TEvent, TContext, Task> handler) =>
        (input, context) => census.InvokeAsync(() => handler(input, context));

    /// <summary>Wraps a handler of messages.</summary>
    /// <param name="census">The census of the process.</param>
    /// <param name="handler">The handler.</param>
    public static Func<TEvent, Task> Wrap<TEvent>(this GrowthCensus census, Func<TEvent, Task> handler) =>
        input => census.InvokeAsync(() => handler(input));
}
