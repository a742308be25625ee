using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Plain leaks: a handler adds under open keys and nothing takes out.</summary>
public sealed class StaticCollectionGrowsPositiveTests
{
    [Fact]
    public Task DictionaryFilledByIdInHandler_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            public Order Handle(string orderId)
            {
                if (Cache.TryGetValue(orderId, out var order))
                    return order;
                order = new Order(orderId, 10);
                {|#1:Cache[orderId]|} = order;
                return order;
            }
        }
        """,
        Growing(
            "Static 'Cache' grows in 'Handle' (keyed by 'orderId', open domain); nothing evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task ConcurrentDictionaryGetOrAddByString_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, Order> {|#0:Cache|} = new();

            public Order Handle(string orderId) => {|#1:Cache.GetOrAdd(orderId, id => new Order(id, 10))|};
        }
        """,
        Growing(
            "Static 'Cache' grows in 'Handle' (keyed by 'orderId', open domain); nothing evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task ListAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> {|#0:Log|} = new();

            public void Handle(Order order)
            {
                {|#1:Log.Add(order.Id)|};
            }
        }
        """,
        Growing("Static 'Log' grows in 'Handle' (each call adds to it); nothing evicts from it and it has no documented bound", sites: 1));

    [Fact]
    public Task TwoGrowthSites_DiagnosticNamesTheFirstAndCountsTheOther() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> {|#0:Log|} = new();

            public void Handle(Order order) => {|#1:Log.Add(order.Id)|};

            public void Retry(Order order) => {|#2:Log.Add("retry " + order.Id)|};
        }
        """,
        Growing(
            "Static 'Log' grows in 'Handle' (each call adds to it) and in 1 other place; nothing evicts from it and it has no documented bound",
            sites: 2));

