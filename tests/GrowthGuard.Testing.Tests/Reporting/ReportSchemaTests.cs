using System.Text.Json;
using System.Text.Json.Nodes;
using GrowthGuard.Testing.Reporting;
using Json.Schema;

namespace GrowthGuard.Testing.Tests.Reporting;

/// <summary>Reports against their published schema.</summary>
public sealed class ReportSchemaTests
{
    private static readonly JsonSchema Published = JsonSchema.FromText(Text());

    private static readonly JsonSchema PublishedOnly =
        JsonSchema.FromText(Closed(JsonNode.Parse(Text())!).ToJsonString().Replace("/flat-1.", "/flat-1-only."));

    private static readonly HeapGrowth Held = new()
    {
        Type = "Order",
        Holder = "static field Shop.Registry._last",
        Root = "Shop.Registry._last",
        Path = ["static Shop.Registry._last (Order)"],
        CountPerInvocation = 1,
        BytesPerInvocation = 120,
        Share = 0.9,
    };

    private static readonly InvocationLatency Latency = new()
    {
        PerSecond = 1000,
        Median = TimeSpan.FromMilliseconds(1),
        Percentile95 = TimeSpan.FromMilliseconds(2),
        Percentile99 = TimeSpan.FromMilliseconds(3),
        Longest = TimeSpan.FromMilliseconds(4),
    };

    public static TheoryData<string, string> Reports => new()
    {
        { "flat", Results.Flat().ToJson() },
        { "leak", Results.Leak(Results.Growing(Results.Lines)).ToJson() },
        {
            "leak with all that there can be",
            (Results.Leak(Results.Growing(Results.Lines)) with { Held = [Held], Latency = Latency }).ToJson()
        },
        { "no runs", JsonReport.Of([]) },
        { "several runs", JsonReport.Of([Outcome(Results.Flat()), Failed(Results.Leak().Series), Failed(series: null)]) },
    };

    [Theory, MemberData(nameof(Reports))]
    public void Report_is_as_published(string what, string json) => Assert.True(IsValid(Published, json), what);

    /// <summary>What is written must be documented.</summary>
    [Theory, MemberData(nameof(Reports))]
    public void Report_has_nothing_that_is_not_published(string what, string json) =>
        Assert.True(IsValid(PublishedOnly, json), what);

    [Theory]
    [InlineData("verdict")]
    [InlineData("series")]
    [InlineData("rates")]
    public void Report_without_a_part_is_not_valid(string part)
    {
        var report = JsonNode.Parse(Results.Flat().ToJson())!.AsObject();
        report.Remove(part);

        Assert.False(IsValid(Published, report.ToJsonString()));
    }

    [Fact]
    public void Run_without_a_verdict_says_why_and_what_was_read()
    {
        using var json = JsonDocument.Parse(JsonReport.Of([Failed(Results.Leak().Series)]));

        var run = json.RootElement.GetProperty("runs")[0];

        Assert.Equal("crashed", run.GetProperty("failure").GetString());
        Assert.Equal(2000, run.GetProperty("invocations").GetInt32());
        Assert.Equal(1_248_000, run.GetProperty("series").GetProperty("channels").GetProperty("heap")[80].GetInt64());
    }

    private static RunOutcome Outcome(MemoryFlatResult result) => new(result.Scenario, result, Failure: null);

    private static RunOutcome Failed(MemorySeries? series) =>
        new("Shop.Tests.Dying", Result: null, new MemoryRunException(RunFailure.Crashed, "It is gone.") { Series = series });

    private static bool IsValid(JsonSchema schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return schema.Evaluate(document.RootElement).IsValid;
    }

    /// <summary>The same, but nothing may be in an object that is not listed.</summary>
    private static JsonNode Closed(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var member in members.Select(member => member.Value).OfType<JsonNode>().ToList())
            {
                Closed(member);
            }

            if (members["properties"] is JsonObject && members["required"] is JsonArray)
            {
                members["additionalProperties"] = false;
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>())
            {
                Closed(item);
            }
        }

        return node;
    }

    private static string Text()
    {
        using var reader = new StreamReader(typeof(ReportSchemaTests).Assembly.GetManifestResourceStream("flat-1.schema.json")!);
        return reader.ReadToEnd();
    }
}
