using Microsoft.Diagnostics.Runtime;

namespace GrowthGuard.Testing.Heap;

/// <summary>Goes through a heap from its roots, nearest objects first, so that each object is found by a shortest way.</summary>
internal sealed class HeapWalk(ClrRuntime runtime, CancellationToken cancellation)
{
    /// <summary>Whether to give up is asked once in so many objects.</summary>
    private const int ObjectsPerLook = 4096;

    /// <summary>Deeper, a stack says nothing new.</summary>
    private const int MostFrames = 30;

    /// <summary>
    /// Where the methods of the kit are: its threads are no business of the reader, and where they are at the moment least of all.
    /// </summary>
    private const string Kit = "GrowthGuard.Testing.Hosting.";

    private readonly HeapSnapshot _snapshot = new();
    private readonly HashSet<ulong> _seen = [];
    private readonly Queue<(ulong Address, HeapNode Node)> _waiting = new();

    public HeapSnapshot Take()
    {
        // Fields have names, which say more than handles and stacks: so they come first where the way is as short.
        AddStaticFields();
        AddStacks();
        AddHandles();
        foreach (var root in runtime.Heap.EnumerateFinalizerRoots())
        {
            AddRoot("the queue of finalizers", root.Object);
        }

        foreach (var root in runtime.Heap.EnumerateAdditionalRoots())
        {
            AddRoot(root.RootKind == ClrRootKind.ThreadStaticVar ? "thread-static fields" : "static fields", root.Object);
        }

        Follow();
        return _snapshot;
    }

    private void AddStaticFields()
    {
        foreach (var type in runtime.EnumerateModules().SelectMany(module => module.EnumerateTypesWithStaticFields()))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var field in type.StaticFields)
            {
                AddStaticField(type, field);
            }

            foreach (var field in type.ThreadStaticFields.Where(field => field.IsObjectReference))
            {
                foreach (var thread in runtime.Threads.Where(thread => thread.IsAlive && field.IsInitialized(thread)))
                {
                    AddRoot($"thread-static field {type.Name}.{field.Name}", field.ReadObject(thread));
                }
            }
        }
    }

    private void AddStaticField(ClrType type, ClrStaticField field)
    {
        foreach (var domain in runtime.AppDomains.Where(field.IsInitialized))
        {
            if (field.IsObjectReference)
            {
                AddRoot($"{HeapSnapshot.Static}{type.Name}.{field.Name}", field.ReadObject(domain));
            }
            else if (field.ElementType == ClrElementType.Struct && field.ReadStruct(domain) is { Address: > 0 } value)
            {
                // A structure in a static field is an object of its own on the heap: its pointer to the type is before it.
                AddRoot(
                    $"{HeapSnapshot.Static}{type.Name}.{field.Name}",
                    runtime.Heap.GetObject(value.Address - (ulong)runtime.DataTarget.DataReader.PointerSize));
            }
        }
    }

    private void AddStacks()
    {
        foreach (var thread in runtime.Threads.Where(thread => thread.IsAlive))
        {
            cancellation.ThrowIfCancellationRequested();
            var frames = thread.EnumerateStackTrace(includeContext: false, MostFrames).Select(StackWalk.NameOf).OfType<string>().ToList();
            if (frames.Count > 0 && !frames[^1].StartsWith(Kit, StringComparison.Ordinal))
            {
                _snapshot.AddThread(string.Join('\n', frames));
            }

            foreach (var root in thread.EnumerateStackRoots())
            {
                var method = root is ClrStackRoot { StackFrame: { } frame } ? StackWalk.NameOf(frame) : null;
                AddRoot(
                    method is null
                        ? "a local variable"
                        : method.StartsWith(Kit, StringComparison.Ordinal)
                        ? "the test kit"
                        : $"a local variable of {method}",
                    root.Object);
            }
        }
    }

    private void AddHandles()
    {
        foreach (var handle in runtime.EnumerateHandles().Where(handle => handle.IsStrong))
        {
            AddRoot($"a GC handle ({handle.HandleKind})", handle.Object);
        }
    }

    private void AddRoot(string name, ClrObject held) => Add(_snapshot.Top, name, held);

    private void Add(HeapNode holder, string name, ClrObject held)
    {
        if (held.IsValid && !held.IsNull && !held.IsFree && held.Type is { } type && _seen.Add(held.Address))
        {
            _waiting.Enqueue((held.Address, holder.Add(name, type.Name ?? "?", (long)held.Size)));
        }
    }

    private void Follow()
    {
        for (var count = 0; _waiting.TryDequeue(out var next); count++)
        {
            if (count % ObjectsPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (var reference in runtime.Heap
                .GetObject(next.Address)
                .EnumerateReferencesWithFields(carefully: false, considerDependantHandles: true))
            {
                Add(next.Node, NameOf(reference), reference.Object);
            }
        }
    }

    private static string NameOf(ClrReference reference) =>
        reference.IsDependentHandle ? HeapSnapshot.WeakTable
        : reference.IsArrayElement ? HeapSnapshot.Element
        : Innermost(reference).Field?.Name ?? "?";

    /// <summary>A structure in an object is no object: the field in it is what holds.</summary>
    private static ClrReference Innermost(ClrReference reference)
    {
        while (reference.InnerField is { } inner)
        {
            reference = inner;
        }

        return reference;
    }
}
