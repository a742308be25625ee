using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>A comparison of the size that prevents or undoes growth at a limit is a bound; one that only looks is not.</summary>
public sealed class StaticCollectionGrowsSizeGuardTests
{
    [Fact]
    public Task AddsOnlyBelowLimit_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            const int MaxEntries = 1000;
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count < MaxEntries)
                    Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task AddsOnlyBelowLimitInCondition_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<string> Seen = new();

            public bool Handle(string id) => Seen.Count < 1000 && Seen.Add(id);
        }
        """);

    [Fact]
    public Task LimitOnTheLeft_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string id)
            {
                if (1000 > Log.Count)
                    Log.Add(id);
            }
        }
        """);

    [Fact]
    public Task ReturnsWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count >= 1000)
                    return;
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task ReturnsWhenFullAmongOtherReasons_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (order is null || Cache.Count >= 1000)
                    return;
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task AddsInElseOfFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string id)
            {
                if (Log.Count > 100)
                    Console.WriteLine("log is full");
                else
                    Log.Add(id);
            }
        }
        """);

    [Fact]
    public Task ThrowsWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count >= 1000)
                    throw new InvalidOperationException("too many orders");
                Cache.Add(order.Id, order);
            }
        }
        """);

    [Fact]
    public Task LeavesLoopWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Order> Sample = new();

            public void Handle(Order[] batch)
            {
                foreach (var order in batch)
                {
                    if (Sample.Count >= 50)
                        break;
                    Sample.Add(order);
                }
            }
        }
        """);

    [Fact]
    public Task LoopRunsOnlyUntilFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<Guid> Pool = new();

            public void Handle()
            {
                while (Pool.Count < 50)
                    Pool.Add(Guid.NewGuid());
            }
        }
        """);

    [Fact]
    public Task ClearsWhenFullBeforeAdding_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count >= 1000)
                    Cache.Clear();
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task ClearsWhenFullAfterAdding_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                Cache[order.Id] = order;
                if (Cache.Count > 1000)
                    Cache.Clear();
            }
        }
        """);

    [Fact]
    public Task RemovesOldestWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string line)
            {
                Log.Add(line);
                if (Log.Count > 100)
                    Log.RemoveAt(0);
            }
        }
        """);

    [Fact]
    public Task TrimLoop_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly LinkedList<Order> Recent = new();

            public void Handle(Order order)
            {
                Recent.AddFirst(order);
                while (Recent.Count > 100)
                    Recent.RemoveLast();
            }
        }
        """);

    [Fact]
    public Task DequeuesWhileTooLong_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentQueue<Order> Recent = new();

            public void Handle(Order order)
            {
                Recent.Enqueue(order);
                while (Recent.Count > 100 && Recent.TryDequeue(out _))
                {
                }
            }
        }
        """);

    [Fact]
    public Task TrimsInHelper_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Queue<Order> Recent = new();

            public void Handle(Order order)
            {
                Recent.Enqueue(order);
                Trim();
            }

            private static void Trim()
            {
                while (Recent.Count > 100)
                    Recent.Dequeue();
            }
        }
        """);

    [Fact]
    public Task EvictsOldestKeyOfCompanionQueue_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();
            static readonly Queue<string> Arrival = new();

            public void Handle(Order order)
            {
                if (Cache.TryAdd(order.Id, order))
                    Arrival.Enqueue(order.Id);
                while (Arrival.Count > 1000)
                    Cache.Remove(Arrival.Dequeue());
            }
        }
        """);

    [Fact]
    public Task CounterField_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static int _count;
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (_count >= 1000)
                    return;
                if (Cache.TryAdd(order.Id, order))
                    _count++;
            }
        }
        """);

    [Fact]
    public Task InterlockedCounter_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static int _count;
            static readonly ConcurrentQueue<Order> Recent = new();

            public void Handle(Order order)
            {
                if (Interlocked.Increment(ref _count) > 1000)
                    return;
                Recent.Enqueue(order);
            }
        }
        """);

    [Fact]
    public Task IsFullProperty_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            private static bool IsFull => Cache.Count >= 1000;

            public void Handle(Order order)
            {
                if (!IsFull)
                    Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task HasRoomMethod_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (!HasRoom())
                    return;
                Cache[order.Id] = order;
            }

            private static bool HasRoom()
            {
                return Cache.Count < 1000;
            }
        }
        """);

    [Fact]
    public Task EnsureRoomThrows_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                EnsureRoom();
                Cache[order.Id] = order;
            }

            private static void EnsureRoom()
            {
                if (Cache.Count >= 1000)
                    throw new InvalidOperationException("too many orders");
            }
        }
        """);

    [Fact]
    public Task EnsureRoomEvicts_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                EnsureRoom();
                Cache[order.Id] = order;
            }

            private static void EnsureRoom()
            {
                if (Cache.Count >= 1000)
                    Cache.Remove(Cache.Keys.First());
            }
        }
        """);

    [Fact]
    public Task GuardInTheOnlyCaller_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count < 1000)
                    Remember(order);
            }

            private static void Remember(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task GuardThroughLocalBool_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                var full = Cache.Count >= 1000;
                if (!full)
                    Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task GuardThroughLocalCount_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                var count = Cache.Count;
                if (count >= 1000)
                    return;
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task GuardByPattern_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string line)
            {
                if (Log.Count is >= 10)
                    return;
                Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task GuardByPropertyPattern_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string line)
            {
                if (Log is { Count: < 10 })
                    Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task ReturnsWhenFullByPropertyPattern_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string line)
            {
                if (Log is { Count: >= 10 })
                    return;
                Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task PropertyPatternFromTheWrongSide_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new() { "start" };

            public void Handle(string line)
            {
                if (Log is { Count: > 0 })
                    Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task OverflowKeyWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Hits = new();

            public void Handle(string path)
            {
                var key = Hits.Count < 1000 ? path : "other";
                Hits[key] = Hits.GetValueOrDefault(key) + 1;
            }
        }
        """);

    [Fact]
    public Task ConditionalExpressionAddsOnlyBelowLimit_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, Order> Cache = new();

            public Order Handle(string id) => Cache.Count < 1000 ? Cache.GetOrAdd(id, Load) : Load(id);

            private static Order Load(string id) => new(id, 1);
        }
        """);

    [Fact]
    public Task LimitIsStaticReadonly_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly int Limit = int.Parse(Environment.GetEnvironmentVariable("LIMIT") ?? "1000");
            static readonly List<string> Log = new();

            public void Handle(string line)
            {
                if (Log.Count < Limit)
                    Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task LimitIsConfigurationProperty_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Options
        {
            public int MaxEntries { get; set; } = 100;
        }

        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();
            private readonly Options _options = new();

            public void Handle(Order order)
            {
                if (Cache.Count >= _options.MaxEntries)
                    Cache.Clear();
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task ReplacedWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count > 1000)
                    Cache = new Dictionary<string, Order>();
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task StringBuilderLengthGuard_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly StringBuilder Trace = new();

            public void Handle(string line)
            {
                if (Trace.Length > 10_000)
                    Trace.Clear();
                Trace.AppendLine(line);
            }
        }
        """);

    [Fact]
    public Task ImmutableTrimmedWhenFull_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static ImmutableList<string> Log = ImmutableList<string>.Empty;

            public void Handle(string line)
            {
                Log = Log.Add(line);
                if (Log.Count > 100)
                    Log = Log.RemoveAt(0);
            }
        }
        """);

    [Fact]
    public Task GuardOverBothSites_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count < 1000)
                    Cache[order.Id] = order;
            }

            public void Retry(Order order)
            {
                if (Cache.Count >= 1000)
                    return;
                Cache.TryAdd(order.Id, order);
            }
        }
        """);

    [Fact]
    public Task GuardOnlyLogs_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                if (Cache.Count > 1000)
                    Console.Error.WriteLine("the cache is large");
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task GuardInOneOfTwoPlaces_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> {|#0:Log|} = new();

            public void Handle(string line)
            {
                if (Log.Count < 1000)
                    Log.Add(line);
            }

            public void Retry(string line)
            {
                {|#1:Log.Add("retry " + line)|};
            }
        }
        """,
        Growing("Static 'Log' grows in 'Retry' (each call adds to it); nothing evicts from it and it has no documented bound", sites: 1));

    [Fact]
    public Task NotEmptyCheck_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string line)
            {
                if (Log.Count > 0)
                    Console.WriteLine(Log[0]);
                Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task AddsOnlyWhenNotEmpty_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new() { "start" };

            public void Handle(string line)
            {
                if (Log.Count > 0)
                    Log.Add(line);
            }
        }
        """);

    [Fact]
    public Task LimitConstantThatNothingCompares_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            const int MaxEntries = 1000;
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public int Handle(Order order)
            {
                Cache[order.Id] = order;
                return MaxEntries;
            }
        }
        """);

    [Fact]
    public Task GuardOfAnotherCollection_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order[] batch)
            {
                if (batch.Length >= 1000)
                    return;
                foreach (var order in batch)
                    Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task GuardFromTheWrongSide_DiagnosticCountsThatSite() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> {|#0:Log|} = new();

            public void Handle(string line)
            {
                if (Log.Count < 10)
                    return;
                {|#1:Log.Add(line)|};
            }

            public void Retry(string line) => {|#2:Log.Add(line)|};
        }
        """,
        Growing(
            "Static 'Log' grows in 'Handle' (each call adds to it) and in 1 other place; nothing evicts from it and it has no documented bound",
            sites: 2));

    [Fact]
    public Task GuardAfterTheGrowthThatOnlyReturns_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public string Handle(string line)
            {
                Log.Add(line);
                if (Log.Count > 1000)
                    return "many";
                return "few";
            }
        }
        """);

    [Fact]
    public Task HelperReportsSizeButIsIgnored_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            private static bool IsFull => Cache.Count >= 1000;

            public void Handle(Order order)
            {
                Console.WriteLine(IsFull);
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task GuardInOneOfTwoCallers_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                if (Cache.Count < 1000)
                    Remember(order);
            }

            public void Retry(Order order) => Remember(order);

            private static void Remember(Order order) => Cache[order.Id] = order;
        }
        """);

    [Theory]
    [InlineData(
        "static bool IsFull(string id) { Func<bool> isLarge = () => Cache.Count >= 1000; Console.WriteLine(isLarge()); return id.Length == 0; }",
        true)]
    [InlineData(
        "static bool IsFull(string id) { bool IsLarge() { return Cache.Count >= 1000; } Console.WriteLine(IsLarge()); return id.Length == 0; }",
        true)]
    [InlineData("static bool IsFull(string id) { bool IsLarge() { return Cache.Count >= 1000; } return IsLarge(); }", false)]
    [InlineData(
        "static bool IsFull(string id) { Func<string, bool> isEmpty = text => text.Length == 0; return isEmpty(id) || Cache.Count >= 1000; }",
        false)]
    public Task OnlyWhatTheMethodReturnsIsItsAnswer(string method, bool isReported) => VerifyAsync(
        $$"""
        public class Function
        {
            static readonly Dictionary<string, Order> {{(isReported ? "[|Cache|]" : "Cache")}} = new();

            public void Handle(Order order)
            {
                if (IsFull(order.Id))
                    return;
                Cache[order.Id] = order;
            }

            {{method}}
        }
        """);

    // A count that is kept with a compare-and-swap loop.
    [Theory]
    [InlineData("if (count >= 100) return;", "Interlocked.CompareExchange(ref s_count, count + 1, count) == count", "Ids")]
    [InlineData("if (count < 0) return;", "Interlocked.CompareExchange(ref s_count, count + 1, count) == count", "[|Ids|]")]
    [InlineData("if (count >= 100) return;", "Interlocked.CompareExchange(ref s_count, 0, count) == count", "[|Ids|]")]
    public Task CountKeptByCompareExchange(string guard, string exchange, string store) => VerifyAsync(
        $$"""
        public static class Recent
        {
            static readonly ConcurrentQueue<string> {{store}} = new();

            static int s_count;

            public static void Note(Order order)
            {
                while (true)
                {
                    var count = Volatile.Read(ref s_count);
                    {{guard}}
                    if ({{exchange}})
                    {
                        Ids.Enqueue(order.Id);
                        return;
                    }
                }
            }
        }
        """);

    [Theory]
    [InlineData("if (_built) throw new InvalidOperationException();", "_built = true;")]
    [InlineData("if (IsBuilt) { throw new NotSupportedException(\"built\"); }", "IsBuilt = true;")]
    [InlineData("EnsureNotBuilt();", "_built = true;")]
    public Task RefusesToAddOnceBuilt_NoDiagnostic(string guard, string build) => VerifyAsync(Registry(guard, build, "Rules"));

    [Theory]
    [InlineData("if (_built) return;", "_built = true;")]
    [InlineData("if (_built) Console.WriteLine();", "_built = true;")]
    [InlineData("if (_built) throw new ObjectDisposedException(\"rules\");", "_built = true;")]
    [InlineData("if (_built) throw new InvalidOperationException();", "_built = true; _built = false;")]
    [InlineData("if (_built) throw new InvalidOperationException();", "")]
    [InlineData("if (_stopped) throw new InvalidOperationException();", "_stopped = true;")]
    [InlineData("if (!_built) throw new InvalidOperationException();", "_built = true;")]
    public Task RefusesForAnotherReason_Diagnostic(string guard, string build) => VerifyAsync(Registry(guard, build, "[|Rules|]"));

    [Theory]
    [InlineData("if (Rules.Count == 0) Load();")]
    [InlineData("if (Rules.Count < 1) Load();")]
    [InlineData("if (!Rules.Any()) Load();")]
    [InlineData("if (Rules.Count == 0 && rule.Length > 3) Load();")]
    public Task FilledByACallerWhenEmpty_NoDiagnostic(string caller) => VerifyAsync(Loader(caller, "Rules"));

    [Theory]
    [InlineData("if (Rules.Count > 0) Load();")]
    [InlineData("if (rule.Length == 0) Load();")]
    [InlineData("if (Rules.Count < 1000) Load();")]
    [InlineData("if (Rules.Count > 0 || rule.Length > 3) Load();")]
    [InlineData("Load();")]
    public Task FilledByACallerAgainAndAgain_Diagnostic(string caller) => VerifyAsync(Loader(caller, "[|Rules|]"));

    private static string Registry(string guard, string build, string store) => $$"""
        public static class Registry
        {
            static readonly List<string> {{store}} = new();
            static bool _built, _stopped;

            private static bool IsBuilt { get; set; }

            public static void Append(string rule)
            {
                {{guard}}
                Rules.Add(rule);
            }

            public static string Build()
            {
                {{build}}
                return Rules.Count.ToString();
            }

            private static void EnsureNotBuilt()
            {
                if (_built)
                    throw new InvalidOperationException();
            }
        }
        """;

    private static string Loader(string caller, string store) => $$"""
        public static class Loader
        {
            static readonly List<string> {{store}} = new();

            public static void Load() => Rules.Add("first");

            public static string Find(string rule)
            {
                {{caller}}
                return Rules.Find(known => known == rule);
            }
        }
        """;
}
