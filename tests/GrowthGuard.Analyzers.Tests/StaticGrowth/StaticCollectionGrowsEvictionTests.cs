using Microsoft.CodeAnalysis;
using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What takes entries out in the steady state bounds a store; what never runs, or undoes only itself, does not.</summary>
public sealed class StaticCollectionGrowsEvictionTests
{
    [Fact]
    public Task RemovedInFinally_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, Order> InFlight = new();

            public void Handle(Order order)
            {
                InFlight[order.Id] = order;
                try
                {
                    Console.WriteLine(order);
                }
                finally
                {
                    InFlight.TryRemove(order.Id, out _);
                }
            }
        }
        """);

    [Fact]
    public Task RemovedAtTheEndOfTheSameMethod_Info() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<string> {|#0:Busy|} = new();

            public async Task Handle(string id)
            {
                if (!{|#1:Busy.Add(id)|})
                    return;
                await Task.Delay(10);
                Busy.Remove(id);
            }
        }
        """,
        Growing(
            "Static 'Busy' grows in 'Handle' (keyed by 'id', open domain); the removal in 'Handle' does not run when an exception is thrown before it and it has no documented bound",
            sites: 1)
            .WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task RemovedByAnotherHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Worker
        {
            static readonly Dictionary<string, Order> Open = new();

            public void OnMessage(Order order)
            {
                Open[order.Id] = order;
                if (order.Total == 0)
                    Close(order.Id);
            }

            private static void Close(string id) => Open.Remove(id);
        }
        """);

    [Fact]
    public Task ConsumedByAnotherMethodOfTheSteadyState_NoDiagnostic() => VerifyAsync(
        """
        public class Worker
        {
            static readonly Queue<Order> Work = new();

            public void OnMessage(Order order)
            {
                Work.Enqueue(order);
                ProcessNext();
            }

            private static void ProcessNext()
            {
                if (Work.Count > 0)
                    Console.WriteLine(Work.Dequeue());
            }
        }
        """);

    [Fact]
    public Task EvictedByTimerCallback_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, DateTime> Seen = new();
            static readonly Timer Sweeper = new(_ => Sweep(), null, 60_000, 60_000);

            public void Handle(string id)
            {
                Seen[id] = DateTime.UtcNow;
                GC.KeepAlive(Sweeper);
            }

            private static void Sweep()
            {
                foreach (var pair in Seen)
                {
                    if (pair.Value < DateTime.UtcNow.AddHours(-1))
                        Seen.TryRemove(pair.Key, out _);
                }
            }
        }
        """);

    [Fact]
    public Task EvictedByTimerMethodGroup_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, DateTime> Seen = new();
            static readonly Timer Sweeper = new(Sweep, null, 60_000, 60_000);

            public void Handle(string id)
            {
                Seen[id] = DateTime.UtcNow;
                GC.KeepAlive(Sweeper);
            }

            private static void Sweep(object state) => Seen.Clear();
        }
        """);

    [Fact]
    public Task EvictedByBackgroundLoop_NoDiagnostic() => VerifyAsync(
        """
        public static class Uploader
        {
            static readonly ConcurrentQueue<string> Lines = new();

            static Uploader() => Task.Run(Pump);

            public static void Write(string line) => Lines.Enqueue(line);

            private static async Task Pump()
            {
                while (true)
                {
                    while (Lines.TryDequeue(out var line))
                        Console.WriteLine(line);
                    await Task.Delay(1000);
                }
            }
        }
        """);

    [Fact]
    public Task RemovedInDispose_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Session : IDisposable
        {
            static readonly List<Session> All = new();

            public Session() => All.Add(this);

            public void Dispose() => All.Remove(this);
        }
        """);

    [Fact]
    public Task RemovedInDisposeAsync_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Session : IAsyncDisposable
        {
            static readonly ConcurrentDictionary<Guid, Session> All = new();

            private readonly Guid _id = Guid.NewGuid();

            public Session() => All.TryAdd(_id, this);

            public ValueTask DisposeAsync()
            {
                All.TryRemove(_id, out _);
                return default;
            }
        }
        """);

    [Fact]
    public Task RemovedInEventHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Connection
        {
            public event EventHandler Closed;

            public void Close() => Closed?.Invoke(this, EventArgs.Empty);
        }

        public class Function
        {
            static readonly List<Connection> Open = new();

            public void Handle(Connection connection)
            {
                Open.Add(connection);
                connection.Closed += OnClosed;
            }

            private static void OnClosed(object sender, EventArgs e) => Open.Remove((Connection)sender);
        }
        """);

    [Fact]
    public Task RemovedInContinuation_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<Guid, Task> Running = new();

            public void Handle(Func<Task> work)
            {
                var id = Guid.NewGuid();
                var task = work();
                Running[id] = task;
                task.ContinueWith(_ => Running.TryRemove(id, out Task ignored));
            }
        }
        """);

    [Fact]
    public Task RemoveWhereInHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<DateTime> Times = new();

            public void Handle(DateTime at)
            {
                Times.RemoveWhere(time => time < at.AddMinutes(-5));
                Times.Add(at);
            }
        }
        """);

    [Fact]
    public Task RemoveAllOfExpiredInHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<DateTime> Times = new();

            public void Handle(DateTime at)
            {
                Times.Add(at);
                Times.RemoveAll(time => time < at.AddMinutes(-5));
            }
        }
        """);

    [Fact]
    public Task SweepOfExpiredInHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, DateTime> Expiry = new();

            public void Handle(string id)
            {
                foreach (var pair in Expiry.Where(pair => pair.Value < DateTime.UtcNow))
                    Expiry.TryRemove(pair.Key, out _);
                Expiry[id] = DateTime.UtcNow.AddMinutes(5);
            }
        }
        """);

    [Fact]
    public Task DrainedByLoop_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentQueue<Order> Batch = new();

            public void Handle(Order order)
            {
                Batch.Enqueue(order);
                while (Batch.TryDequeue(out var next))
                    Console.WriteLine(next);
            }
        }
        """);

    [Fact]
    public Task SwappedByInterlockedExchange_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static List<Order> _batch = new();

            public void Handle(Order order)
            {
                _batch.Add(order);
                if (DateTime.UtcNow.Second == 0)
                    Flush();
            }

            private static void Flush()
            {
                var batch = Interlocked.Exchange(ref _batch, new List<Order>());
                Console.WriteLine(batch.Count);
            }
        }
        """);

    [Fact]
    public Task ReplacedByFreshCollectionInHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static List<Order> _batch = new();

            public void Handle(Order[] orders)
            {
                _batch = new List<Order>();
                foreach (var order in orders)
                    _batch.Add(order);
            }
        }
        """);

    [Fact]
    public Task ReplacedByLoadedCollectionInHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static Dictionary<string, decimal> _rates = new();

            public void Handle(string currency)
            {
                _rates = System.IO.File.ReadAllLines("rates.csv").ToDictionary(line => line, line => 1m);
                _rates[currency] = 1m;
            }
        }
        """);

    [Fact]
    public Task SetToNullAtTheEndOfTheHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static List<Order> _batch;

            public void Handle(Order[] orders)
            {
                _batch ??= new List<Order>();
                _batch.AddRange(orders);
                Console.WriteLine(_batch.Count);
                _batch = null;
            }
        }
        """);

    [Fact]
    public Task ClearedAtTheEndOfTheHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Order> Batch = new();

            public int Handle(Order[] orders)
            {
                Batch.AddRange(orders);
                var count = Batch.Count;
                Batch.Clear();
                return count;
            }
        }
        """);

    [Fact]
    public Task ClearedByPrivateHelperOfTheHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Order> Batch = new();

            public void Handle(Order[] orders)
            {
                Reset();
                Batch.AddRange(orders);
            }

            private static void Reset() => Batch.Clear();
        }
        """);

    [Fact]
    public Task ImmutableResetInHandler_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableList<Order> Batch = ImmutableList<Order>.Empty;

            public void Handle(Order[] orders)
            {
                Batch = Batch.AddRange(orders);
                Console.WriteLine(Batch.Count);
                Batch = ImmutableList<Order>.Empty;
            }
        }
        """);

    [Fact]
    public Task RemovedThroughKeyValuePairOverload_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, Task> Running = new();

            public async Task Handle(string id)
            {
                var task = Running.GetOrAdd(id, _ => Task.Delay(10));
                try
                {
                    await task;
                }
                finally
                {
                    Running.TryRemove(new KeyValuePair<string, Task>(id, task));
                }
            }
        }
        """);

    [Fact]
    public Task TakenByOtherClass_NoDiagnostic() => VerifyAsync(
        """
        internal static class Mailbox
        {
            internal static readonly ConcurrentQueue<Order> Orders = new();
        }

        public class Producer
        {
            public void Handle(Order order) => Mailbox.Orders.Enqueue(order);
        }

        public class Consumer
        {
            public void OnTick()
            {
                while (Mailbox.Orders.TryDequeue(out var order))
                    Console.WriteLine(order);
            }
        }
        """);

    [Fact]
    public Task PendingReplyRemovedOnReply_NoDiagnostic() => VerifyAsync(
        """
        public class Client
        {
            static readonly ConcurrentDictionary<Guid, TaskCompletionSource<string>> Pending = new();

            public Task<string> SendAsync(string text)
            {
                var id = Guid.NewGuid();
                var source = new TaskCompletionSource<string>();
                Pending[id] = source;
                return source.Task;
            }

            public void OnReply(Guid id, string text)
            {
                if (Pending.TryRemove(id, out var source))
                    source.SetResult(text);
            }
        }
        """);

    [Fact]
    public Task RegisterUnregisterPair_NoDiagnostic() => VerifyAsync(
        """
        public static class Users
        {
            static readonly Dictionary<string, DateTime> Online = new();

            public static void Login(string user) => Online[user] = DateTime.UtcNow;

            public static void Logout(string user) => Online.Remove(user);
        }
        """);

    [Fact]
    public Task ClearThatNothingCalls_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            public void Handle(Order order) => {|#1:Cache[order.Id]|} = order;

            public static void Clear() => Cache.Clear();
        }
        """,
        Growing(
            "Static 'Cache' grows in 'Handle' (keyed by 'order.Id', open domain); nothing that runs in the steady state evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task PrivateRemovalThatNothingCalls_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;

            private static void Forget(string id) => Cache.Remove(id);
        }
        """);

    [Fact]
    public Task ResetForTests_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static List<Order> [|All|] = new();

            public void Handle(Order order) => All.Add(order);

            internal static void ResetForTests() => All = new List<Order>();
        }
        """);

    [Fact]
    public Task ClearedOnlyWhileStarting_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            static Function()
            {
                Cache.Clear();
            }

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task RemovedOnlyInCatch_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                Cache[order.Id] = order;
                try
                {
                    Console.WriteLine(order);
                }
                catch (Exception)
                {
                    Cache.Remove(order.Id);
                    throw;
                }
            }
        }
        """);

    [Fact]
    public Task OnlyTheExpiredKeyBeingReadIsRemoved_Diagnostic() => VerifyAsync(
        """
        public sealed record Entry(Order Order, DateTime Expires);

        public class Function
        {
            static readonly Dictionary<string, Entry> {|#0:Cache|} = new();

            public Order Handle(string id)
            {
                if (Cache.TryGetValue(id, out var entry))
                {
                    if (entry.Expires > DateTime.UtcNow)
                        return entry.Order;
                    Cache.Remove(id);
                }

                var order = new Order(id, 1);
                {|#1:Cache[id]|} = new Entry(order, DateTime.UtcNow.AddMinutes(5));
                return order;
            }
        }
        """,
        Growing(
            "Static 'Cache' grows in 'Handle' (keyed by 'id', open domain); what is removed is only the key at hand and it has no documented bound",
            sites: 1));

    [Fact]
    public Task ExpiredKeyRemovedInGetter_Diagnostic() => VerifyAsync(
        """
        public sealed record Entry(Order Order, DateTime Expires)
        {
            public bool IsExpired => Expires < DateTime.UtcNow;
        }

        public static class OrderCache
        {
            static readonly ConcurrentDictionary<string, Entry> [|Entries|] = new();

            public static Order Find(string id)
            {
                if (!Entries.TryGetValue(id, out var entry))
                    return null;
                if (entry.IsExpired)
                {
                    Entries.TryRemove(id, out _);
                    return null;
                }

                return entry.Order;
            }

            public static void Handle(Order order) => Entries[order.Id] = new Entry(order, DateTime.UtcNow.AddMinutes(5));
        }
        """);

    [Fact]
    public Task RemovedAndPutBack_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                Cache.Remove(order.Id);
                Cache.Add(order.Id, order);
            }
        }
        """);

    [Fact]
    public Task ExpiryStampThatNothingReads_Diagnostic() => VerifyAsync(
        """
        public sealed record Entry(Order Order, DateTime Expires);

        public class Function
        {
            static readonly ConcurrentDictionary<string, Entry> [|Cache|] = new();

            public Order Handle(string id) =>
                Cache.GetOrAdd(id, key => new Entry(new Order(key, 1), DateTime.UtcNow.AddMinutes(5))).Order;
        }
        """);

    [Fact]
    public Task AnotherStoreIsEvicted_DiagnosticOfTheOneThatIsNot() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Batch = new();
            static readonly List<string> [|History|] = new();

            public void Handle(string id)
            {
                Batch.Add(id);
                History.Add(id);
                Batch.Clear();
            }
        }
        """);

    [Fact]
    public Task ClearedThroughConditionalAccess_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static List<string> Batch = new();

            public void Handle(string id)
            {
                Batch?.Add(id);
                Batch?.Clear();
            }
        }
        """);

    [Fact]
    public Task ImmutableInterlockedUpdateThatTrims_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableList<Order> Recent = ImmutableList<Order>.Empty;

            public void Handle(Order order)
            {
                ImmutableInterlocked.Update(ref Recent, list => list.Add(order));
                ImmutableInterlocked.Update(ref Recent, list => list.Clear());
            }
        }
        """);

    [Fact]
    public Task SetToNullAndMadeAgain_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static List<string> _batch;

            public void Handle(string[] ids)
            {
                if (_batch == null)
                    _batch = new List<string>();
                _batch.AddRange(ids);
                _batch = null;
            }
        }
        """);

    [Fact]
    public Task AssignedOnlyWhenNull_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static List<string> [|_log|];

            public void Handle(string id)
            {
                if (_log is null)
                {
                    _log = new List<string>();
                }

                _log.Add(id);
            }
        }
        """);

    [Fact]
    public Task InterlockedCompareExchangeFromNull_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static ConcurrentDictionary<string, Order> [|_cache|];

            public void Handle(Order order)
            {
                if (_cache == null)
                    Interlocked.CompareExchange(ref _cache, new ConcurrentDictionary<string, Order>(), null);
                _cache.TryAdd(order.Id, order);
            }
        }
        """);

    [Theory]
    [InlineData("static readonly Ender Ends = new(id => Finish(id));")]
    [InlineData("static readonly Ender Ends = new(Finish);")]
    [InlineData("static readonly Ender Ends = new(id => Waiting.Remove(id));")]
    [InlineData("static readonly Ender Ends = new(Stop); static void Stop(string id) => Finish(id);")]
    public Task RemovalIsGivenToOthers_NoDiagnostic(string ends) => VerifyAsync(InFlight("Waiting", ends));

    [Theory]
    [InlineData("")]
    [InlineData("static void Stop(string id) => Finish(id);")]
    [InlineData("static void Stop(string id) => End(id); static void End(string id) => Finish(id);")]
    [InlineData("static readonly Ender Ends = new(id => Waiting.TryGetValue(id, out _));")]
    public Task RemovalIsGivenToNobody_Diagnostic(string ends) => VerifyAsync(InFlight("[|Waiting|]", ends));

    private static string InFlight(string store, string ends) =>
        $$"""
        public sealed class Ender
        {
            public Ender(Action<string> end) => End = end;

            public Action<string> End { get; }
        }

        public static class Client
        {
            static readonly Dictionary<string, Order> {{store}} = new();

            {{ends}}

            public static void Send(Order order) => Waiting[order.Id] = order;

            static void Finish(string id) => Waiting.Remove(id);
        }
        """;

    [Theory]
    [InlineData("if (Log == default) Log = System.Collections.Immutable.ImmutableArray<string>.Empty;", true)]
    [InlineData(
        "if (default(System.Collections.Immutable.ImmutableArray<string>) == Log) Log = System.Collections.Immutable.ImmutableArray<string>.Empty;",
        true)]
    [InlineData("if (Log != default) Log = System.Collections.Immutable.ImmutableArray<string>.Empty;", false)]
    [InlineData("if (order.Id == default) Log = System.Collections.Immutable.ImmutableArray<string>.Empty;", false)]
    public Task WhatIsMadeInPlaceOfTheDefaultReplacesNothing(string statement, bool isReported) => VerifyAsync(
        $$"""
        public class Function
        {
            static System.Collections.Immutable.ImmutableArray<string> {{(isReported ? "[|Log|]" : "Log")}};

            public void Handle(Order order)
            {
                {{statement}}
                Log = Log.Add(order.Id);
            }
        }
        """);
}
