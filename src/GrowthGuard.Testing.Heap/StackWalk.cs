using Microsoft.Diagnostics.Runtime;

namespace GrowthGuard.Testing.Heap;

/// <summary>Reads where the threads of a process are, and its async methods that have not ended.</summary>
internal sealed class StackWalk(ClrRuntime runtime, CancellationToken cancellation)
{
    /// <summary>Deeper, a stack says nothing new.</summary>
    private const int MostFrames = 60;

    /// <summary>How many objects there are between two looks at whether to give up.</summary>
    private const int ObjectsPerLook = 4096;

    private const string Box = "StateMachineBox<";

    /// <summary>The flags of a task that has ended: it ran to its end, was cancelled, or threw.</summary>
    private const int Ended = 0x1000000 | 0x400000 | 0x200000;

    private readonly Dictionary<string, int> _stacks = [];

    public IReadOnlyDictionary<string, int> Take()
    {
        foreach (var thread in runtime.Threads.Where(thread => thread.IsAlive))
        {
            cancellation.ThrowIfCancellationRequested();
            Add(thread.EnumerateStackTrace(includeContext: false, MostFrames).Select(NameOf).OfType<string>());
        }

        AddAsyncMethods();
        return _stacks;
    }

    public static string? NameOf(ClrStackFrame frame) => frame.Method is { } method ? $"{method.Type?.Name}.{method.Name}" : null;

    /// <summary>Each async method that waits for something else than another one, with those that wait for it.</summary>
    private void AddAsyncMethods()
    {
        var waiting = new Dictionary<ulong, (string Method, ulong Waiter)>();
        var seen = 0;
        foreach (var held in runtime.Heap.EnumerateObjects())
        {
            if (seen++ % ObjectsPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (held.Type?.Name is { } type && type.LastIndexOf(Box, StringComparison.Ordinal) is > 0 and var at &&
                (held.ReadField<int>("m_stateFlags") & Ended) == 0)
            {
                waiting.Add(held.Address, (type[(at + Box.Length)..^1], held.ReadObjectField("m_continuationObject").Address));
            }
        }

        foreach (var method in waiting.Keys.Except([.. waiting.Values.Select(method => method.Waiter)]))
        {
            Add(WithWaiters(method, waiting));
        }
    }

    private static IEnumerable<string> WithWaiters(ulong method, Dictionary<ulong, (string Method, ulong Waiter)> waiting)
    {
        for (var depth = 0; depth < MostFrames && waiting.TryGetValue(method, out var next); depth++)
        {
            yield return next.Method;
            method = next.Waiter;
        }
    }

    private void Add(IEnumerable<string> frames)
    {
        if (string.Join('\n', frames) is { Length: > 0 } stack)
        {
            _stacks[stack] = _stacks.GetValueOrDefault(stack) + 1;
        }
    }
}
