using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Extensions.Caching.Memory;

namespace GrowthGuard.Testing.Experiments.Flat;

// What grows in steps, or goes up and down, and ends.

/// <summary>A hash table that takes the next prime a few times, up to the number of its keys.</summary>
internal sealed class ResizingTable : SyncExperiment
{
    private static readonly Dictionary<int, long> Totals = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        var customer = invocation % (350 + (Seed % 100));
        Totals[customer] = Totals.GetValueOrDefault(customer) + 1;
    }
}

internal sealed class ConcurrentTable : SyncExperiment
{
    private static readonly ConcurrentDictionary<int, string> Names = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Names.GetOrAdd(Random.Next(250 + (Seed % 50)), static key => $"customer {key}");
    }
}

/// <summary>Entries so small that only the steps of their table show, the last one late.</summary>
internal sealed class NumberLru : SyncExperiment
{
    private readonly Hidden<Dictionary<int, int>> _entries = new([]);

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        _entries.Value.Remove(invocation - 1000);
        _entries.Value[invocation] = invocation;
    }
}

internal sealed class RingBuffer : SyncExperiment
{
    private readonly byte[]?[] _slots = new byte[]?[128];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        _slots[invocation % _slots.Length] = new byte[500 + (invocation * 7919 % 1000)];
    }
}

internal sealed class BoundedQueue : SyncExperiment
{
    private static readonly Channel<byte[]> Waiting = Channel.CreateBounded<byte[]>(200);

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (!Waiting.Writer.TryWrite(new byte[300]))
        {
            Waiting.Reader.TryRead(out _);
            Waiting.Writer.TryWrite(new byte[300]);
        }
    }
}

/// <summary>A pool of which ever more is needed at once, up to a peak that comes by chance.</summary>
internal sealed class LazyPool : SyncExperiment
{
    private static readonly Stack<byte[]> Pool = new();

    protected override void Invoke(int invocation)
    {
        var rented = new List<byte[]>();
        for (var needed = 1 + Random.Next(24); needed > 0; needed--)
        {
            rented.Add(Pool.TryPop(out var buffer) ? buffer : new byte[8192]);
        }

        OrderHandler.Handle(invocation);
        rented.ForEach(Pool.Push);
    }
}

internal sealed class ReusedStream : SyncExperiment
{
    private static readonly MemoryStream Buffer = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Buffer.SetLength(0);
        Buffer.Write(new byte[1 + (invocation * 7919 % 60_000)]);
    }
}

internal sealed class ReusedText : SyncExperiment
{
    private static readonly StringBuilder Buffer = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Buffer.Clear().Append('x', 1 + (invocation * 7919 % 20_000));
    }
}

internal sealed class LastPayload : SyncExperiment
{
    private static byte[] _last = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        _last = new byte[90_000 + Random.Next(1_400_000)];
        GC.KeepAlive(_last);
    }
}

internal class SawTooth97 : SyncExperiment
{
    private static readonly List<byte[]> Pending = [];

    protected virtual int Most => 97;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Pending.Add(new byte[400]);
        if (Pending.Count >= Most)
        {
            Pending.Clear();
        }
    }
}

internal sealed class SawTooth500 : SawTooth97
{
    protected override int Most => 500;
}

internal sealed class FlushedLog : SyncExperiment
{
    private static readonly MemoryStream Log = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Log.Write(Encoding.UTF8.GetBytes($"order {invocation} was accepted and will be shipped by tomorrow\n"));
        if (Log.Length > 16 * 1024)
        {
            Log.SetLength(0);
        }
    }
}

internal sealed class BoundedRegexes : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Regex.IsMatch($"order-{invocation}", $"^order-[0-9]{{{1 + (invocation % 50)}}}$");
    }
}

internal sealed class SizedCache : SyncExperiment
{
    private static readonly MemoryCache Prices = new(new MemoryCacheOptions { SizeLimit = 100 });

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Prices.Set(invocation, new byte[200], new MemoryCacheEntryOptions { Size = 1 });
    }
}

internal sealed class WeakTable : SyncExperiment
{
    private static readonly ConditionalWeakTable<object, byte[]> Notes = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Notes.Add(new object(), new byte[300]);
    }
}

/// <summary>Tables that are loaded whole when they are first needed.</summary>
internal sealed class LateTables : SyncExperiment
{
    private static Dictionary<int, string>? _countries;
    private static Dictionary<int, string>? _rates;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (invocation >= 200)
        {
            _countries ??= Load(250);
        }

        if (invocation >= 450)
        {
            _rates ??= Load(1000);
        }

        GC.KeepAlive(_countries ?? _rates);
    }

    private static Dictionary<int, string> Load(int entries) => Enumerable.Range(0, entries).ToDictionary(i => i, i => $"entry {i}");
}

/// <summary>A buffer that is as large as the largest payload so far.</summary>
internal sealed class LargestPayload : SyncExperiment
{
    private byte[] _buffer = new byte[256];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        var size = (int)(1000 / (0.005 + Random.NextDouble()));
        while (_buffer.Length < size)
        {
            _buffer = new byte[_buffer.Length * 2];
        }
    }
}

internal sealed class TimeWindow : SyncExperiment
{
    private static readonly Queue<(int Number, byte[] Content)> Recent = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Recent.Enqueue((invocation, new byte[500]));
        while (Recent.Peek().Number < invocation - 200)
        {
            Recent.Dequeue();
        }
    }
}

internal sealed class BestHundred : SyncExperiment
{
    private static readonly PriorityQueue<byte[], int> Best = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Best.Enqueue(new byte[400], Random.Next());
        if (Best.Count > 100)
        {
            Best.Dequeue();
        }
    }
}

internal sealed class ParallelWork : SyncExperiment
{
    protected override void Invoke(int invocation) => Parallel.For(0, 8, part => OrderHandler.Handle(invocation + part));
}

/// <summary>What generic code keeps for each type, of which a new one comes now and then.</summary>
internal sealed class ManyTypes : SyncExperiment
{
    private static readonly Type[] Arguments =
    [
        .. typeof(object).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })
            .Take(30),
    ];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        var type = Arguments[Math.Min(invocation / 10, Arguments.Length - 1)];
        GC.KeepAlive(typeof(Kept<>).MakeGenericType(type).GetField(nameof(Kept<object>.Values))!.GetValue(null));
    }

    internal static class Kept<T>
    {
        public static readonly List<T> Values = new(capacity: 16);
    }
}

/// <summary>Start-up has freed native memory; after that blocks come and go.</summary>
internal sealed unsafe class NativeBurst : SyncExperiment
{
    public override ValueTask SetUpAsync()
    {
        NativeBursts.Make(size: 1000, count: 5000);
        return ValueTask.CompletedTask;
    }

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        NativeMemory.Free(NativeMemory.AllocZeroed((nuint)(1 + Random.Next(3000))));
    }
}
