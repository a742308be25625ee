using Verify = GrowthGuard.Analyzers.Tests.Bounds.BoundsVerifier<GrowthGuard.Analyzers.Rules.Growth.WrongBoundAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Bounds;

/// <summary>GG1004 in <c>GrowthGuard.bounds.txt</c>: reported in the file, at the line.</summary>
public sealed class BoundIsWrongInFileTests
{
    private const string Shop = """
        namespace Shop;

        public class PriceCache
        {
            static readonly Dictionary<string, Order> Prices = new();
            static int _count;

            public static List<string> Recent { get; } = new();

            public static event Action Changed;

            public void Handle(Order order)
            {
                if (Prices.Count < 1000)
                    Prices[order.Id] = order;
                _count++;
                Changed?.Invoke();
            }
        }

        public class Samples<T>
        {
            public static List<T> Values { get; } = new();
        }
        """;

    [Theory]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices 1000|}",
        "F:Shop.PriceCache.Prices 1000",
        "is not understood; write 'ID = VALUE  # reason', for example 'F:Shop.Cache._prices = 1000  # LRU in Trim'")]
    [InlineData(
        "{|#0:= 1000|}",
        "= 1000",
        "is not understood; write 'ID = VALUE  # reason', for example 'F:Shop.Cache._prices = 1000  # LRU in Trim'")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = unbounded # TODO|}",
        "F:Shop.PriceCache.Prices",
        "has a placeholder for its reason ('TODO'); write what keeps it small, or why it may grow")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = 1000 # …|}",
        "F:Shop.PriceCache.Prices",
        "has a placeholder for its reason ('…'); write what keeps it small, or why it may grow")]
    [InlineData("{|#0:F:Shop.PriceCache.Prices =|}", "F:Shop.PriceCache.Prices", "gives neither a number nor a reason")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = lots # LRU|}",
        "F:Shop.PriceCache.Prices",
        "is 'lots', which is not a number; write a number (entries, B, KiB, MiB or GiB), 'unbounded', or only a reason after '#'")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = 1.5|}",
        "F:Shop.PriceCache.Prices",
        "is '1.5', which is not a number; write a number (entries, B, KiB, MiB or GiB), 'unbounded', or only a reason after '#'")]
    [InlineData("{|#0:F:Shop.PriceCache.Prices = 0 # none|}", "F:Shop.PriceCache.Prices", "is 0; a bound is more than zero")]
    [InlineData("{|#0:F:Shop.PriceCache.Prices = -1|}", "F:Shop.PriceCache.Prices", "is -1; a bound is more than zero")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = 64 MB|}",
        "F:Shop.PriceCache.Prices",
        "has the unknown unit 'MB'; write entries, B, KiB, MiB or GiB")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = 40 tenants|}",
        "F:Shop.PriceCache.Prices",
        "has the unknown unit 'tenants'; write entries, B, KiB, MiB or GiB")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Prices = 1000 entries LRU|}",
        "F:Shop.PriceCache.Prices",
        "says 'LRU' behind the number; write the reason after '#'")]
    [InlineData("{|#0:F:Shop.PriceCache.Prices = 1000 #|}", "F:Shop.PriceCache.Prices", "has an empty reason")]
    [InlineData("{|#0:F:Shop.PriceCache.Prices = unbounded|}", "F:Shop.PriceCache.Prices", "is 'unbounded' and gives no reason why")]
    [InlineData(
        "{|#0:T:Shop.PriceCache = 10|}",
        "T:Shop.PriceCache",
        "is of no field, property or event; write a documentation id that begins with 'F:', 'P:' or 'E:'")]
    [InlineData(
        "{|#0:Shop.PriceCache.Prices = 10|}",
        "Shop.PriceCache.Prices",
        "is of no field, property or event; write a documentation id that begins with 'F:', 'P:' or 'E:'")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Quotes|} = 10",
        "F:Shop.PriceCache.Quotes",
        "names a symbol that does not exist; correct the id, or delete the line")]
    [InlineData(
        "{|#0:F:Shop.PriceCache.Recent|} = 10",
        "F:Shop.PriceCache.Recent",
        "names a symbol that does not exist; correct the id, or delete the line")]
    [InlineData(
        "{|#0:F:Gone.Cache.Prices|} = 10",
        "F:Gone.Cache.Prices",
        "names a symbol that does not exist; correct the id, or delete the line")]
    [InlineData(
        "{|#0:F:Shop.PriceCache._count = 10|}",
        "F:Shop.PriceCache._count",
        "is on a value of type 'int', which holds no entries; delete it")]
    [InlineData("F:Shop.PriceCache.Prices = {|#0:500|} # LRU", "F:Shop.PriceCache.Prices", "says 500 entries, but the code enforces 1000")]
    [InlineData(
        "P:Shop.PriceCache.Recent = 10\n{|#0:P:Shop.PriceCache.Recent = 20|}",
        "P:Shop.PriceCache.Recent",
        "says 20 entries, but another line says 10 entries; keep one of them")]
    [InlineData(
        "# Stores\r\n\r\n  {|#0:F:Shop.PriceCache.Prices = 0|}  \r\n",
        "F:Shop.PriceCache.Prices",
        "is 0; a bound is more than zero")]
    public Task Wrong_Diagnostic(string file, string name, string fault) =>
        Verify.VerifyFileAsync(Shop, file, Verify.Saying($"Documented bound of '{name}' {fault}"));

    [Theory]
    [InlineData("F:Shop.PriceCache.Prices = 1000")]
    [InlineData("F:Shop.PriceCache.Prices = 1,000 entries # LRU")]
    [InlineData("F:Shop.PriceCache.Prices = 64 MiB")]
    [InlineData("F:Shop.PriceCache.Prices = # one per good")]
    [InlineData("F:Shop.PriceCache.Prices = unbounded # few")]
    [InlineData("P:Shop.PriceCache.Recent = 10\nP:Shop.PriceCache.Recent = 10 # again")]
    [InlineData("P:Shop.PriceCache.Recent = 10\nP:Shop.PriceCache.Recent = 64 KiB")]
    [InlineData("E:Shop.PriceCache.Changed = 10")]
    [InlineData("P:Shop.Samples`1.Values = 10")]
    [InlineData("P:System.Diagnostics.Trace.Listeners = # foreign code")]
    [InlineData("# nothing\n\n\t\n#\n")]
    [InlineData("")]
    public Task Right_NoDiagnostic(string file) =>
        Verify.VerifyFileAsync(Shop, file);

    [Fact]
    public Task ContradictsTheAttribute_DiagnosticInTheFile() => Verify.VerifyFileAsync(
        """
        public class Function
        {
            [Bounded(1000)]
            static readonly List<string> Log = new();
        }
        """,
        "{|#0:F:Function.Log = 500|}",
        Verify.Saying("Documented bound of 'F:Function.Log' says 500 entries, but [Bounded] says 1000 entries; keep one of them"));

    [Fact]
    public Task AgreesWithTheAttribute_NoDiagnostic() => Verify.VerifyFileAsync(
        """
        public class Function
        {
            [Bounded(1000)]
            static readonly List<string> Log = new();
        }
        """,
        "F:Function.Log = 1_000 # LRU");

    [Fact]
    public async Task FileThatIsShared_OnlyTypesOfThisProjectAreMissed()
    {
        var test = Verify.TestOf(Shop);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.ProjectDir = /repo/Shop/\n"));
        test.TestState.AdditionalFiles.Add(("/repo/GrowthGuard.bounds.txt",
            "F:Other.Cache.Prices = 10\n{|#0:F:Shop.PriceCache.Quotes|} = 10"));
        test.ExpectedDiagnostics.Add(
            Verify.Saying(
                "Documented bound of 'F:Shop.PriceCache.Quotes' names a symbol that does not exist; correct the id, or delete the line"));
        await test.RunAsync();
    }

    [Fact]
    public async Task FileOfTheProject_EveryTypeIsMissed()
    {
        var test = Verify.TestOf(Shop);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.ProjectDir = /repo/Shop/\n"));
        test.TestState.AdditionalFiles.Add(("/repo/Shop/GrowthGuard.bounds.txt", "[|F:Other.Cache.Prices|] = 10"));
        await test.RunAsync();
    }

    [Fact]
    public async Task OtherFile_NoDiagnostic()
    {
        var test = Verify.TestOf(Shop);
        test.TestState.AdditionalFiles.Add(("/0/bounds.txt", "nonsense"));
        await test.RunAsync();
    }
}
