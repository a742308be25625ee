using Verify = GrowthGuard.Analyzers.Tests.Bounds.BoundsVerifier<GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Bounds;

/// <summary>A bound in <c>GrowthGuard.bounds.txt</c> silences GG1001 as the other forms do; a line that says nothing does not.</summary>
public sealed class BoundsFileTests
{
    private const string Growing = """
        namespace Shop;

        public class PriceCache
        {
            static readonly Dictionary<string, Order> Prices = new();

            public void Handle(Order order) => Prices[order.Id] = order;
        }
        """;

    private const string Reported = """
        namespace Shop;

        public class PriceCache
        {
            static readonly Dictionary<string, Order> [|Prices|] = new();

            public void Handle(Order order) => Prices[order.Id] = order;
        }
        """;

    [Theory]
    [InlineData("F:Shop.PriceCache.Prices = 1000  # LRU in Trim")]
    [InlineData("F:Shop.PriceCache.Prices = 1000")]
    [InlineData("F:Shop.PriceCache.Prices=1_000")]
    [InlineData("F:Shop.PriceCache.Prices = 1,000 entries")]
    [InlineData("F:Shop.PriceCache.Prices = 64 MiB # by the allocator")]
    [InlineData("F:Shop.PriceCache.Prices = unbounded # the process is recycled every hour")]
    [InlineData("F:Shop.PriceCache.Prices = # one entry per tenant, 40 tenants")]
    [InlineData("# The stores of the shop\n\n  F:Shop.PriceCache.Prices = 1000\t# LRU\n\n")]
    [InlineData("# The stores of the shop\r\n\r\nF:Shop.PriceCache.Prices = 1000 # LRU\r\nF:Shop.Other = 10\r\n")]
    [InlineData("\uFEFFF:Shop.PriceCache.Prices = 1000")]
    public Task Documented_NoDiagnostic(string file) => Verify.VerifyFileAsync(Growing, file);

    [Theory]
    [InlineData("")]
    [InlineData("# F:Shop.PriceCache.Prices = 1000")]
    [InlineData("F:Shop.PriceCache.Prices = ")]
    [InlineData("F:Shop.PriceCache.Prices = 0")]
    [InlineData("F:Shop.PriceCache.Prices = unbounded")]
    [InlineData("F:Shop.PriceCache.Prices 1000")]
    [InlineData("P:Shop.PriceCache.Prices = 1000")]
    [InlineData("F:Shop.PriceCache.Quotes = 1000")]
    public Task NotDocumented_Diagnostic(string file) => Verify.VerifyFileAsync(Reported, file);

    [Theory]
    [InlineData("/0/GrowthGuard.bounds.shop.txt")]
    [InlineData("/repo/growthguard.Bounds.TXT")]
    public async Task NamesOfFiles_NoDiagnostic(string path)
    {
        var test = Verify.TestOf(Growing);
        test.TestState.AdditionalFiles.Add((path, "F:Shop.PriceCache.Prices = 1000"));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("/0/bounds.txt")]
    [InlineData("/0/GrowthGuard.baseline.txt")]
    [InlineData("/0/GrowthGuard.bounds.md")]
    public async Task OtherFiles_Diagnostic(string path)
    {
        var test = Verify.TestOf(Reported);
        test.TestState.AdditionalFiles.Add((path, "F:Shop.PriceCache.Prices = 1000"));
        await test.RunAsync();
    }

    [Fact]
    public async Task TwoFiles_NoDiagnostic()
    {
        var test = Verify.TestOf(Growing);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.bounds.txt", "F:Shop.Other = 10"));
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.bounds.generated.txt", "F:Shop.PriceCache.Prices = 1000"));
        await test.RunAsync();
    }

    [Fact]
    public Task PropertyOfGenericType_NoDiagnostic() => Verify.VerifyFileAsync(
        """
        namespace Shop;

        public static class Outer
        {
            public class Samples<T>
            {
                public static List<T> Values { get; } = new();

                public void Handle(T value) => Values.Add(value);
            }
        }
        """,
        "P:Shop.Outer.Samples`1.Values = 100");
}
