using Verify = GrowthGuard.Analyzers.Tests.Bounds.BoundsVerifier<GrowthGuard.Analyzers.Rules.Growth.UnenforcedBoundAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Bounds;

/// <summary>GG1003: a documented number on a store that grows all the same.</summary>
public sealed class BoundIsNotEnforcedTests
{
    [Fact]
    public Task NumberOnGrowingStore_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            [Bounded(1000)]
            static readonly Dictionary<string, Order> {|#0:Cache|} = new();

            public void Handle(Order order) => {|#1:Cache[order.Id]|} = order;
        }
        """,
        Verify
            .Saying(
                "Static 'Cache' is documented to hold at most 1000 entries, but no code enforces that: it grows in 'Handle' (keyed by 'order.Id', open domain); nothing evicts from it")
            .WithLocation(1));

    [Fact]
    public Task NumberWithReason_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            [Bounded(1000, By = "LRU in Trim()")]
            static readonly List<string> [|Log|] = new();

            public void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task NumberInComment_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            // bound: 64 MiB (trimmed every minute)
            static readonly List<string> {|#0:Log|} = new();

            public void Handle(string line) => Log.Add(line);
        }
        """,
        Verify.Saying(
            "Static 'Log' is documented to hold at most 67108864 bytes, but no code enforces that: it grows in 'Handle' (each call adds to it); nothing evicts from it"));

    [Fact]
    public Task NumberInFile_DiagnosticAtTheStore() => Verify.VerifyFileAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string line) => Log.Add(line);
        }
        """,
        "F:Function.Log = 1000");

    [Fact]
    public Task SingletonWithNumber_Diagnostic() => Verify.VerifyAsync(
        """
        public sealed class Journal
        {
            public static readonly Journal Instance = new();

            [Bounded(10)]
            private readonly List<string> {|#0:_lines|} = new();

            private Journal()
            {
            }

            public void Write(string line) => _lines.Add(line);
        }
        """,
        Verify.Saying(
            "'_lines' of singleton 'Journal' is documented to hold at most 10 entries, but no code enforces that: it grows in 'Write' (each call adds to it); nothing evicts from it"));

    [Theory]
    [InlineData("[Bounded(By = \"one entry per tenant, 40 tenants\")]")]
    [InlineData("[Unbounded(\"the process is recycled every hour\")]")]
    [InlineData("// bound: one entry per tenant")]
    [InlineData("/// <bound>unbounded: recycled every hour</bound>")]
    [InlineData("// Nothing is said of a bound: 1000?")]
    [InlineData("[Bounded(0)]")]
    public Task ReasonOnly_NoDiagnostic(string document) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{document}}
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task ReasonOnlyInFile_NoDiagnostic() => Verify.VerifyFileAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string line) => Log.Add(line);
        }
        """,
        "F:Function.Log = # one line per start");

    [Theory]
    [InlineData("if (Cache.Count >= 1000) Cache.Clear(); Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count < 1000) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count < 50) Cache[order.Id] = order;")]
    [InlineData("Cache[order.Id] = order; while (Cache.Count > 1000) Cache.Remove(Cache.Keys.First());")]
    [InlineData("Cache[order.Id] = order; try { } finally { Cache.Remove(order.Id); }")]
    [InlineData("Cache[nameof(Order)] = order;")]
    [InlineData("_ = Cache.ContainsKey(order.Id);")]
    public Task SomethingBoundsIt_NoDiagnostic(string body) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            [Bounded(1000)]
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task WhoEvictsCannotBeSeen_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Connections
        {
            [Bounded(1000)]
            static readonly Dictionary<string, Order> Open = new();

            public void Connect(Order order) => Open[order.Id] = order;

            public void Disconnect(Order order) => Open.Remove(order.Id);
        }
        """);

    [Fact]
    public Task FilledWhileTheProcessStarts_NoDiagnostic() => Verify.VerifyAsync(
        """
        public static class Codes
        {
            [Bounded(10)]
            static readonly Dictionary<string, int> All = new();

            static Codes()
            {
                foreach (var name in Environment.GetCommandLineArgs())
                    All[name] = All.Count;
            }

            public static int Of(string name) => All[name];
        }
        """);

    [Fact]
    public Task InstanceOfNoSingleton_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Basket
        {
            [Bounded(100)]
            private readonly List<string> _lines = new();

            public void Add(string line) => _lines.Add(line);
        }
        """);

    [Fact]
    public Task NoDocument_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public void Handle(string line) => Log.Add(line);
        }
        """);
}
