using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.HandlerScope;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.MetricFromDataAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1012: time series for each value that an invocation brings.</summary>
public sealed class MetricFromDataTests
{
    [Theory]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"order\", [|id|]));")]
    [InlineData("Calls.Add(1, KeyValuePair.Create(\"order\", (object)[|id|]));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"kind\", \"a\"), new KeyValuePair<string, object>(\"path\", [|HttpContext.Request.Path.Value|]));")]
    [InlineData("var tags = new TagList { { \"order\", [|id|] } }; Calls.Add(1, tags);")]
    [InlineData("Times.Record(1.5, new KeyValuePair<string, object>(\"user\", [|User.Identity.Name|]));")]
    [InlineData("Meter.CreateCounter<int>([|\"calls.\" + id|]).Add(1);")]
    [InlineData("Labelled.WithLabels(\"GET\", [|id|]);")]
    [InlineData("Labelled.Labels([|HttpContext.Request.Path.Value|] ?? \"/\");")]
    [InlineData("Count(id);", "[|customer|]")]
    public Task Value_of_an_invocation_is_reported(string body, string name = "customer") => VerifyAsync(Controller(body, name));

    [Theory]
    [InlineData("Calls.Add(id.Length);")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"kind\", \"a\"));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"day\", DateTime.UtcNow.DayOfWeek));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"status\", HttpContext.Response.StatusCode));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"method\", HttpContext.Request.Method));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"action\", RouteData.Values[\"action\"]));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"size\", id.Length > 10 ? \"long\" : \"short\"));")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object>(\"host\", Environment.MachineName));")]
    [InlineData("Meter.CreateCounter<int>(\"calls.total\", description: id).Add(1);")]
    [InlineData("Labelled.WithLabels(\"GET\", nameof(Get));")]
    [InlineData("Other.WithLabels(id);")]
    public Task Value_of_which_there_are_few_is_not_reported(string body) => VerifyAsync(Controller(body, "customer"));

    [Theory]
    [InlineData("if (Known.Contains(tag)) return tag; return \"other\";", false)]
    [InlineData("if (!Known.Contains(tag)) return \"other\"; return tag;", false)]
    [InlineData("return Known.Contains(tag) ? tag : \"other\";", false)]
    [InlineData("if (Known.Contains(tag)) return tag; if (Known.Count >= 100) return \"other\"; Known.Add(tag); return tag;", false)]
    [InlineData("if (Known.Count < 100) { Known.Add(tag); return tag; } return \"other\";", false)]
    [InlineData("if (tag.Length > 100) return \"other\"; return tag;", true)]
    [InlineData("if (Known.Contains(tag)) return \"known\"; return tag;", true)]
    [InlineData("if (Known.Count < 100) return \"few\"; return tag;", true)]
    [InlineData("return tag.Trim();", true)]
    public Task Helper_may_let_only_so_many_through(string body, bool isReported) => VerifyAsync(Controller(
        $"Calls.Add(1, new KeyValuePair<string, object>(\"order\", {(isReported ? "[|Limit(id)|]" : "Limit(id)")}));",
        "customer").Replace(
            "private static void Count(",
            $"private static readonly HashSet<string> Known = new(); private static string Limit(string tag) {{ {body} }} private static void Count(",
            StringComparison.Ordinal));

    [Fact]
    public Task Message_names_the_handler() => VerifyAsync(
        Controller("Calls.Add(1, new KeyValuePair<string, object>(\"order\", {|#0:id|}));", "customer"),
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage(
                "'Counter.Add' makes a time series for each value of 'id', which comes from each invocation of 'OrdersController.Get'; use a value of which there are few"));

    [Fact]
    public Task Half_typed_code_is_left_alone() => new VerifyCS.Test
    {
        TestCode =
            "class C { void M(string id, Amazon.Lambda.Core.ILambdaContext c) { meter.CreateCounter<int>( ; counter.Add(1, new(\"a\", id ; x.WithLabels(",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static string Controller(string body, string name) => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        namespace Prometheus
        {
            public abstract class Collector<TChild> { public TChild WithLabels(params string[] values) => default; public TChild Labels(params string[] values) => default; }

            public sealed class Counter : Collector<int> { }
        }

        public sealed class Sheet { public void WithLabels(string text) { } }

        public class OrdersController : ControllerBase
        {
            private static readonly Meter Meter = new("shop");
            private static readonly Counter<int> Calls = Meter.CreateCounter<int>("calls");
            private static readonly Histogram<double> Times = Meter.CreateHistogram<double>("times");
            private static readonly Prometheus.Counter Labelled = new();
            private static readonly Sheet Other = new();

            [HttpGet("{id}")]
            public void Get(string id) { {{body}} }

            private static void Count(string customer) => Calls.Add(1, new KeyValuePair<string, object>("customer", {{name}}));
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
