using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>The store under another name: locals, interfaces, Lazy, arguments, extension methods, inner collections.</summary>
public sealed class StaticCollectionGrowsAliasTests
{
    [Fact]
    public Task ThroughLazyValue_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Lazy<Dictionary<string, Order>> [|Cache|] = new(() => new Dictionary<string, Order>());

            public void Handle(Order order) => Cache.Value[order.Id] = order;
        }
        """);

    [Fact]
    public Task ThroughLocal_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> {|#0:Log|} = new();

            public void Handle(string id)
            {
                var log = Log;
                {|#1:log.Add(id)|};
            }
        }
        """,
        Growing("Static 'Log' grows in 'Handle' (each call adds to it); nothing evicts from it and it has no documented bound", sites: 1));

    [Fact]
    public Task ThroughLocalOfInterfaceType_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string id)
            {
                ICollection<string> log = Log;
                log.Add(id);
            }
        }
        """);

    [Fact]
    public Task FieldOfInterfaceType_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly IDictionary<string, Order> [|Cache|] = new Dictionary<string, Order>();

            public void Handle(Order order) => Cache.Add(order.Id, order);
        }
        """);

    [Fact]
    public Task ThroughCast_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => ((IDictionary<string, Order>)Cache).Add(order.Id, order);
        }
        """);

    [Fact]
    public Task ThroughSourceExtensionMethod_Diagnostic() => VerifyAsync(
        """
        internal static class CollectionExtensions
        {
            public static void AddIfNotNull<T>(this ICollection<T> items, T item)
            {
                if (item is not null)
                    items.Add(item);
            }
        }

        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string id) => Log.AddIfNotNull(id);
        }
        """);

    [Fact]
    public Task ThroughSourceGetOrAddExtension_Diagnostic() => VerifyAsync(
        """
        internal static class DictionaryExtensions
        {
            public static TValue Obtain<TKey, TValue>(this Dictionary<TKey, TValue> items, TKey key, Func<TKey, TValue> make)
            {
                if (!items.TryGetValue(key, out var value))
                    items[key] = value = make(key);
                return value;
            }
        }

        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public Order Handle(string id) => Cache.Obtain(id, key => new Order(key, 1));
        }
        """);

    [Fact]
    public Task ThroughArgumentOfHelper_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string id) => Write(Log, id);

            private static void Write(List<string> target, string line) => target.Add(line);
        }
        """);

    [Fact]
    public Task ThroughRefArgumentOfHelper_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static List<string> [|Log|];

            public void Handle(string id) => Write(ref Log, id);

            private static void Write(ref List<string> target, string line)
            {
                target ??= new List<string>();
                target.Add(line);
            }
        }
        """);

    [Fact]
    public Task ThroughPrivateMethodThatReturnsIt_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string id) => Target().Add(id);

            private static List<string> Target() => Log;
        }
        """);

    [Fact]
    public Task ThroughMethodGroup_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(List<string> lines) => lines.ForEach(Log.Add);
        }
        """);

    [Fact]
    public Task InnerListOfClosedKeyGrows_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<OrderStatus, List<Order>> [|ByStatus|] = new()
            {
                [OrderStatus.New] = new(),
                [OrderStatus.Paid] = new(),
            };

            public void Handle(OrderStatus status, Order order) => ByStatus[status].Add(order);
        }
        """);

    [Fact]
    public Task InnerListFromTryGetValueGrows_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<OrderStatus, List<Order>> [|ByStatus|] = new();

            public void Handle(OrderStatus status, Order order)
            {
                if (!ByStatus.TryGetValue(status, out var orders))
                    ByStatus[status] = orders = new List<Order>();
                orders.Add(order);
            }
        }
        """);

    [Fact]
    public Task InnerBagFromGetOrAddGrows_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<Type, ConcurrentBag<object>> [|ByType|] = new();

            public void Handle(object message) => ByType.GetOrAdd(message.GetType(), _ => new ConcurrentBag<object>()).Add(message);
        }
        """);

    [Fact]
    public Task InnerListEmptiedByHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<OrderStatus, List<Order>> ByStatus = new();

            public void Handle(OrderStatus status, Order[] batch)
            {
                if (!ByStatus.TryGetValue(status, out var orders))
                    ByStatus[status] = orders = new List<Order>();
                orders.AddRange(batch);
                Console.WriteLine(orders.Count);
                orders.Clear();
            }
        }
        """);

    [Fact]
    public Task EvictionThroughInterfaceAlias_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Pending = new();

            public void Handle(string id)
            {
                Pending.Add(id);
                Console.WriteLine(Pending.Count);
                ICollection<string> all = Pending;
                all.Clear();
            }
        }
        """);

    [Fact]
    public Task EvictionThroughArgumentOfHelper_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Pending = new();

            public void Handle(string id)
            {
                Pending.Add(id);
                Send(Pending);
            }

            private static void Send(List<string> lines)
            {
                Console.WriteLine(string.Join(",", lines));
                lines.Clear();
            }
        }
        """);

    [Fact]
    public Task LocalThatOnlyLooksLikeTheStore_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new() { "a", "b" };

            public int Handle(string name)
            {
                var names = new List<string>(Names);
                names.Add(name);
                return names.Count;
            }
        }
        """);
}
