using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>A documented bound, in each of its forms, is the user's word; one that says nothing is none.</summary>
public sealed class StaticCollectionGrowsDocumentedBoundTests
{
    [Fact]
    public Task BoundedWithNumber_NoDiagnostic() => VerifyAnnotatedAsync(
        """
        public class Function
        {
            [GrowthGuard.Bounded(10)]
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task BoundedWithConstant_NoDiagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            const int MaxOrders = 1000;

            [Bounded(MaxOrders)]
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Theory]
    [InlineData("using Limit = GrowthGuard.BoundedAttribute;", "Limit(10)")]
    [InlineData("using GrowthGuard; using Endless = GrowthGuard.UnboundedAttribute;", "Endless(\"recycled every hour\")")]
    [InlineData("using GG = GrowthGuard;", "GG.Bounded(10)")]
    [InlineData("using GG = GrowthGuard;", "GG::BoundedAttribute(10)")]
    [InlineData("", "global::GrowthGuard.Bounded(10)")]
    public Task BoundedUnderAnotherName_NoDiagnostic(string directives, string attribute) => VerifyAnnotatedAsync(
        $$"""
        {{directives}}

        public class Function
        {
            [{{attribute}}]
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Theory]
    [InlineData("using Limit = System.ObsoleteAttribute;", "Limit")]
    [InlineData("using Bounded = System.ObsoleteAttribute;", "Bounded")]
    public Task AnotherAttributeUnderAnAlias_Diagnostic(string directives, string attribute) => VerifyAnnotatedAsync(
        $$"""
        {{directives}}

        public class Function
        {
            [{{attribute}}]
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task BoundedWithReason_NoDiagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            [Bounded(By = "one entry per tenant, 40 tenants")]
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task Unbounded_NoDiagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            [Unbounded("the process is recycled every hour")]
            static readonly List<string> Log = new();

            public void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task BoundedOnProperty_NoDiagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            [Bounded(100)]
            public static List<string> Log { get; } = new();

            public void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task BoundedOnBackingFieldOfProperty_NoDiagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            [field: Bounded(100)]
            public static List<string> Log { get; } = new();

            public void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task PastedAttributeSource_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            [GrowthGuard.Bounded(100, By = "Trim()")]
            static readonly List<string> Log = new();

            public void Handle(string line) => Log.Add(line);
        }

        namespace GrowthGuard
        {
            [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event)]
            internal sealed class BoundedAttribute : Attribute
            {
                public BoundedAttribute()
                {
                }

                public BoundedAttribute(long maximum) => Maximum = maximum;

                public long? Maximum { get; }

                public string By { get; set; }
            }
        }
        """);

    [Fact]
    public Task CommentBefore_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            // bound: 1000 (LRU in Trim)
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task CommentAtTheEndOfTheLine_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new(); // bound: 1000

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task CommentWithReasonOnly_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            // bound: one entry per tenant
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task CommentAmongOthers_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            // The orders of this container.
            // bound: 1,000 (LRU in Trim)
            // Read by the dashboard.
            private static readonly Dictionary<string, Order> _cache = new();

            public void Handle(Order order) => _cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task BlockComment_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            /* bound: 1000 (LRU in Trim) */
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task CommentOnProperty_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            // bound: 1000
            public static List<string> Log { get; } = new();

            public void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task DocumentationTag_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            /// <summary>The orders of this container.</summary>
            /// <bound>1000</bound>
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public async Task DocumentationTagWhenDocumentationIsNotParsed_NoDiagnostic()
    {
        var test = TestOf(
            """
            public class Function
            {
                /// <summary>The orders of this container.</summary>
                /// <bound>1000</bound>
                static readonly Dictionary<string, Order> Cache = new();

                public void Handle(Order order) => Cache[order.Id] = order;
            }
            """);
        test.TestState.DocumentationMode = Microsoft.CodeAnalysis.DocumentationMode.None;
        await test.RunAsync();
    }

    [Fact]
    public Task CommentBetweenAttributeAndField_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            [Obsolete]
            // bound: 1000
            static readonly List<string> Log = new();

            [Obsolete]
            public void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task BoundedWithNeitherNumberNorReason_Diagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            [Bounded]
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task UnboundedWithEmptyReason_Diagnostic() => VerifyAnnotatedAsync(
        """
        using GrowthGuard;

        public class Function
        {
            [Unbounded(" ")]
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task EmptyComment_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            // bound:
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task CommentThatOnlyMentionsBounds_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            // The bound of this cache is to be decided: 1000?
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task CommentOfTheFieldBefore_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new(); // bound: 1000
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                Log.Add(order.Id);
                Cache[order.Id] = order;
            }
        }
        """);

    [Fact]
    public Task AttributeOfAnotherNamespace_Diagnostic() => VerifyAsync(
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
                [Bounded(100)]
                static readonly Dictionary<string, Order> [|Cache|] = new();

                public void Handle(Order order) => Cache[order.Id] = order;
            }
        }
        """);

    private static Task VerifyAnnotatedAsync(string source)
    {
        var test = TestOf(source);
        test.ReferenceAnnotations = true;
        return test.RunAsync();
    }
}
