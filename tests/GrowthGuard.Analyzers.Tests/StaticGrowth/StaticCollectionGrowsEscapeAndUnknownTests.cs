using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Where the evidence cannot be seen, the default mode is silent.</summary>
public sealed class StaticCollectionGrowsEscapeAndUnknownTests
{
    [Fact]
    public Task OneOfASequenceOfStores_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Watch
        {
            private static readonly Dictionary<string, DateTime> All = new();

            private readonly Dictionary<string, DateTime> _own = new();

            private IEnumerable<Dictionary<string, DateTime>> Tables() { yield return All; yield return _own; }

            public void Saw(string id) => All[id] = DateTime.UtcNow;

            public void Forget(string id) { foreach (var table in Tables()) table.Remove(id); }
        }
        """);

    [Fact]
    public Task PublicRegisterWithUnseenCallers_NoDiagnostic() => VerifyAsync(
        """
        public interface IPlugin
        {
            void Run();
        }

        public static class Plugins
        {
            private static readonly Dictionary<string, IPlugin> ByName = new();

            public static void Register(string name, IPlugin plugin) => ByName[name] = plugin;

            public static void Run(string name) => ByName[name].Run();
        }
        """);

    [Fact]
    public Task PublicAddOfBehaviourWithUnseenCallers_NoDiagnostic() => VerifyAsync(
        """
        public interface IFilter
        {
            bool Accepts(Order order);
        }

        public static class Filters
        {
            private static readonly List<IFilter> All = new();

            public static void Add(IFilter filter) => All.Add(filter);

            public static bool Accept(Order order) => All.All(filter => filter.Accepts(order));
        }
        """);

    [Fact]
    public Task PublicAddOfDelegateWithUnseenCallers_NoDiagnostic() => VerifyAsync(
        """
        public static class Hooks
        {
            private static readonly List<Action<Order>> All = new();

            public static void Add(Action<Order> hook) => All.Add(hook);

            public static void Run(Order order) => All.ForEach(hook => hook(order));
        }
        """);

    [Fact]
    public Task RegisterUnregisterPairWithUnseenCallers_NoDiagnostic() => VerifyAsync(
        """
        public static class Connections
        {
            private static readonly ConcurrentDictionary<string, DateTime> ById = new();

            public static void Connect(string id) => ById[id] = DateTime.UtcNow;

            public static void Disconnect(string id) => ById.TryRemove(id, out _);
        }
        """);

    [Fact]
    public Task HandedToInterface_NoDiagnostic() => VerifyAsync(
        """
        public interface ISweeper
        {
            void Sweep(ICollection<string> items);
        }

        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(ISweeper sweeper, string id)
            {
                Log.Add(id);
                sweeper.Sweep(Log);
            }
        }
        """);

    [Fact]
    public Task HandedToDelegate_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(Action<List<string>> flush, string id)
            {
                Log.Add(id);
                flush(Log);
            }
        }
        """);

    [Fact]
    public Task KeptByObjectOfUnseenType_NoDiagnostic() => VerifyAsync(
        """
        using System.Collections.ObjectModel;

        public class Function
        {
            static readonly List<string> Log = new();

            public Collection<string> Handle(string id)
            {
                Log.Add(id);
                return new Collection<string>(Log);
            }
        }
        """);

    [Fact]
    public Task MutableCollectionIsPublished_NoDiagnostic() => VerifyAsync(
        """
        public static class Inbox
        {
            private static readonly List<Order> Orders = new();

            public static IList<Order> All => Orders;

            public static void Handle(Order order) => Orders.Add(order);
        }
        """);

    [Fact]
    public Task NeverCalledPrivateMethod_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public int Handle() => Log.Count;

            private static void Write(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task AssignedFromUnseenSource_NoDiagnostic() => VerifyAsync(
        """
        public interface IStorage
        {
            IDictionary<string, Order> Open();
        }

        public class Function
        {
            private static IDictionary<string, Order> _orders;

            public Function(IStorage storage) => _orders = storage.Open();

            public void Handle(Order order) => _orders[order.Id] = order;
        }
        """);

    [Fact]
    public Task HandedToReadOnlyParameter_Diagnostic() => VerifyAsync(
        """
        public interface IReport
        {
            void Print(IReadOnlyCollection<string> lines);
        }

        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(IReport report, string id)
            {
                Log.Add(id);
                report.Print(Log);
            }
        }
        """);

    [Fact]
    public Task HandedToSourceMethodThatOnlyReads_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public int Handle(string id)
            {
                Log.Add(id);
                return Measure(Log);
            }

            private static int Measure(List<string> lines) => lines.Sum(line => line.Length);
        }
        """);

    [Fact]
    public Task CopyIsReturned_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public List<string> Handle(string id)
            {
                Log.Add(id);
                return Log.ToList();
            }
        }
        """);

    [Fact]
    public Task LockedOn_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string id)
            {
                lock (Log)
                    Log.Add(id);
            }
        }
        """);

    [Fact]
    public Task SerializedByFramework_Diagnostic() => VerifyAsync(
        """
        using System.Text.Json;

        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public string Handle(Order order)
            {
                Cache[order.Id] = order;
                return JsonSerializer.Serialize(Cache);
            }
        }
        """);

    [Fact]
    public Task EnumeratedByLinq_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public decimal Handle(Order order)
            {
                Cache[order.Id] = order;
                return Cache.Values.Where(each => each.Total > 0).Sum(each => each.Total) + Cache.Max(pair => pair.Value.Total);
            }
        }
        """);
}
