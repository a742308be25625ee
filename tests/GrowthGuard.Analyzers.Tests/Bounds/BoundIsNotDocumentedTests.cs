using Microsoft.CodeAnalysis;
using Verify = GrowthGuard.Analyzers.Tests.Bounds.BoundsVerifier<GrowthGuard.Analyzers.Rules.Growth.UndocumentedBoundAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Bounds;

/// <summary>GG1002: a store that code bounds, or that may grow, and whose bound is not documented.</summary>
public sealed class BoundIsNotDocumentedTests
{
    [Fact]
    public Task SizeGuard_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            const int MaxOrders = 1000;
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            public void Handle(Order order)
            {
                if (Cache.Count < MaxOrders)
                    Cache[order.Id] = order;
            }
        }
        """,
        Verify.Saying("Static 'Cache' is bounded by code (a size guard stops it at MaxOrders), and its bound is not documented"));

    [Fact]
    public Task ClearedWhenFull_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            static bool IsFull => Cache.Count >= 500;

            public void Handle(Order order)
            {
                if (IsFull)
                    Cache.Clear();
                Cache[order.Id] = order;
            }
        }
        """,
        Verify.Saying("Static 'Cache' is bounded by code (entries are evicted at 500), and its bound is not documented"));

    [Fact]
    public Task EvictedAfterUse_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            static readonly ConcurrentDictionary<string, Order> {|#0:InFlight|} = new();

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
        """,
        Verify.Saying("Static 'InFlight' is bounded by code (entries are evicted), and its bound is not documented"));

    [Fact]
    public Task KeysOfWhichThereAreFew_Diagnostic() => Verify.VerifyAsync(
        """
        public static class Senders
        {
            static readonly Dictionary<string, Order> {|#0:Last|} = new();

            public static void Send(string queueName, Order order) => Last[queueName] = order;
        }
        """,
        Verify.Saying(
            "Static 'Last' may grow in 'Send' (keyed by 'queueName', open domain), its keys name parts of the program or of its set-up, and its bound is not documented"));

    [Fact]
    public Task WhoEvictsCannotBeSeen_Diagnostic() => Verify.VerifyAsync(
        """
        public class Connections
        {
            static readonly Dictionary<string, Order> {|#0:Open|} = new();

            public void Connect(Order order) => Open[order.Id] = order;

            public void Disconnect(Order order) => Open.Remove(order.Id);
        }
        """,
        Verify.Saying(
            "Static 'Open' may grow in 'Connect' (keyed by 'order.Id', open domain), who evicts from it cannot be seen, and its bound is not documented"));

    [Fact]
    public Task Singleton_Diagnostic() => Verify.VerifyAsync(
        """
        public sealed class Journal
        {
            public static readonly Journal Instance = new();

            private readonly Queue<string> {|#0:_lines|} = new();

            private Journal()
            {
            }

            public void Write(string line)
            {
                _lines.Enqueue(line);
                while (_lines.Count > 100)
                    _lines.Dequeue();
            }
        }
        """,
        Verify.Saying("'_lines' of singleton 'Journal' is bounded by code (entries are evicted at 100), and its bound is not documented"));

    [Fact]
    public Task ClearedAtLimitAndRemovedByACounter_DiagnosticNamesTheLimit() => Verify.VerifyAsync(
        """
        public class Function
        {
            const int Capacity = 256;
            static readonly ConcurrentDictionary<string, Order> {|#0:Cache|} = new();
            static int _hits;

            public void Handle(Order order)
            {
                if (System.Threading.Interlocked.Increment(ref _hits) < 2)
                    return;
                Cache.TryRemove(order.Id + "!", out _);
                if (Cache.Count >= Capacity)
                    Cache.Clear();
                Cache.TryAdd(order.Id, order);
            }
        }
        """,
        Verify.Saying("Static 'Cache' is bounded by code (entries are evicted at Capacity), and its bound is not documented"));

    [Fact]
    public Task FilledWhileEmptyThroughAHelper_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Currencies
        {
            static readonly Dictionary<string, int> All = new();

            public int Of(string name)
            {
                lock (All)
                {
                    if (All.Count == 0)
                    {
                        foreach (var argument in Environment.GetCommandLineArgs())
                            Add(argument);
                    }

                    return All[name];
                }
            }

            private void Add(string name) => All[name] = name.Length;
        }
        """);

    [Theory]
    [InlineData("[Bounded(1000)]")]
    [InlineData("[Bounded(By = \"in Handle()\")]")]
    [InlineData("[Unbounded(\"few\")]")]
    [InlineData("// bound: 1000")]
    [InlineData("/// <bound>1000</bound>")]
    [InlineData("[Bounded]")] // GG1004 speaks.
    [InlineData("// bound:")]
    public Task Documented_NoDiagnostic(string document) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{document}}
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count < 1000)
                    Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task DocumentedInFile_NoDiagnostic() => Verify.VerifyFileAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count < 1000)
                    Cache[order.Id] = order;
            }
        }
        """,
        "F:Function.Cache = 1000 # in Handle");

    [Theory]
    [InlineData("Cache[order.Id] = order;")] // GG1001 speaks.
    [InlineData("Cache[order.GetType().Name] = order;")]
    [InlineData("Cache[nameof(Order)] = order;")]
    [InlineData("_ = Cache.Count < 1000;")]
    [InlineData("if (Cache.ContainsKey(order.Id)) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count == 0) { foreach (var name in Environment.GetCommandLineArgs()) Cache[name] = order; }")]
    [InlineData("if (!_isLoaded) { _isLoaded = true; Cache[order.Id] = order; }")]
    public Task GrowingOrWithoutSteadyGrowth_NoDiagnostic(string body) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();
            static bool _isLoaded;

            public bool IsLoaded => _isLoaded;

            public void Handle(Order order)
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task FilledWhileTheProcessStarts_NoDiagnostic() => Verify.VerifyAsync(
        """
        public static class Codes
        {
            static readonly Dictionary<string, int> All = Environment.GetCommandLineArgs().ToDictionary(name => name, name => name.Length);

            public static int Of(string name) => All[name];
        }
        """);

    [Fact]
    public Task WeakTable_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Order, string> Names = new();

            public string Handle(Order order) => Names.GetValue(order, _ => "name");
        }
        """);

    [Fact]
    public Task InstanceOfNoSingleton_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Basket
        {
            private readonly Queue<string> _lines = new();

            public void Add(string line)
            {
                if (_lines.Count < 100)
                    _lines.Enqueue(line);
            }
        }
        """);

    [Fact]
    public async Task OffByDefault_NoDiagnostic()
    {
        var test = Verify.TestOf(
            """
            public class Function
            {
                static readonly List<string> Log = new();

                public void Handle(string line)
                {
                    if (Log.Count < 10)
                        Log.Add(line);
                }
            }
            """);
        test.RunsAllRules = false;

        // A test switches its rules on.
        test.SolutionTransforms.Add((solution, id) => solution.WithProjectCompilationOptions(
            id, solution.GetProject(id)!.CompilationOptions!.WithSpecificDiagnosticOptions([new("GG1002", ReportDiagnostic.Default)])));
        await test.RunAsync();
    }
}