    [Fact]
    public Task ThreeGrowthSites_DiagnosticCountsTheOthers() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            public void Create(Order order) => {|#1:Cache.Add(order.Id, order)|};

            public void Update(Order order) => {|#2:Cache[order.Id]|} = order;

            public void Import(Order order) => {|#3:Cache.TryAdd(order.Id, order)|};
        }
        """,
        Growing(
            "Static 'Cache' grows in 'Create' (keyed by 'order.Id', open domain) and in 2 other places; nothing evicts from it and it has no documented bound",
            sites: 3));

    [Fact]
    public Task GrowthInProperty_DiagnosticNamesTheProperty() => VerifyAsync(
        """
        public class Clock
        {
            static readonly List<DateTime> {|#0:Readings|} = new();

            public DateTime Now
            {
                get
                {
                    var now = DateTime.UtcNow;
                    {|#1:Readings.Add(now)|};
                    return now;
                }
            }
        }
        """,
        Growing(
            "Static 'Readings' grows in 'Now' (each call adds to it); nothing evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task ConstructorAddsThis_DiagnosticNamesTheType() => VerifyAsync(
        """
        public class Session
        {
            static readonly List<Session> {|#0:All|} = new();

            public Session(string user)
            {
                User = user;
                {|#1:All.Add(this)|};
            }

            public string User { get; }
        }
        """,
        Growing("Static 'All' grows in 'Session' (each call adds to it); nothing evicts from it and it has no documented bound", sites: 1));

    [Fact]
    public Task HashSetAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<string> [|Seen|] = new();

            public bool Handle(string messageId) => Seen.Add(messageId);
        }
        """);

    [Fact]
    public Task QueueNeverDequeued_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Queue<Order> [|Recent|] = new();

            public void Handle(Order order) => Recent.Enqueue(order);
        }
        """);

    [Fact]
    public Task ConcurrentQueueNeverDequeued_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static readonly ConcurrentQueue<Order> [|_recent|] = new();

            public void Handle(Order order) => _recent.Enqueue(order);
        }
        """);

    [Fact]
    public Task StackPush_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Stack<Order> [|Undo|] = new();

            public void Handle(Order order) => Undo.Push(order);
        }
        """);

    [Fact]
    public Task ConcurrentBagAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentBag<Order> [|Bag|] = new();

            public Task Handle(Order order) => Task.Run(() => Bag.Add(order));
        }
        """);

    [Fact]
    public Task LinkedListAddLast_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly LinkedList<string> [|Trail|] = new();

            public void Handle(string step) => Trail.AddLast(step);
        }
        """);

    [Fact]
    public Task SortedSetAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly SortedSet<DateTime> [|Times|] = new();

            public void Handle(DateTime at) => Times.Add(at);
        }
        """);

    [Fact]
    public Task PriorityQueueEnqueue_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly PriorityQueue<Order, DateTime> [|Work|] = new();

            public void Handle(Order order) => Work.Enqueue(order, DateTime.UtcNow);
        }
        """);

    [Fact]
    public Task StringBuilderAppend_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly StringBuilder [|Trace|] = new();

            public void Handle(string line) => Trace.AppendLine(line);
        }
        """);

    [Fact]
    public Task NonGenericHashtable_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly System.Collections.Hashtable [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task ListAddRange_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Order> [|All|] = new();

            public void Handle(Order[] batch) => All.AddRange(batch);
        }
        """);

    [Fact]
    public Task ListInsert_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Order> [|Newest|] = new();

            public void Handle(Order order) => Newest.Insert(0, order);
        }
        """);

    [Fact]
    public Task HashSetUnionWith_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<string> [|Seen|] = new();

            public void Handle(string[] ids) => Seen.UnionWith(ids);
        }
        """);

    [Fact]
    public Task AddOrUpdate_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, int> [|Hits|] = new();

            public void Handle(string path) => Hits.AddOrUpdate(path, 1, (_, count) => count + 1);
        }
        """);

    [Fact]
    public Task IndexerIncrement_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> [|Hits|] = new();

            public void Handle(string path)
            {
                Hits.TryGetValue(path, out _);
                Hits[path]++;
            }
        }
        """);

    [Fact]
    public Task IndexerCompoundAssignment_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, decimal> [|Totals|] = new();

            public void Handle(Order order) => Totals[order.Id] += order.Total;
        }
        """);

    [Fact]
    public Task ConditionalAccess_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static List<string> [|Log|] = new();

            public void Handle(string id) => Log?.Add(id);
        }
        """);

    [Fact]
    public Task NullCoalescingInitialisationThenAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static Dictionary<string, Order> [|_cache|];

            public void Handle(Order order)
            {
                _cache ??= new Dictionary<string, Order>();
                _cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task NullCoalescingInitialisationInOneExpression_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static List<Order> [|_all|];

            public void Handle(Order order) => (_all ??= new List<Order>()).Add(order);
        }
        """);

    [Fact]
    public Task NullCheckedLazyInitialisationThenAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static Dictionary<string, Order> [|_cache|];

            public void Handle(Order order)
            {
                if (_cache == null)
                    _cache = new Dictionary<string, Order>();
                _cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task StaticAutoProperty_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static Dictionary<string, Order> [|Cache|] { get; set; } = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task GetOnlyStaticAutoProperty_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            public static List<Order> [|All|] { get; } = new();

            public void Handle(Order order) => All.Add(order);
        }
        """);

    [Fact]
    public Task StaticPropertyOverField_DiagnosticAtTheField() => VerifyAsync(
        """
        public class Function
        {
            private static readonly List<Order> [|_all|] = new();

            private static List<Order> All => _all;

            public void Handle(Order order) => All.Add(order);
        }
        """);

    [Fact]
    public Task InternalStaticGrownFromAnotherClass_Diagnostic() => VerifyAsync(
        """
        internal static class State
        {
            internal static readonly Dictionary<string, Order> [|Cache|] = new();
        }

        public class Function
        {
            public void Handle(Order order) => State.Cache[order.Id] = order;
        }
        """);

    [Fact]
    public async Task PublicStaticGrownFromAnotherFile_Diagnostic()
    {
        var test = TestOf(
            """
            public static class State
            {
                public static readonly Dictionary<string, Order> [|Cache|] = new();
            }
            """,
            """
            public class Function
            {
                public void Handle(Order order) => State.Cache[order.Id] = order;
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public Task GrownThroughUsingStatic_Diagnostic() => VerifyAsync(
        """
        using static Shop.State;

        namespace Shop
        {
            internal static class State
            {
                internal static readonly List<Order> [|All|] = new();
            }

            public class Function
            {
                public void Handle(Order order) => All.Add(order);
            }
        }
        """);

    [Fact]
    public Task NestedHolderClass_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static class Holder
            {
                internal static readonly Dictionary<string, Order> [|Cache|] = new();
            }

            public void Handle(Order order) => Holder.Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task GenericHolderClass_Diagnostic() => VerifyAsync(
        """
        internal static class Cache<T>
        {
            internal static readonly Dictionary<string, T> [|Items|] = new();
        }

        public class Function
        {
            public void Handle(Order order) => Cache<Order>.Items[order.Id] = order;
        }
        """);

    [Fact]
    public Task GenericClassWithOpenTypeArgument_Diagnostic() => VerifyAsync(
        """
        public class Repository<T>
        {
            private static readonly ConcurrentDictionary<Guid, T> [|_byId|] = new();

            public T Find(Guid id, Func<Guid, T> load) => _byId.GetOrAdd(id, load);
        }
        """);

    [Fact]
    public Task StaticOfStruct_Diagnostic() => VerifyAsync(
        """
        public struct Tracker
        {
            static readonly List<string> [|Ids|] = new();

            public void Handle(string id) => Ids.Add(id);
        }
        """);

    [Fact]
    public Task StaticOfInterface_Diagnostic() => VerifyAsync(
        """
        public interface ITracker
        {
            private static readonly List<string> [|Ids|] = new();

            void Track(string id) => Ids.Add(id);
        }
        """);

    [Fact]
    public Task GrownInPrivateHelper_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Remember(order);

            private static void Remember(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task GrownInLocalFunction_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(Order[] batch)
            {
                foreach (var order in batch)
                    Note(order);

                void Note(Order order) => Log.Add(order.Id);
            }
        }
        """);

    [Fact]
    public Task GrownInAsyncHandler_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public async Task<Order> HandleAsync(string id)
            {
                if (!Cache.TryGetValue(id, out var order))
                {
                    order = await LoadAsync(id);
                    Cache[id] = order;
                }

                return order;
            }

            private static Task<Order> LoadAsync(string id) => Task.FromResult(new Order(id, 1));
        }
        """);

    [Fact]
    public Task GrownUnderLock_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly object Gate = new();
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                lock (Gate)
                {
                    Cache[order.Id] = order;
                }
            }
        }
        """);

    [Fact]
    public Task ContainsBeforeAddOfOpenValues_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Seen|] = new();

            public void Handle(string id)
            {
                if (!Seen.Contains(id))
                    Seen.Add(id);
            }
        }
        """);

    [Fact]
    public Task ImmutableReassignedFromItself_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableList<string> [|Log|] = ImmutableList<string>.Empty;

            public void Handle(string id) => Log = Log.Add(id);
        }
        """);

    [Fact]
    public Task ImmutableDictionarySetItem_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableDictionary<string, Order> [|Cache|] = ImmutableDictionary<string, Order>.Empty;

            public void Handle(Order order)
            {
                Cache = Cache.SetItem(order.Id, order);
            }
        }
        """);

    [Fact]
    public Task ImmutableInterlockedAdd_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableDictionary<string, Order> [|Cache|] = ImmutableDictionary<string, Order>.Empty;

            public void Handle(Order order) => ImmutableInterlocked.TryAdd(ref Cache, order.Id, order);
        }
        """);

    [Fact]
    public Task ImmutableInterlockedUpdate_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableList<Order> [|All|] = ImmutableList<Order>.Empty;

            public void Handle(Order order) => ImmutableInterlocked.Update(ref All, list => list.Add(order));
        }
        """);

    [Fact]
    public Task CopyOnWrite_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                var copy = new Dictionary<string, Order>(Cache);
                copy[order.Id] = order;
                Cache = copy;
            }
        }
        """);

    [Fact]
    public Task GetValueRefOrAddDefault_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> [|Hits|] = new();

            public void Handle(string path)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(Hits, path, out _);
                count++;
            }
        }
        """);

    [Fact]
    public Task InitialCapacityArgument_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            const int MaxOrders = 1000;
            static readonly Dictionary<string, Order> [|Cache|] = new(MaxOrders);

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task EachStoreThatGrows_DiagnosticOfItsOwn() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Ids|] = new(), [|Names|] = new(), Fixed = new();

            public int Handle(string id, string name)
            {
                Ids.Add(id);
                Names.Add(name);
                return Fixed.Count;
            }
        }
        """);

    [Fact]
    public Task ReadOnlyViewBesideGrowth_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public static IReadOnlyDictionary<string, Order> All => Cache;

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task ReadOnlyUsesBesideGrowth_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Names|] = new();

            public string Handle(string name)
            {
                Names.Add(name);
                foreach (var each in Names)
                    Console.WriteLine(each);
                Names.Sort();
                var copy = Names.ToArray();
                return string.Join(", ", Names) + copy.Length + Names.Count(each => each.Length > 3) + (Names as object != null);
            }
        }
        """);

    [Fact]
    public Task ContainerHandlerOfExecutable_Diagnostic()
    {
        var test = TestOf(
            """
            internal static class Program
            {
                static readonly Dictionary<string, Order> [|Cache|] = new();

                static void Main()
                {
                    Run(id => Cache[id] = new Order(id, 1));
                }

                static void Run(Action<string> onMessage)
                {
                    while (Console.ReadLine() is { } line)
                        onMessage(line);
                }
            }
            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task EndpointLambdaInMain_Diagnostic()
    {
        var test = TestOf(
            """
            public sealed class WebApp
            {
                private readonly Dictionary<string, Delegate> _routes = new();

                public void MapPost(string route, Delegate handler) => _routes.Add(route, handler);
            }

            internal static class Program
            {
                static readonly ConcurrentDictionary<string, Order> [|Orders|] = new();

                static void Main()
                {
                    var app = new WebApp();
                    app.MapPost("/orders", (Order order) => Orders.TryAdd(order.Id, order));
                }
            }
            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task OverrideThatAProgramCallsThroughTheInterfaceOfItsBase_Diagnostic()
    {
        var test = TestOf(
            """
            public interface ITool { string Run(string text); }

            public abstract class Tool : ITool
            {
                public abstract string Run(string text);
            }

            internal sealed class Echo : Tool
            {
                static readonly Dictionary<string, string> [|Answers|] = new();

                public override string Run(string text) => Answers[text] = text;
            }

            internal static class Program
            {
                static readonly ITool[] Tools = { new Echo() };

                static void Main()
                {
                    while (true)
                        Tools[0].Run(Console.ReadLine());
                }
            }
            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
