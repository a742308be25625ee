namespace GrowthGuard.Testing;

/// <summary>What a heap held at one moment: each object once, by the shortest way from a root, and the threads.</summary>
public sealed class HeapSnapshot
{
    /// <summary>The name of what an array holds.</summary>
    public const string Element = "[]";

    /// <summary>The name of what is held as long as another object lives, by a ConditionalWeakTable say.</summary>
    public const string WeakTable = "[weak table]";

    /// <summary>What the name of a static field as a root begins with.</summary>
    public const string Static = "static ";

    private readonly Dictionary<string, int> _threads = [];

    /// <summary>What is above all roots; its children are the objects that the roots hold.</summary>
    public HeapNode Top { get; } = new("", "", null);

    /// <summary>
    /// How many threads have the same stack: the methods from the one that waits to the one that the thread started with, one a line.
    /// </summary>
    public IReadOnlyDictionary<string, int> Threads => _threads;

    /// <summary>Adds a thread.</summary>
    /// <param name="stack">Its methods, one a line, the innermost first.</param>
    public void AddThread(string stack) => _threads[stack] = _threads.GetValueOrDefault(stack) + 1;
}
