using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SingletonCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1008 in a layered solution: one project defines a service, another registers it.</summary>
public sealed class SingletonInAnotherProjectTests
{
    [Theory]
    [InlineData("public sealed class", "RateBook : IRateBook")]
    [InlineData("public class", "DiskRateBook : IRateBook")]
    [InlineData("public sealed class", "RateCache")]
    [InlineData("public class", "RateRepository")]
    public Task Service_that_nothing_here_makes_is_reported_as_info(string kind, string name) => VerifyAsync(
        Source(kind, name, "{|#0:_rates|}", "{|#1:_rates[currency]|}"),
        new DiagnosticResult("GG1008", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1)
            .WithMessage(
                $"'_rates' of '{name.Split(' ')[0]}', if that is registered as a singleton, grows in 'Of' (keyed by 'currency', open domain); nothing evicts from it and it has no documented bound"));

    [Theory]
    [InlineData("internal sealed class", "RateCache", "")]
    [InlineData("public abstract class", "RateCache", "")]
    [InlineData("public sealed class", "Rates", "")]
    [InlineData("public sealed class", "Basket : IRateBook", "")]
    [InlineData(
        "public sealed class",
        "RateCache",
        "public static class Desk { public static decimal Ask(string currency) => new RateCache().Of(currency); }")]
    [InlineData(
        "public sealed class",
        "RateCache",
        "public static class Setup { public static void Add(IServiceCollection services) => services.AddScoped<RateCache>(); }")]
    [InlineData(
        "public sealed class",
        "RateCache",
        "public static class Setup { public static void Add(IServiceCollection services) => services.AddTransient(typeof(RateCache)); }")]
    [InlineData(
        "public sealed class",
        "RateCache",
        "public static class Reader { public static RateCache Read(string text) => System.Text.Json.JsonSerializer.Deserialize<RateCache>(text); }")]
    [InlineData("public sealed record", "RateCache", "")]
    public Task Class_that_is_no_service_or_has_its_life_here_is_not_reported(string kind, string name, string more) =>
        VerifyAsync(Source(kind, name, "_rates", "_rates[currency]") + more);

    [Theory]
    [InlineData("ConcurrentDictionary<string, int> {|#0:_seen|}", "{|#1:_seen[address]|} = 1;")]
    [InlineData("Dictionary<string, int> {|#0:_seen|}", "lock (_seen) { {|#1:_seen[address]|} = 1; }")]
    public Task Object_that_threads_share_is_reported_whatever_its_name(string field, string body) => VerifyAsync(
        Visits("public", field, body),
        new DiagnosticResult("GG1008", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1)
            .WithMessage(
                "'_seen' of 'Visits', if that is registered as a singleton, grows in 'Saw' (keyed by 'address', open domain); nothing evicts from it and it has no documented bound"));

    [Theory]
    [InlineData("internal", "ConcurrentDictionary<string, int> _seen", "_seen[address] = 1;", "")]
    [InlineData("public", "Dictionary<string, int> _seen", "_seen[address] = 1;", "")]
    [InlineData("public", "List<string> _seen", "lock (_seen) _seen.Add(address);", "")]
    [InlineData("public", "ConcurrentDictionary<string, int> _seen", "_seen[address] = 1; _seen.TryRemove(address, out _);", "")]
    [InlineData(
        "public",
        "ConcurrentDictionary<string, int> _seen",
        "_seen[address] = 1;",
        "public static class Page { public static void Show(string address) => new Visits().Saw(address); }")]
    public Task Object_of_one_thread_or_one_that_is_made_here_is_not_reported(string access, string field, string body, string more) =>
        VerifyAsync(Visits(access, field, body) + more);

    private static string Visits(string access, string field, string body) => $$"""
        {{access}} sealed class Visits
        {
            private readonly {{field}} = new();

            public void Saw(string address) { {{body}} }
        }

        """;

    [Theory]
    [InlineData("_rates.Count < 100 ? _rates[currency] = 1 : 0")]
    [InlineData("_rates.TryGetValue(currency, out var rate) ? rate : 0")]
    [InlineData("_rates[currency.Length > 3 ? \"long\" : \"short\"] = 1")]
    public Task Store_that_is_bounded_is_not_reported(string body) => VerifyAsync($$"""
        public sealed class RateCache
        {
            private readonly Dictionary<string, decimal> _rates = new();

            public decimal Of(string currency) => {{body}};
        }
        """);

    [Fact]
    public Task Store_that_the_constructor_fills_is_not_reported() => VerifyAsync("""
        public interface INetworks { int Of(string code); }

        public sealed class Networks : INetworks
        {
            private readonly Dictionary<string, int> _networks = new();

            public Networks(List<string> codes)
            {
                foreach (var code in codes)
                    Add(code);
            }

            public int Of(string code) => _networks[code];

            private void Add(string code) => _networks.Add(code, code.Length);
        }
        """);

    [Fact]
    public Task Store_that_the_constructor_and_others_fill_is_reported_for_the_others() => VerifyAsync("""
        public interface INetworks { int Of(string code); }

        public sealed class Networks : INetworks
        {
            private readonly Dictionary<string, int> {|#0:_networks|} = new();

            public Networks(string code) => _networks.Add(code, 0);

            public int Of(string code) => {|#1:_networks[code]|} = code.Length;
        }
        """,
        new DiagnosticResult("GG1008", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1)
            .WithMessage(
                "'_networks' of 'Networks', if that is registered as a singleton, grows in 'Of' (keyed by 'code', open domain); nothing evicts from it and it has no documented bound"));

    [Fact]
    public Task Service_of_a_program_is_registered_there_or_not_at_all()
    {
        var test = TestOf(Source("public sealed class", "RateCache", "_rates", "_rates[currency]") +
            "public static class Program { public static void Main() { } }");
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    private static string Source(string kind, string name, string field, string site) => $$"""
        public interface IRateBook { decimal Of(string currency); }

        {{kind}} {{name}}
        {
            private readonly Dictionary<string, decimal> {{field}} = new();

            public decimal Of(string currency) => {{site}} = currency.Length;
        }

        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = TestOf(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static VerifyCS.Test TestOf(string source) => LongLivedHost.Prepare(new VerifyCS.Test(), source);
}
