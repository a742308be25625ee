namespace GrowthGuard.Testing.Retention;

/// <summary>A look at a child after the verdict, which is the same whatever happens to the look.</summary>
/// <typeparam name="T">What is seen.</typeparam>
internal sealed record LateLook<T>
    where T : class
{
    private LateLook()
    {
    }

    /// <summary>What was seen; null when nothing was, or nothing was there to see it.</summary>
    public T? Seen { get; private init; }

    /// <summary>Why nothing was seen; null when the look went well.</summary>
    public string? Failure { get; private init; }

    /// <summary>Whether the child answers no more.</summary>
    public bool HasFailedLate { get; private init; }

    /// <summary>Looks.</summary>
    /// <param name="time">How long it may take.</param>
    /// <param name="look">The look.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static async Task<LateLook<T>> TakeAsync(
        TimeSpan time,
        Func<CancellationToken, Task<T?>> look,
        CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        try
        {
            // What waits for the process without an end comes back when the process is ended.
            return new LateLook<T> { Seen = await look(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false) };
        }
        catch (MemoryRunException e)
        {
            return new LateLook<T> { HasFailedLate = true, Failure = e.Message };
        }
        catch (OperationCanceledException)
        {
            // The run may have no time left to be torn down; the verdict is known all the same.
            return new LateLook<T>
            {
                HasFailedLate = cancellation.IsCancellationRequested,
                Failure = FormattableString.Invariant($"it took more than {time.TotalSeconds:0} s or the time limit of the run.")
            };
        }
        catch (Exception e)
        {
            // What looks into a process knows runtimes and systems that are newer than it only by chance; the verdict needs none of it.
            return new LateLook<T> { Failure = e.Message };
        }
    }
}
