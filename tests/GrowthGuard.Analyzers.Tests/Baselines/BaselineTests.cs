using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.TestHarness;
using Calls = GrowthGuard.Analyzers.Tests.Baselines.BaselineTest<GrowthGuard.Analyzers.Rules.Growth.CallMakesProcessCodeAnalyzer>;
using Stores = GrowthGuard.Analyzers.Tests.Baselines.BaselineTest<GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Baselines;

/// <summary>What a baseline accepts, and GG5001 for lines that accept nothing.</summary>
public sealed class BaselineTests
{
    private const string Leak = """
        using System.Collections.Generic;

        namespace Shop;

        public class PriceCache
        {
            private static readonly Dictionary<string, int> _prices = new();

            public void Handle(string sku) => _prices[sku] = 1;
        }
        """;

    private static readonly string Reported = Leak.Replace("_prices = new()", "{|GG1001:_prices|} = new()", StringComparison.Ordinal);

    private static readonly string Mended = Leak.Replace("_prices[sku] = 1", "_prices.Clear()", StringComparison.Ordinal);

    [Fact]
    public Task NoBaseline_Reported() => Stores.VerifyAsync(Reported, "# nothing is accepted\n\n");

    [Theory]
    [InlineData("GG1001 F:Shop.PriceCache._prices")]
    [InlineData("GG1001 F:Shop.PriceCache._prices\n")]
    [InlineData("\uFEFF# Accepted\r\n\r\n  GG1001\tF:Shop.PriceCache._prices  # evicts from 1.9 on\r\n")]
    [InlineData("GG1001 F:Shop.PriceCache._prices x1 # one")]
    public Task LineOfTheStore_Accepted(string baseline) => Stores.VerifyAsync(Leak, baseline);

    [Fact]
    public Task StoreThatMoved_Accepted() =>
        Stores.VerifyAsync(
            "// moved down\n\n\n" +
            Leak.Replace(
                "    private static readonly",
                "    /// <summary>Prices.</summary>\n\tprivate\n\tstatic readonly",
                StringComparison.Ordinal),
            "GG1001 F:Shop.PriceCache._prices");

    [Theory]
    [InlineData("{|#0:GG1001 F:Shop.PriceCache._quotes|}", "'GG1001 F:Shop.PriceCache._quotes' matches no finding any more; delete it")]
    [InlineData("{|#0:GG1008 F:Shop.PriceCache._prices|} ", "'GG1008 F:Shop.PriceCache._prices' matches no finding any more; delete it")]
    [InlineData(
        "{|#0:GG1001|}",
        "'GG1001' is not understood; write 'RULE SYMBOL', 'RULE SYMBOL x2' or 'RULE SYMBOL  # reason', for example 'GG1001 F:Shop.PriceCache._prices  # evicts from 1.9 on'")]
    [InlineData(
        "{|#0:GG1001 F:Shop.PriceCache._prices because|}",
        "'GG1001 F:Shop.PriceCache._prices because' is not understood; write 'RULE SYMBOL', 'RULE SYMBOL x2' or 'RULE SYMBOL  # reason', for example 'GG1001 F:Shop.PriceCache._prices  # evicts from 1.9 on'")]
    [InlineData(
        "{|#0:GG9999 F:Shop.PriceCache._prices|}",
        "'GG9999 F:Shop.PriceCache._prices' accepts nothing: there is no rule 'GG9999' that a baseline can accept")]
    [InlineData(
        "{|#0:GG5001 F:Shop.PriceCache._prices|}",
        "'GG5001 F:Shop.PriceCache._prices' accepts nothing: there is no rule 'GG5001' that a baseline can accept")]
    [InlineData(
        "{|#0:GG1001 Shop.PriceCache._prices|}",
        "'GG1001 Shop.PriceCache._prices' accepts nothing: 'Shop.PriceCache._prices' is no documentation id; write for example 'F:Shop.PriceCache._prices'")]
    [InlineData("{|#0:GG1001 F:Shop.PriceCache._prices x0|}", "'GG1001 F:Shop.PriceCache._prices x0' accepts no findings; delete it")]
    public Task LineThatMatchesNothing_ReportedThere(string baseline, string message) =>
        Stores.VerifyAsync(Reported, baseline, Stores.Stale(message));

    [Fact]
    public Task LeakThatWasMended_LineIsStale() =>
        Stores.VerifyAsync(
            Mended,
            "# debt\r\n{|#0:GG1001 F:Shop.PriceCache._prices  # evicts soon|}\r\n",
            Stores.Stale("'GG1001 F:Shop.PriceCache._prices' matches no finding any more; delete it"));

    [Fact]
    public Task LineTwice_SecondIsReported() =>
        Stores.VerifyAsync(
            Leak,
            "GG1001 F:Shop.PriceCache._prices\n{|#0:GG1001 F:Shop.PriceCache._prices # again|}",
            Stores.Stale("'GG1001 F:Shop.PriceCache._prices' says again what an earlier line says; delete it"));

    [Fact]
    public Task MergeConflict_MarksAreReportedAndLinesOfBothSidesCount() => Stores.VerifyAsync(
        Leak,
        """
        {|GG5001:<<<<<<< HEAD|}
        GG1001 F:Shop.PriceCache._prices
        {|GG5001:=======|}
        {|GG5001:GG1001 F:Shop.PriceCache._prices  # theirs|}
        {|GG5001:>>>>>>> main|}
        """);

