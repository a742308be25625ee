using System.Buffers;
using System.Collections;

namespace GrowthGuard.Testing.Experiments.Leaking;

/// <summary>Adds as many entries in each invocation as take the bytes of its rate. What holds them doubles when it is full.</summary>
internal abstract class DoublingExperiment(double entryBytes) : SyncExperiment
{
    private double _due;

    /// <summary>Entries so far: each has its number.</summary>
    protected int Entries { get; private set; }

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        for (_due += Rate / entryBytes; _due >= 1; _due--)
        {
            Add(Entries++);
        }
    }

    protected abstract void Add(int entry);
}

internal sealed class DoublingStream() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<MemoryStream> _held = new(new MemoryStream());

    protected override void Add(int entry) => _held.Value.Write(BitConverter.GetBytes((long)entry));
}

internal sealed class DoublingWriter() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<ArrayBufferWriter<byte>> _held = new(new ArrayBufferWriter<byte>());

    protected override void Add(int entry) => _held.Value.Write(BitConverter.GetBytes((long)entry));
}

internal sealed class DoublingList() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<List<long>> _held = new([]);

    protected override void Add(int entry) => _held.Value.Add(entry);
}

internal sealed class DoublingQueue() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<Queue<long>> _held = new(new Queue<long>());

    protected override void Add(int entry) => _held.Value.Enqueue(entry);
}

internal sealed class DoublingStack() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<Stack<long>> _held = new(new Stack<long>());

    protected override void Add(int entry) => _held.Value.Push(entry);
}

internal sealed class DoublingHeap() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<PriorityQueue<int, int>> _held = new(new PriorityQueue<int, int>());

    protected override void Add(int entry) => _held.Value.Enqueue(entry, -entry);
}

internal sealed class DoublingTable() : DoublingExperiment(entryBytes: 20)
{
    private readonly Hidden<Dictionary<int, int>> _held = new([]);

    protected override void Add(int entry) => _held.Value[entry] = entry;
}

internal sealed class DoublingSet() : DoublingExperiment(entryBytes: 20)
{
    private readonly Hidden<HashSet<long>> _held = new([]);

    protected override void Add(int entry) => _held.Value.Add(entry);
}

internal sealed class DoublingSortedList() : DoublingExperiment(entryBytes: 8)
{
    private readonly Hidden<SortedList<int, int>> _held = new([]);

    protected override void Add(int entry) => _held.Value.Add(entry, entry);
}

internal sealed class DoublingArray() : DoublingExperiment(entryBytes: 16)
{
    private readonly Hidden<StrongArray> _held = new(new StrongArray());

    protected override void Add(int entry)
    {
        var held = _held.Value;
        if (entry == held.Entries.Length)
        {
            Array.Resize(ref held.Entries, entry * 2);
        }

        held.Entries[entry] = (entry, entry * 0.5);
    }

    private sealed class StrongArray
    {
        public (long Number, double Price)[] Entries = new (long, double)[16];
    }
}

/// <summary>Eight flags are a byte.</summary>
internal sealed class DoublingBits() : DoublingExperiment(entryBytes: 1 / 8.0)
{
    private readonly Hidden<BitArray> _held = new(new BitArray(128));

    protected override void Add(int entry)
    {
        if (entry == _held.Value.Length)
        {
            _held.Value.Length *= 2;
        }

        _held.Value[entry] = true;
    }
}

/// <summary>
/// A journal in memory that a handler writes, which the scenario holds: the first thing that a reader of the manual would try.
/// </summary>
internal sealed class HeldStream : SyncExperiment
{
    private readonly Handler _handler = new();

    protected override void Invoke(int invocation) => _handler.Handle(invocation);

    private sealed class Handler
    {
        private readonly MemoryStream _journal = new();

        public void Handle(int number)
        {
            OrderHandler.Handle(number);
            _journal.Write(BitConverter.GetBytes(number));
        }
    }
}

/// <summary>A store of one's own over an array that doubles, in a static.</summary>
internal sealed class HeldArray : SyncExperiment
{
    private static (int Number, int Lines)[] _entries = new (int, int)[16];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (invocation == _entries.Length)
        {
            Array.Resize(ref _entries, invocation * 2);
        }

        _entries[invocation] = (invocation, 1);
    }
}
