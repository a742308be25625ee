using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Policy.FactsFileAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Facts;

/// <summary>GG5002: a line of a facts file that states nothing is reported there.</summary>
public sealed class FactIsNotUnderstoodTests
{
    [Theory]
    [InlineData("{|#0:keyd Shop.Table adds Put|}", "'keyd' is no kind of fact; docs/facts.md of GrowthGuard lists them")]
    [InlineData("{|#0:bounded|}", "'bounded' needs a name: bounded Shop.LruCache`2")]
    [InlineData(
        "{|#0:bounded Shop.Table adds Put|}",
        "'adds' is not understood; 'bounded' takes a name and nothing else: bounded Shop.LruCache`2")]
    [InlineData("{|#0:keyed Shop.Table Put|}", "'Put' is not understood; expected 'adds' or 'removes' before the names of members")]
    [InlineData(
        "{|#0:keyed Shop.Table|} # none",
        "'keyed' needs the members that add: keyed Shop.PriceTable adds Put [] removes Drop Clear")]
    [InlineData(
        "{|#0:keyed Shop.Table removes Drop|}",
        "'keyed' needs the members that add: keyed Shop.PriceTable adds Put [] removes Drop Clear")]
    [InlineData("{|#0:page-token Next adds Start|}", "'adds' is not understood; expected 'feeds' before the names in the request")]
    [InlineData(
        "{|#0:page-token Next feeds|}",
        "'page-token' needs the names in the request: page-token Info.NextBookmark feeds Bookmark StartBookmark")]
    [InlineData("{|#0:page-flag More|}", "'page-flag' needs the names in the request: page-flag MoreToCome feeds StartBehind PageNo")]
    [InlineData("{|#0:page-total Total adds Page|}", "'adds' is not understood; expected 'feeds' before the names in the request")]
    [InlineData(
        "{|#0:page-holder Info feeds Page|}",
        "'feeds' is not understood; 'page-holder' takes a name and nothing else: page-holder Info")]
    [InlineData("{|#0:page-continue|}", "'page-continue' needs a name: page-continue *Onward")]
    [InlineData(
        "{|#0:whole-result Shop.Client.OrdersClient|}",
        "'whole-result' needs the members that add: whole-result Shop.Client.OrdersClient adds FindAsync")]
    [InlineData(
        "{|#0:page-call Shop.Client.OrdersClient adds FindAsync|}",
        "'page-call' is no kind of fact; docs/facts.md of GrowthGuard lists them")]
    [InlineData(
        "# facts\r\n\r\n  {|#0:nonsense|}\r\nbounded Shop.Lru\r\n",
        "'nonsense' is no kind of fact; docs/facts.md of GrowthGuard lists them")]
    public Task Wrong_Diagnostic(string file, string error) =>
        VerifyAsync(
            "/0/GrowthGuard.facts.txt",
            file.Replace("|} # none", " # none|}", StringComparison.Ordinal),
            VerifyCS.Diagnostic().WithMessage("This line states no fact: " + error).WithLocation(0));

    [Fact]
    public Task UnknownKind_Diagnostic() =>
        VerifyAsync("/0/GrowthGuard.facts.txt", "# facts\r\n\r\n  [|keyd Shop.Table adds Put|]\r\nbounded Shop.Lru\r\n");

    [Theory]
    [InlineData("")]
    [InlineData("# keyd Shop.Table")]
    [InlineData("\uFEFFbounded Shop.Lru\r\n\r\nclosed Shop.Currency # few\r\n")]
    [InlineData("keyed Shop.Table adds Put [] removes Drop Clear")]
    [InlineData("keyed Shop.Table removes Drop adds Put")]
    [InlineData("startup-method ConfigureShop")]
    [InlineData("page-token NextCursor feeds Cursor StartCursor")]
    [InlineData("page-token Info.NextCursor feeds Cursor")]
    [InlineData("page-continue *Onward")]
    public Task Right_NoDiagnostic(string file) => VerifyAsync("/0/GrowthGuard.facts.txt", file);

    [Theory]
    [InlineData("/0/facts.txt")]
    [InlineData("/0/GrowthGuard.bounds.txt")]
    public Task OtherFile_NoDiagnostic(string path) => VerifyAsync(path, "nonsense");

    [Fact]
    public Task FileOfAPackage_Diagnostic() => VerifyAsync("/packages/shop/buildTransitive/GrowthGuard.facts.shop.txt", "[|nonsense|]");

    private static async Task VerifyAsync(string path, string file, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = "public class Empty { }" };
        test.TestState.AdditionalFiles.Add((path, file));
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }
}
