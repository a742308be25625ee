namespace GrowthGuard.Testing;

/// <summary>
/// What is invoked again and again while memory is watched. It runs in a process of its own, so the type needs a constructor without
/// parameters and must not count on anything that the test has set up.
/// </summary>
public interface IMemoryScenario
{
    /// <summary>Runs once, before the first invocation.</summary>
    ValueTask SetUpAsync() => ValueTask.CompletedTask;

    /// <summary>One invocation, as the host would make it: one request, message or event.</summary>
    /// <param name="invocation">
    /// The number of the invocation, from 0. Vary the input by it, over a limited set of keys (<c>invocation % 50</c>): the same input
    /// each time hides what grows per key, and keys that never repeat make every cache look like a leak.
    /// </param>
    ValueTask InvokeAsync(int invocation);

    /// <summary>Runs once, after the last invocation.</summary>
    ValueTask TearDownAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Objects to count the collections of, besides the static ones: the singletons of a service provider, say. Read after set-up.
    /// </summary>
    IEnumerable<object> ExtraRoots => [];
}
