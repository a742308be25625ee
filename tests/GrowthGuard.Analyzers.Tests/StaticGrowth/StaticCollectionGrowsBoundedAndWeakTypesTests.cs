using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Types that cannot accumulate, and stores whose lifetime is not the process.</summary>
public sealed class StaticCollectionGrowsBoundedAndWeakTypesTests
{
    [Fact]
    public Task ConditionalWeakTable_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConditionalWeakTable<Order, string> Notes = new();

            public void Handle(Order order) => Notes.Add(order, order.Id);
        }
        """);

    [Fact]
    public Task ThreadStatic_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            [ThreadStatic]
            private static List<string> t_buffer;

            public void Handle(string id) => (t_buffer ??= new List<string>()).Add(id);
        }
        """);

    [Fact]
    public Task ThreadLocal_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ThreadLocal<List<string>> Buffer = new(() => new List<string>());

            public void Handle(string id) => Buffer.Value.Add(id);
        }
        """);

    [Fact]
    public Task AsyncLocal_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly AsyncLocal<List<string>> Scopes = new();

            public void Handle(string id)
            {
                Scopes.Value ??= new List<string>();
                Scopes.Value.Add(id);
            }
        }
        """);

    [Fact]
    public Task FrozenDictionary_NoDiagnostic() => VerifyAsync(
        """
        using System.Collections.Frozen;

        public class Function
        {
            static readonly FrozenDictionary<string, int> Codes = new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary();

            public int Handle(string name) => Codes[name];
        }
        """);

    [Fact]
    public Task Array_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Order[] Recent = new Order[100];
            private static int _next;

            public void Handle(Order order) => Recent[_next++ % Recent.Length] = order;
        }
        """);

    [Fact]
    public Task ListElementReplaced_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Order> Slots = new(new Order[100]);
            private static int _next;

            public void Handle(Order order) => Slots[_next++ % 100] = order;
        }
        """);

    [Fact]
    public Task LocalCollection_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            public int Handle(Order[] batch)
            {
                var byId = new Dictionary<string, Order>();
                foreach (var order in batch)
                    byId[order.Id] = order;
                return byId.Count;
            }
        }
        """);

    [Fact]
    public Task InstanceFieldOfOrdinaryClass_NoDiagnostic() => VerifyAsync(
        """
        public class Basket
        {
            private readonly List<Order> _orders = new();

            public void Add(Order order) => _orders.Add(order);
        }
        """);

    [Fact]
    public Task LocalOfTheSameNameAsStatic_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new() { "a" };

            public int Handle(string name)
            {
                var Names = new List<string>();
                Names.Add(name);
                return Names.Count;
            }

            public int Known => Names.Count;
        }
        """);

    [Fact]
    public Task NothingButReads_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new() { "b", "a" };

            public bool Handle(string name)
            {
                foreach (var each in Names)
                    Console.WriteLine(each);
                return Names.Contains(name);
            }
        }
        """);

    [Fact]
    public Task Sort_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new() { "b", "a" };

            public void Handle()
            {
                Names.Sort();
                Names.Reverse();
            }
        }
        """);

    [Fact]
    public Task OnlyRemoved_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Queue<int> Ports = new(Enumerable.Range(8000, 100));

            public int Handle() => Ports.Dequeue();
        }
        """);

    [Fact]
    public Task EnsureCapacity_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new();

            public void Handle() => Names.EnsureCapacity(100);
        }
        """);

    [Fact]
    public Task ReadOnlyExposure_NoDiagnostic() => VerifyAsync(
        """
        public static class Currencies
        {
            private static readonly List<string> Codes = new() { "EUR", "USD" };

            public static IReadOnlyList<string> All => Codes;
        }
        """);

    [Fact]
    public Task CopyIsGrown_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, string> Defaults = new() { ["lang"] = "en" };

            public Dictionary<string, string> Handle(string key, string value)
            {
                var copy = new Dictionary<string, string>(Defaults);
                copy[key] = value;
                return copy;
            }
        }
        """);

    [Fact]
    public Task ResultOfImmutableAddIsNotKept_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ImmutableList<string> Defaults = ImmutableList.Create("a");

            public ImmutableList<string> Handle(string name) => Defaults.Add(name);
        }
        """);

    [Fact]
    public Task BlockingQueueOfFixedCapacity_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly BlockingCollection<Order> Work = new(boundedCapacity: 100);

            public void Handle(Order order) => Work.Add(order);
        }
        """);

    [Fact]
    public Task BoundedChannel_NoDiagnostic() => VerifyAsync(
        """
        using System.Threading.Channels;

        public class Function
        {
            static readonly Channel<Order> Work = Channel.CreateBounded<Order>(100);

            public void Handle(Order order) => Work.Writer.TryWrite(order);
        }
        """);

    [Fact]
    public Task ValuesOfExistingKeysUpdated_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Hits = new() { ["/"] = 0, ["/orders"] = 0 };

            public void Handle(string path)
            {
                if (Hits.ContainsKey(path))
                    Hits[path]++;
            }
        }
        """);

    [Fact]
    public Task ValueOfFoundKeyReplaced_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Hits = new() { ["/"] = 0, ["/orders"] = 0 };

            public void Handle(string path)
            {
                if (!Hits.TryGetValue(path, out var count))
                    return;
                Hits[path] = count + 1;
            }
        }
        """);

    [Fact]
    public Task AnotherKeyIsFound_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order last, Order order)
            {
                if (Cache.ContainsKey(last.Id))
                    Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task TryUpdate_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, int> Hits = new() { ["/"] = 0 };

            public void Handle(string path) => Hits.TryUpdate(path, 1, 0);
        }
        """);

    [Fact]
    public Task LruTypeInSource_NoDiagnostic() => VerifyAsync(
        """
        public sealed class LruCache<TKey, TValue>
        {
            private readonly int _capacity;
            private readonly Dictionary<TKey, TValue> _items = new();
            private readonly LinkedList<TKey> _order = new();

            public LruCache(int capacity) => _capacity = capacity;

            public void Set(TKey key, TValue value)
            {
                while (_items.Count >= _capacity)
                {
                    _items.Remove(_order.Last.Value);
                    _order.RemoveLast();
                }

                _items[key] = value;
                _order.AddFirst(key);
            }
        }

        public class Function
        {
            static readonly LruCache<string, Order> Cache = new(100);

            public void Handle(Order order) => Cache.Set(order.Id, order);
        }
        """);
}
