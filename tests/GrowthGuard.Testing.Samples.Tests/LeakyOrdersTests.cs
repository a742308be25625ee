using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.SQSEvents;
using GrowthGuard.Testing;

namespace GrowthGuard.SamplesAtRunTime;

/// <summary>The leaks of LeakyOrders are found at run time too, each by the name of its field.</summary>
public sealed class LeakyOrdersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[]> Leaks => new()
    {
        {
            nameof(Audit),
            [
                "GG1001 AuditLog.Lines", "GG1001 AuditLog.Customers", "GG1001 AuditLog.LineCounts", "GG1006 AuditLog.Outbox",
                "GG1001 AuditLog.Recent"
            ]
        },
        { nameof(ParsingOfJson), ["GG1001 OrderParser.ParsedById"] },
        { nameof(Pricing), ["GG1001 PriceCache.Prices", "GG1005 PriceCache.Quotes", "GG1001 PriceCache._pricedAt"] },
        {
            nameof(Measuring),
            [
                "GG1001 Metrics.Report",
                "GG1001 Metrics.Samples<int>.Values",
                "GG1001 Metrics.Samples<TimeSpan>.Values",
                "GG1008 Gauges.Shared._values"
            ]
        },
        { nameof(Rejecting), ["GG1001 RejectedOrders.Messages"] },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task A_leak_fails_and_names_its_fields(string scenario, string[] expected)
    {
        var type = typeof(LeakyScenario).Assembly.GetType($"{typeof(LeakyScenario).Namespace}.{scenario}", throwOnError: true)!;

        var result = await MemoryFlat.RunAsync(ScenarioReference.To(type), Short(), Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Equal(expected.Order(StringComparer.Ordinal), NamesOf(result));
        Assert.All(result.Roots, root => Assert.EndsWith(".cs", root.Root.File));
        Assert.All(result.Roots, root => Assert.InRange(root.PerInvocation, 0.99, 200));
    }

    [Fact]
    public async Task Assemblies_that_are_emitted_for_each_invocation_are_the_cause()
    {
        var result = await MemoryFlat.RunAsync(
            ScenarioReference.To(typeof(ParsingOfXml)),
            new MemoryFlatOptions().Invocations(60),
            Cancellation);

        Assert.True(result is { Verdict: Verdict.Leak, Cause: GrowthCause.Assemblies }, result.ToString());
        Assert.Contains(result.Roots, root => root.Root is { RuleId: "GG1010", Entry: "assembly Microsoft.GeneratedCode" });
    }

    [Fact]
    public async Task The_smallest_demonstration_names_one_of_its_four_lists()
    {
        var result = await MemoryFlat.LambdaAsync<LeakyOrders.FourArrays, string>(
            static function =>
                function.Handle, static invocation => $"input {invocation}", options => options.Invocations(40), Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Equal(["GG1001 FourArrays.Kept"], NamesOf(result));
        Assert.InRange(result.Roots[0].Share!.Value, 0.9, 1);
    }

    [Fact]
    public async Task A_handler_names_its_own_field_the_events_and_the_registrations()
    {
        var result = await MemoryFlat.LambdaAsync<LeakyOrders.Function, SQSEvent>(
            static function => function.HandleAsync, Samples.FromDirectory("events"), options => options
                .Invocations(100)
                .Environment("AWS_REGION", "eu-west-1"), Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Superset(
            new HashSet<string>
            {
                "GG1001 RejectedOrders.Messages",
                "GG1007 Settings.Changed",
                "GG1007 System.AppDomain.ProcessExit",
                "GG1009 Settings.Shutdown",
                "GG1009 running timers",
                "GG2002 Function._failures",
            },
            NamesOf(result).ToHashSet());
        Assert.Contains(result.Roots, root => root.Root.Entry == "handler LeakyOrders.Subscriptions.OnHeartbeat");
    }

    [Fact]
    public async Task A_handler_that_cannot_reach_its_service_names_the_event_and_its_own_static_all_the_same()
    {
        var result = await MemoryFlat.LambdaAsync<LeakyOrders.StatusFunction, APIGatewayProxyRequest>(
            static function => function.HandleAsync,
            static invocation => new APIGatewayProxyRequest
            {
                PathParameters = new Dictionary<string, string> { ["customer"] = "7" },
                RequestContext = new() { Identity = new() { SourceIp = $"10.0.{invocation / 256}.{invocation % 256}" } },
            },
            options => options.Invocations(40).TolerateFailures().Environment("HTTPS_PROXY", "http://127.0.0.1:1"),
            Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Superset(
            new HashSet<string> { "GG1001 StatusFunction.CallsByAddress", "GG1007 Settings.Changed" },
            NamesOf(result).ToHashSet());
    }

    [Fact]
    public async Task Caches_that_only_look_like_leaks_pass()
    {
        var result = await MemoryFlat.RunAsync(ScenarioReference.To(typeof(Sound)), new MemoryFlatOptions(), Cancellation);

        Assert.True(result.Verdict == Verdict.Flat, result.ToString());
    }

    private static MemoryFlatOptions Short() => new MemoryFlatOptions().Invocations(200);

    private static IEnumerable<string> NamesOf(MemoryFlatResult result) =>
        result.Roots
            .Select(root => $"{root.Root.RuleId} {root.Root.Name.Replace("LeakyOrders.", "", StringComparison.Ordinal)}")
            .Order(StringComparer.Ordinal);
}
