using System.Diagnostics.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.HandlerRegistersEachTimeAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2004: what a handler registers, on each invocation, with an object that outlives it.</summary>
public sealed class HandlerRegistersEachTimeTests
{
    [Theory]
    [InlineData("[|Shared.DefaultRequestHeaders.Add(\"x-request\", context.AwsRequestId)|];")]
    [InlineData("[|Shared.DefaultRequestHeaders.TryAddWithoutValidation(\"x-request\", text)|];")]
    [InlineData("[|Shared.DefaultRequestHeaders.Accept.Add(new System.Net.Http.Headers.MediaTypeWithQualityHeaderValue(\"text/plain\"))|];")]
    [InlineData("[|_own.DefaultRequestHeaders.Add(\"x-request\", text)|];")]
    [InlineData("[|Options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter())|];")]
    [InlineData("[|System.Diagnostics.Trace.Listeners.Add(new System.Diagnostics.ConsoleTraceListener())|];")]
    [InlineData("[|System.Diagnostics.ActivitySource.AddActivityListener(new System.Diagnostics.ActivityListener())|];")]
    [InlineData("[|Meter.CreateObservableGauge(\"orders\", () => text.Length)|];")]
    [InlineData("[|_s3.AfterResponseEvent += OnResponse|];")]
    [InlineData("Register();")]
    public Task A_registration_is_reported(string statement) => VerifyAsync(Function(statement, statement == "Register();"));

    [Theory]
    [InlineData("var client = new HttpClient(); client.DefaultRequestHeaders.Add(\"x-request\", text);")]
    [InlineData("Shared.DefaultRequestHeaders.Remove(\"x-request\"); Shared.DefaultRequestHeaders.Add(\"x-request\", text);")]
    [InlineData("Shared.DefaultRequestHeaders.Clear(); Shared.DefaultRequestHeaders.Add(\"x-request\", text);")]
    [InlineData("Shared.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue(\"Bearer\", text);")]
    [InlineData("var request = new HttpRequestMessage(); request.Headers.Add(\"x-request\", text);")]
    [InlineData("var options = new JsonSerializerOptions(); options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());")]
    [InlineData("if (!_isSet) { _isSet = true; Options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()); }")]
    [InlineData("_s3.AfterResponseEvent += OnResponse; _s3.AfterResponseEvent -= OnResponse;")]
    [InlineData("var s3 = new Amazon.S3.AmazonS3Client(); s3.AfterResponseEvent += OnResponse;")]
    [InlineData("Console.WriteLine(Shared.DefaultRequestHeaders.Count());")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += OnResponse;")]
    public Task What_is_undone_or_short_lived_is_not_reported(string statement) => VerifyAsync(Function(statement));

    [Theory]
    [InlineData("services.AddSingleton<Tracing>()", false)]
    [InlineData("services.AddScoped<Tracing>()", true)]
    public Task A_flag_of_a_singleton_is_set_once(string registration, bool isReported) => VerifyAsync($$"""
        public class Tracing
        {
            private System.Diagnostics.ActivitySource _source;

            public System.Diagnostics.ActivitySource Source
            {
                get
                {
                    if (_source != null)
                        return _source;
                    _source = new System.Diagnostics.ActivitySource("orders");
                    {{(isReported ? "[|" : "")}}System.Diagnostics.ActivitySource.AddActivityListener(new System.Diagnostics.ActivityListener()){{(isReported ? "|]" : "")}};
                    return _source;
                }
            }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => {{registration}};
        }

        public class OrdersController : ControllerBase
        {
            private readonly Tracing _tracing;

            public OrdersController(Tracing tracing) => _tracing = tracing;

            [HttpGet]
            public void Get() => _tracing.Source.StartActivity("get");
        }
        """);

    [Fact]
    public Task Start_up_code_is_not_reported() => VerifyAsync("""
        public class Function
        {
            private static readonly HttpClient Shared = new();
            private static readonly JsonSerializerOptions Options = new();

            static Function() => Options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());

            public Function() => Shared.DefaultRequestHeaders.Add("x-service", "orders");

            public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { }

            public static void ConfigureServices(IServiceCollection services) => System.Diagnostics.Trace.Listeners.Add(new System.Diagnostics.ConsoleTraceListener());
        }
        """);

    [Fact]
    public Task A_client_of_one_request_is_not_reported() => VerifyAsync("""
        public class OrdersController : ControllerBase
        {
            private readonly HttpClient _client;

            public OrdersController(HttpClient client) => _client = client;

            [HttpGet]
            public void Get(string id) => _client.DefaultRequestHeaders.Add("x-request", id);
        }
        """);

    private static string Function(string statement, bool helper = false) => $$"""
        public class Function
        {
            private static readonly HttpClient Shared = new();
            private static readonly JsonSerializerOptions Options = new();
            private static readonly System.Diagnostics.Metrics.Meter Meter = new("orders");
            private static bool _isSet;
            private readonly HttpClient _own = new();
            private readonly Amazon.S3.AmazonS3Client _s3 = new();

            public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
            }

            private void OnResponse(object sender, EventArgs e) { }

            {{(helper ? "private static void Register() => [|Options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter())|];" : "")}}
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => HandlerHost.Prepare(new VerifyCS.Test(), source).RunAsync();
}
