using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Options;

/// <summary>The options <c>excluded_symbols</c>: what they name is not reported, and nothing else.</summary>
public sealed class ExcludedSymbolsTests
{
    [Theory]
    [InlineData("growthguard.excluded_symbols = F:Shop.Legacy.PriceCache.Prices")]
    [InlineData("growthguard.GG1001.excluded_symbols = F:Shop.Legacy.PriceCache.Prices")]
    [InlineData("growthguard.gg1001.excluded_symbols = T:Shop.Legacy.PriceCache")]
    [InlineData("growthguard.excluded_symbols = N:Shop.Legacy")]
    [InlineData("growthguard.excluded_symbols = N:Shop")]
    [InlineData("growthguard.excluded_symbols = T:Shop.Other | T:Shop.Legacy.PriceCache")]
    public Task Named_NoDiagnostic(string option) => VerifyAsync("Prices", option);

    [Theory]
    [InlineData("growthguard.excluded_symbols =")]
    [InlineData("growthguard.excluded_symbols = F:Shop.Legacy.PriceCache.Price")]
    [InlineData("growthguard.excluded_symbols = F:Shop.Legacy.PriceCache.PricesOfYesterday")]
    [InlineData("growthguard.excluded_symbols = T:Shop.Legacy.Price")]
    [InlineData("growthguard.excluded_symbols = M:Shop.Legacy.PriceCache")]
    [InlineData("growthguard.excluded_symbols = PriceCache")]
    [InlineData("growthguard.GG1008.excluded_symbols = T:Shop.Legacy.PriceCache")]
    public Task NotNamed_Diagnostic(string option) => VerifyAsync("[|Prices|]", option);

    [Fact]
    public Task FileOfAnotherSection_Diagnostic() => VerifyAsync("[|Prices|]", "growthguard.excluded_symbols = N:Shop", "[/other/*.cs]");

    private static async Task VerifyAsync(string field, string option, string section = "[*.cs]")
    {
        var test = new VerifyCS.Test
        {
            TestCode = $$"""
                namespace Shop.Legacy;

                public static class PriceCache
                {
                    private static readonly System.Collections.Generic.Dictionary<string, decimal> {{field}} = new();

                    public static void Handle(string sku) => Prices[sku] = 1;
                }
                """,
        };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n{section}\n{option}\n"));
        await test.RunAsync();
    }
}