    [Theory]
    [InlineData("dotnet_diagnostic.GG1001.severity = none", "GG1001")]
    [InlineData("dotnet_diagnostic.GG1002.severity = none", "GG1002")]
    [InlineData("", "GG1002")]
    [InlineData("build_property.ProjectDir = /elsewhere/", "GG1001")]
    [InlineData("build_property.TargetFrameworks = net8.0;net10.0", "GG1001")]
    public Task LineThatThisCompilationCannotJudge_IsLeft(string config, string rule) =>
        Stores.VerifyAsync(Mended, $"{rule} F:Shop.PriceCache._prices", config);

    [Theory]
    [InlineData("build_property.ProjectDir = /0/")]
    [InlineData("build_property.TargetFrameworks =")]
    [InlineData("dotnet_diagnostic.GG1001.severity = error")]
    public Task LineThatItCanJudge_IsStale(string config) =>
        Stores.VerifyAsync(Mended, "{|GG5001:GG1001 F:Shop.PriceCache._prices|}", config);

    [Fact]
    public Task FileAboveTheProject_LinesThatAreNotUnderstoodAreReported() =>
        Stores.VerifyAsync(Mended, "GG1001 F:Shop.PriceCache._prices\n{|GG5001:nonsense|}", "build_property.ProjectDir = /elsewhere/");

    [Fact]
    public Task RuleThatIsAnErrorByConfig_Accepted() =>
        Stores.VerifyAsync(Leak, "GG1001 F:Shop.PriceCache._prices", "dotnet_diagnostic.GG1001.severity = error");

    [Theory]
    [InlineData("x2", 2)]
    [InlineData("x3", 3)]
    public Task MemberWithAsManyFindingsAsAccepted_Accepted(string count, int calls) =>
        Calls.VerifyAsync(Interns(calls), $"GG1010 M:Shop.Parser.Handle(System.String) {count}");

    [Fact]
    public Task MemberWithMoreFindingsThanAccepted_AllAreReported() =>
        Calls.VerifyAsync(Interns(3, "{|GG1010:", "|}"), "GG1010 M:Shop.Parser.Handle(System.String) x2");

    [Fact]
    public Task MemberWithFewerFindingsThanAccepted_AcceptedAndTheLineIsStale() => Calls.VerifyAsync(
        Interns(2),
        "{|#0:GG1010 M:Shop.Parser.Handle(System.String) x3|}",
        Calls.Stale(
            "'GG1010 M:Shop.Parser.Handle(System.String) x3' accepts more findings than the code has, which is 2; run 'growthguard baseline prune'"));

    [Fact]
    public async Task SeveralFiles_AcceptTogether()
    {
        var test = new Calls { TestCode = Interns(2) };
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.txt", "GG1010 M:Shop.Parser.Handle(System.String)"));
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.team.txt", "GG1010 M:Shop.Parser.Handle(System.String)"));
        await test.RunAsync();
    }

    [Fact]
    public async Task RegistrationOfAQueue_IsKnownByItsMethod()
    {
        const string source = """
            using System.Threading.Channels;
            using Microsoft.Extensions.DependencyInjection;

            namespace Microsoft.Extensions.DependencyInjection
            {
                public interface IServiceCollection { }

                public static class ServiceCollectionServiceExtensions
                {
                    public static IServiceCollection AddSingleton<T>(this IServiceCollection services, T instance) where T : class => services;
                }
            }

            public class Writer
            {
                private readonly Channel<string> _channel;

                public Writer(Channel<string> channel) => _channel = channel;

                public void Handle(string text) => _channel.Writer.TryWrite(text);
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddSingleton(Channel.CreateUnbounded<string>());
            }
            """;
        await BaselineTest<QueueIsUnboundedAnalyzer>.VerifyAsync(
            source.Replace("Channel.CreateUnbounded<string>()", "{|GG1006:Channel.CreateUnbounded<string>()|}", StringComparison.Ordinal),
            "");
        await BaselineTest<QueueIsUnboundedAnalyzer>.VerifyAsync(
            source,
            "GG1006 M:Startup.ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection)");
    }

    /// <summary>Each finding is looked up, whatever the number of lines; and each line, once, at the end.</summary>
    [Fact]
    public Task TenThousandLines_AllAreUsed() => Stores.VerifyAsync(
        $$"""
        using System.Collections.Generic;

        public class Function
        {
            {{Lines(40, i => $"private static readonly List<string> _s{i} = new();")}}
            {{Lines(40, i => $"public void Handle{i}(string text) => _s{i}.Add(text);")}}
        }
        """,
        Lines(10_000, i => i < 20 || i >= 9980 ? $"GG1001 F:Function._s{i % 9960}" : $"GG1002 F:Function._s{i}"));

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    private static string Interns(int count, string before = "", string after = "") => $$"""
        namespace Shop;

        public class Parser
        {
            public void Handle(string text)
            {
                {{string.Concat(Enumerable.Range(0, count).Select(i => $"_ = {before}string.Intern(text + {i}){after};\n"))}}
            }
        }
        """;
}
