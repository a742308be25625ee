using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Policy.SolutionRecordAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What a compilation records, where a log is written, for a check that sees all projects of a solution.</summary>
public sealed class SolutionRecordTests
{
    private const string Recorded = "is_global = true\nbuild_property.GrowthGuardRecordsRegistrations = true\n";

    [Theory]
    [InlineData("services.AddSingleton<IMemoryCache, MemoryCache>()", "singleton")]
    [InlineData("services.AddSingleton<MemoryCache>()", "singleton")]
    [InlineData("services.AddSingleton(typeof(IMemoryCache), typeof(MemoryCache))", "singleton")]
    [InlineData("services.AddSingleton<IMemoryCache>(_ => new MemoryCache(null))", "singleton")]
    [InlineData("services.AddSingleton(new MemoryCache(null))", "singleton")]
    [InlineData("services.AddScoped<IMemoryCache, MemoryCache>()", "other")]
    [InlineData("services.AddTransient(typeof(MemoryCache))", "other")]
    public Task Registered_class_of_another_assembly_is_recorded(string registration, string lifetime) => VerifyAsync(
        Recorded,
        Startup($"{{|#0:{registration}|}}"),
        (SolutionRecord.Registrations, $"{lifetime} TestProject T:Microsoft.Extensions.Caching.Memory.MemoryCache"));

    [Theory]
    [InlineData("services.AddSingleton<Clock>()")]
    [InlineData("services.AddSingleton<IMemoryCache>(services => (IMemoryCache)services)")]
    [InlineData("services.GetHashCode()")]
    public Task Class_of_the_project_and_a_service_without_a_class_are_not(string registration) =>
        VerifyAsync(Recorded, Startup(registration) + "public sealed class Clock { }");

    [Theory]
    [InlineData("")]
    [InlineData("is_global = true\nbuild_property.GrowthGuardRecordsRegistrations = false\n")]
    public Task Nothing_is_recorded_where_no_log_is_written(string config) => VerifyAsync(
        config, Startup("services.AddSingleton<MemoryCache>()") + Store("public sealed class", "Rates", "_rates"));

    [Fact]
    public Task Store_of_a_class_that_looks_like_no_service_is_recorded() => VerifyAsync(
        Recorded,
        Store("public sealed class", "Rates", "{|#0:_rates|}"),
        (SolutionRecord.Rule, "GG1008"),
        (DiagnosticPropertyNames.IfSingleton, "T:Rates"),
        (DiagnosticPropertyNames.Symbol, "F:Rates._rates"));

    [Theory]
    // The rule itself reports it.
    [InlineData("public sealed class", "RateCache", "")]
    [InlineData("internal sealed class", "Rates", "")]
    [InlineData("public sealed record", "Rates", "")]
    [InlineData("public sealed class", "Rates", "public static class Desk { public static decimal Ask(string currency) => new Rates().Of(currency); }")]
    public Task Store_that_is_reported_or_has_its_life_here_is_not(string kind, string name, string more) =>
        VerifyAsync(Recorded, Store(kind, name, "_rates") + more);

    [Fact]
    public Task Queue_of_a_class_that_looks_like_no_service_is_recorded() => VerifyAsync(
        Recorded,
        """
        public sealed class Mail
        {
            private readonly Channel<string> {|#0:_mail|} = Channel.CreateUnbounded<string>();

            public void Accept(string letter) => _mail.Writer.TryWrite(letter);
        }
        """,
        (SolutionRecord.Rule, "GG1006"),
        (DiagnosticPropertyNames.IfSingleton, "T:Mail"));

    [Fact]
    public Task Context_that_a_class_keeps_is_recorded() => VerifyAsync(
        Recorded,
        """
        public sealed class Visits
        {
            private Microsoft.AspNetCore.Http.HttpContext _last;

            public void Saw(Microsoft.AspNetCore.Http.HttpContext context) => {|#0:_last = context|};

            public string Path => _last.Request.Path;
        }
        """,
        (SolutionRecord.Rule, "GG2003"),
        (DiagnosticPropertyNames.IfSingleton, "T:Visits"));

    [Fact]
    public Task Context_that_a_constructor_keeps_is_not() => VerifyAsync(
        Recorded,
        """
        public sealed class Visits
        {
            private readonly Microsoft.AspNetCore.Http.HttpContext _last;

            public Visits(Microsoft.AspNetCore.Http.HttpContext context) => _last = context;

            public string Path => _last.Request.Path;
        }
        """);

    private static string Startup(string registration) => $$"""
        public static class Startup
        {
            public static void Configure(IServiceCollection services) => {{registration}};
        }

        """;

    private static string Store(string kind, string name, string field) => $$"""
        {{kind}} {{name}}
        {
            private readonly Dictionary<string, decimal> {{field}} = new();

            public decimal Of(string currency) => _rates[currency] = currency.Length;
        }

        """;

    private static Task VerifyAsync(string config, string source, params (string Property, string Value)[] expected)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", config.Length == 0 ? "is_global = true\n" : config));
        if (expected.Length > 0)
        {
            test.ExpectedDiagnostics.Add(
                new DiagnosticResult(SolutionRecord.Id, DiagnosticSeverity.Info)
                    .WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        }

        test.DiagnosticVerifier = (diagnostic, _, verifier) =>
        {
            foreach (var (property, value) in expected)
            {
                verifier.Equal(value, diagnostic.Properties.GetValueOrDefault(property));
            }
        };
        return test.RunAsync();
    }
}
