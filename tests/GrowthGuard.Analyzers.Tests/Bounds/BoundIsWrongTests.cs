using GrowthGuard.TestHarness;
using Verify = GrowthGuard.Analyzers.Tests.Bounds.BoundsVerifier<GrowthGuard.Analyzers.Rules.Growth.WrongBoundAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Bounds;

/// <summary>GG1004: documented bounds that are malformed, contradict each other or the code, or are on what holds nothing.</summary>
public sealed class BoundIsWrongTests
{
    [Theory]
    [InlineData("{|#0:Bounded|}", "gives neither a number nor a reason")]
    [InlineData("{|#0:Bounded()|}", "gives neither a number nor a reason")]
    [InlineData("{|#0:Bounded(0)|}", "is 0; a bound is more than zero")]
    [InlineData("{|#0:Bounded(-5, By = \"Trim()\")|}", "is -5; a bound is more than zero")]
    [InlineData("{|#0:Bounded(5, By = \" \")|}", "has an empty reason")]
    [InlineData("{|#0:Bounded(By = \"\")|}", "gives neither a number nor a reason")]
    [InlineData("{|#0:Unbounded(\" \")|}", "is 'unbounded' and gives no reason why")]
    [InlineData("{|#0:Unbounded(null)|}", "is 'unbounded' and gives no reason why")]
    public Task MalformedAttribute_Diagnostic(string attribute, string fault) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            [{{attribute}}]
            static readonly List<string> Log = new();
        }
        """,
        Verify.Saying("Documented bound of 'Log' " + fault));

    [Theory]
    [InlineData("{|#0:// bound:|}", "gives neither a number nor a reason")]
    [InlineData("{|#0:// bound: 0|}", "is 0; a bound is more than zero")]
    [InlineData("{|#0:// bound: -1 (none)|}", "is -1; a bound is more than zero")]
    [InlineData("{|#0:// bound: 64 MB|}", "has the unknown unit 'MB'; write entries, B, KiB, MiB or GiB")]
    [InlineData("{|#0:// bound: 64kb|}", "has the unknown unit 'kb'; write entries, B, KiB, MiB or GiB")]
    [InlineData("{|#0:// bound: 1000 ()|}", "has an empty reason")]
    [InlineData("{|#0:// bound: unbounded|}", "is 'unbounded' and gives no reason why")]
    [InlineData("{|#0:// bound: 99999999999999999999|}", "is too large a number: 99999999999999999999")]
    [InlineData("{|#0:// bound: 9000000000000 GiB|}", "is too large a number: 9000000000000")]
    [InlineData("/// {|#0:<bound>0</bound>|}", "is 0; a bound is more than zero")]
    [InlineData("{|#0:/* bound: 0 */|}", "is 0; a bound is more than zero")]
    public Task MalformedComment_Diagnostic(string comment, string fault) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{comment}}
            static readonly List<string> Log = new();
        }
        """,
        Verify.Saying("Documented bound of 'Log' " + fault));

    [Theory]
    [InlineData("[{|#0:Bounded(By = \"TODO: say what keeps it small\")|}]", "TODO: say what keeps it small")]
    [InlineData("[{|#0:Bounded(1000, By = \"TODO confirm the number\")|}]", "TODO confirm the number")]
    [InlineData("[{|#0:Unbounded(\"TODO: say why growth without a bound is fine here\")|}]", "TODO: say why growth without a bound is…")]
    [InlineData("[{|#0:Unbounded(\"todo: ask Ann\")|}]", "todo: ask Ann")]
    [InlineData("[{|#0:Unbounded(\"…\")|}]", "…")]
    [InlineData("[{|#0:Unbounded(\"...\")|}]", "...")]
    [InlineData("[{|#0:Unbounded(\"Later.\")|}]", "Later.")]
    [InlineData("[{|#0:Unbounded(\"n/a\")|}]", "n/a")]
    [InlineData("{|#0:// bound: TODO: say what keeps it small|}", "TODO: say what keeps it small")]
    [InlineData("{|#0:// bound: 1000 (TBD)|}", "TBD")]
    [InlineData("{|#0:// bound: unbounded (…)|}", "…")]
    [InlineData("/// {|#0:<bound>FIXME</bound>|}", "FIXME")]
    public Task PlaceholderForAReason_Diagnostic(string document, string shown) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{document}}
            static readonly List<string> Log = new();
        }
        """,
        Verify.Saying(
            $"Documented bound of 'Log' has a placeholder for its reason ('{shown}'); write what keeps it small, or why it may grow"));

    // The comment that a fix writes where it can add no attribute must not silence a store of another form either.
    [Fact]
    public Task PlaceholderInACommentOnAnEvent_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            {|#0:// bound: unbounded (TODO: say why growth without a bound is fine here)|}
            public static event Action Changed;
        }
        """,
        Verify.Saying(
            "Documented bound of 'Changed' has a placeholder for its reason ('TODO: say why growth without a bound is…'); write what keeps it small, or why it may grow"));

    [Theory]
    [InlineData("[Unbounded(\"todo items of one user, a few dozen\")]")]
    [InlineData("[Unbounded(\"Todos are archived each night\")]")]
    [InlineData("[Bounded(By = \"test names, compiled in\")]")]
    [InlineData("[Bounded(By = \"no more than one entry per tenant\")]")]
    [InlineData("[Bounded(By = \"LRU\")]")]
    [InlineData("[Bounded(By = \"40\")]")]
    [InlineData("// bound: later entries replace earlier ones, 20 in all")]
    [InlineData("// bound: unknown codes share one entry")]
    public Task ReasonThatBeginsLikeAPlaceholder_NoDiagnostic(string document) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{document}}
            static readonly List<string> Log = new();
        }
        """);

    [Theory]
    [InlineData("[Bounded(1000)]")]
    [InlineData("[Bounded(1000, By = \"LRU\")]")]
    [InlineData("[Bounded(By = \"one entry per tenant\")]")]
    [InlineData("[Unbounded(\"recycled\")]")]
    [InlineData("// bound: 1000")]
    [InlineData("// bound: 1000 (LRU in Trim())")]
    [InlineData("// bound: 1,000 entries, LRU")]
    [InlineData("// bound: 64MiB")]
    [InlineData("// bound: 40 tenants")]
    [InlineData("// bound: 3rd-party codes, some forty")]
    [InlineData("// bound: 1.5 entries per tenant")]
    [InlineData("// bound: 10% of the orders")]
    [InlineData("// bound: unbounded (recycled every hour)")]
    [InlineData("/// <bound>1000</bound>")]
    [InlineData("// Bound by contract: 0")]
    [InlineData("// bound 0")]
    [InlineData("[Bounded(1000)] // bound: 1000 (LRU)")]
    [InlineData("[Bounded(1000)] // bound: LRU in Trim")]
    [InlineData("[Bounded(1000)] // bound: 64 MiB")]
    [InlineData("[Unbounded(\"recycled\")] // bound: recycled every hour")]
    public Task WellFormed_NoDiagnostic(string document) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{document}}
            static readonly List<string> Log = new();
        }
        """);

    [Fact]
    public Task CommentOfSomethingElse_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            // bound: 0
            static int _lower;

            // bound: 0
            public static int Lower => _lower;

            // bound: 0
            public void Handle() => _lower++;
        }
        """);

    [Fact]
    public Task AttributeOfAnotherNamespace_NoDiagnostic() => Verify.VerifyAsync(
        """
        namespace Shop
        {
            internal sealed class BoundedAttribute : Attribute
            {
                public BoundedAttribute(int maximum)
                {
                }
            }

            public class Function
            {
                [Bounded(0)]
                static readonly List<string> Log = new();
            }
        }
        """);

    [Fact]
    public async Task AttributeThatDoesNotCompile_NoDiagnostic()
    {
        var test = Verify.TestOf(
            """
            public class Function
            {
                [Bounded("many")]
                static readonly List<string> Log = new();
            }
            """);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }

    [Theory]
    [InlineData("[Bounded(1000)] {|#0:// bound: 500|}", "says 500 entries, but [Bounded] says 1000 entries; keep one of them")]
    [InlineData("[Unbounded(\"few\")] {|#0:// bound: 500|}", "says 500 entries, but [Unbounded] says that there is none; keep one of them")]
    [InlineData(
        "[Bounded(1000)] {|#0:// bound: unbounded (few)|}",
        "says that there is none, but [Bounded] says 1000 entries; keep one of them")]
    [InlineData(
        "[Bounded(By = \"Trim()\"), {|#0:Unbounded(\"few\")|}]",
        "says that there is none, but [Bounded] says that there is one; keep one of them")]
    public Task TwoFormsThatContradict_Diagnostic(string document, string fault) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            {{document}}
            static readonly List<string> Log = new();
        }
        """,
        Verify.Saying("Documented bound of 'Log' " + fault));

    [Theory]
    [InlineData("const int Max = 10;", "a constant")]
    [InlineData("static int _count;", "a value of type 'int'")]
    [InlineData("static bool _flag;", "a value of type 'bool'")]
    [InlineData("static DayOfWeek _day;", "a value of type 'DayOfWeek'")]
    [InlineData("static readonly string Name = \"\";", "a read-only string")]
    [InlineData("public static long Total { get; set; }", "a value of type 'long'")]
    public Task OnWhatHoldsNothing_Diagnostic(string declaration, string what) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            [{|#0:Bounded(1000)|}]
            {{declaration}}
        }
        """,
        Verify.Saying($"Documented bound of '{Name(declaration)}' is on {what}, which holds no entries; delete it"));

    [Theory]
    [InlineData("static string _text = \"\";")]
    [InlineData("static readonly System.Text.StringBuilder Text = new();")]
    [InlineData("static readonly Lazy<List<string>> Lines = new();")]
    [InlineData("static readonly Shelf Wrapped = new();")]
    [InlineData("static Action Handlers;")]
    [InlineData("static event Action Changed;")]
    [InlineData("static object Anything;")]
    [InlineData("static readonly byte[] Buffer = new byte[10];")]
    [InlineData("public List<string> Lines { get; } = new();")]
    [InlineData("public static IReadOnlyList<string> Lines => Array.Empty<string>();")]
    public Task OnWhatMayHoldSomething_NoDiagnostic(string declaration) => Verify.VerifyAsync(
        $$"""
        #pragma warning disable CS0067, CS0169, CS0649
        public class Shelf
        {
        }

        public class Function
        {
            [Bounded(1000)]
            {{declaration}}
        }
        """);

    [Fact]
    public Task NumberThatIsNotTheLimit_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            const int MaxOrders = 1000;

            [Bounded({|#0:500|})]
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order)
            {
                if (Cache.Count >= MaxOrders)
                    Cache.Clear();
                Cache[order.Id] = order;
            }
        }
        """,
        Verify.Saying("Documented bound of 'Cache' says 500 entries, but the code enforces MaxOrders, which is 1000"));

    [Fact]
    public Task NumberInCommentThatIsNotTheLimit_Diagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            // bound: {|#0:500|} (oldest first)
            static readonly Queue<string> Recent = new();

            public void Handle(string line)
            {
                Recent.Enqueue(line);
                while (Recent.Count > 100)
                    Recent.Dequeue();
            }
        }
        """,
        Verify.Saying("Documented bound of 'Recent' says 500 entries, but the code enforces 100"));

    [Fact]
    public Task InstanceStore_Diagnostic() => Verify.VerifyAsync(
        """
        public class Basket
        {
            [Bounded([|10|])]
            private readonly List<string> _lines = new();

            public void Add(string line)
            {
                if (_lines.Count < 100)
                    _lines.Add(line);
            }
        }
        """);

    [Theory]
    [InlineData("if (Cache.Count < 1000) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count <= 1000) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count < 999) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count > 1000) Cache.Clear(); Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count > 1000) { while (Cache.Count > 800) Cache.Remove(Cache.Keys.First()); } Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count < Limit) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count < order.Total) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count == 0) Cache[order.Id] = order;")]
    [InlineData("if (Cache.Count > 100) Console.WriteLine(\"many\"); Cache[order.Id] = order; try { } finally { Cache.Remove(order.Id); }")]
    [InlineData("if (Cache.Count > 100) Console.WriteLine(\"many\"); Cache[order.Id] = order;")]
    [InlineData("Cache[order.Id] = order;")] // GG1003 speaks.
    [InlineData("Cache[nameof(Order)] = order;")]
    public Task NumberIsTheLimitOrNoneIsKnown_NoDiagnostic(string body) => Verify.VerifyAsync(
        $$"""
        public class Function
        {
            [Bounded(1000)]
            static readonly Dictionary<string, Order> Cache = new();

            static int Limit => Environment.ProcessorCount;

            public void Handle(Order order)
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task BytesAreNotComparedWithEntries_NoDiagnostic() => Verify.VerifyAsync(
        """
        public class Function
        {
            // bound: 1 MiB
            static readonly List<string> Log = new();

            public void Handle(string line)
            {
                if (Log.Count < 100)
                    Log.Add(line);
            }
        }
        """);

    private static string Name(string declaration) =>
        declaration.Split(' ').SkipWhile(word => word is "public" or "const" or "static" or "readonly").ElementAt(1).TrimEnd(';');
}
