using System.Collections.Immutable;
using GrowthGuard.Analyzers.Rules.Growth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.Facts;

/// <summary>What users and packages say in <c>GrowthGuard.facts.txt</c> counts as what the pack says.</summary>
public sealed class UserFactsTests
{
    private const string Types = """
        namespace Shop;

        public class PriceTable
        {
            public void Put(string sku, decimal price)
            {
            }

            public void Drop(string sku)
            {
            }

            public void DropAll()
            {
            }
        }

        public class LruCache : Dictionary<string, Order>
        {
        }

        public sealed class Message
        {
        }

        """;

    [Fact]
    public Task GrowableType_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly PriceTable [|Prices|] = new();

            public void Handle(Order order) => Prices.Put(order.Id, order.Total);
        }
        """,
        "keyed Shop.PriceTable adds Put removes Drop DropAll");

    [Fact]
    public Task GrowableTypeWithoutFact_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly PriceTable Prices = new();

            public void Handle(Order order) => Prices.Put(order.Id, order.Total);
        }
        """,
        "# keyed Shop.PriceTable adds Put removes Drop DropAll");

    [Fact]
    public Task RemovingMember_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly PriceTable Prices = new();

            public void Handle(Order order)
            {
                Prices.DropAll();
                Prices.Put(order.Id, order.Total);
            }
        }
        """,
        "keyed Shop.PriceTable adds Put removes Drop DropAll");

    [Fact]
    public Task KeyedTypeWithClosedKeys_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly PriceTable Prices = new();

            public void Handle(Order order) => Prices.Put(nameof(Order), order.Total);
        }
        """,
        "keyed Shop.PriceTable adds Put removes Drop DropAll");

    [Fact]
    public Task BoundedType_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly LruCache Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """,
        "bounded Shop.LruCache");

    [Fact]
    public Task BoundedTypeWithoutFact_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly LruCache [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """,
        "bounded Shop.OtherCache");

    [Fact]
    public Task UserStandsBeforeThePack_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """,
        "bounded System.Collections.Generic.Dictionary`2");

    [Fact]
    public Task ClosedKeys_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<Message, Order> Cache = new();

            public void Handle(Message key, Order order) => Cache[key] = order;
        }
        """,
        "closed Shop.Message");

    [Fact]
    public Task StartupMethod_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Cache = new();

            public void Warm(Order order) => Cache[order.Id] = order;
        }
        """,
        "startup-method Warm");

    [Fact]
    public Task Handler_Diagnostic() => VerifyAsync(
        """
        internal class Function
        {
            static readonly List<Message> [|Seen|] = new();

            private void Accept(Message message) => Seen.Add(message);
        }
        """,
        "handler-parameter Shop.Message");

    [Fact]
    public Task HandlerWithoutFact_NoDiagnostic() => VerifyAsync(
        """
        internal class Function
        {
            static readonly List<Message> Seen = new();

            private void Accept(Message message) => Seen.Add(message);
        }
        """,
        "handler-parameter Shop.OtherMessage");

    [Fact]
    public async Task TwoFilesAndAWrongLine_TheRestCounts()
    {
        var test = TestOf(Types + """
            public class Function
            {
                static readonly LruCache Cache = new();
                static readonly PriceTable [|Prices|] = new();

                public void Handle(Order order)
                {
                    Cache[order.Id] = order;
                    Prices.Put(order.Id, order.Total);
                }
            }
            """);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", "nonsense\r\nbounded Shop.LruCache\r\n"));
        test.TestState.AdditionalFiles.Add(("/packages/shop/GrowthGuard.facts.shop.txt", "\uFEFFkeyed Shop.PriceTable adds Put # prices"));
        await test.RunAsync();
    }

    /// <summary>An editor keeps the compilation when an additional file changes.</summary>
    [Fact]
    public async Task FileThatChangesUnderACompilation_CountsAtOnce()
    {
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(
                """
                public class LruCache : System.Collections.Generic.List<string> { }
                public class Function
                {
                    static readonly LruCache Cache = new LruCache();
                    public void Handle(string id) => Cache.Add(id);
                }
                """,
                cancellationToken: TestContext.Current.CancellationToken)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Assert.Single(await FindingsAsync(compilation, "# nothing"));
        Assert.Empty(await FindingsAsync(compilation, "bounded LruCache"));
        Assert.Single(await FindingsAsync(compilation, "# nothing"));
    }

    private static Task<ImmutableArray<Diagnostic>> FindingsAsync(Compilation compilation, string facts) =>
        compilation.WithAnalyzers([new StaticCollectionGrowsAnalyzer()], new AnalyzerOptions([new Facts(facts)]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    private static Task VerifyAsync(string source, string facts)
    {
        var test = TestOf(Types + source);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", facts));
        return test.RunAsync();
    }

    private sealed class Facts(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => "GrowthGuard.facts.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
