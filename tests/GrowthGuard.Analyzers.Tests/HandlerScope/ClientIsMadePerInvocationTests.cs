using System.Diagnostics.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.ClientIsMadePerInvocationAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2005: clients and the like that a handler makes on each invocation.</summary>
public sealed class ClientIsMadePerInvocationTests
{
    [Theory]
    [InlineData("var client = [|new HttpClient()|];")]
    [InlineData("using var client = [|new HttpClient()|];")]
    [InlineData("HttpClient client = [|new()|];")]
    [InlineData("var client = [|new Amazon.S3.AmazonS3Client()|];")]
    [InlineData("var client = [|new Amazon.S3.AmazonS3Client(Amazon.RegionEndpoint.EUWest1)|];")]
    [InlineData("var json = JsonSerializer.Serialize(order, [|new JsonSerializerOptions { WriteIndented = true }|]);")]
    [InlineData("var services = [|new ServiceCollection().BuildServiceProvider()|];")]
    [InlineData("var cache = [|new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions())|];")]
    [InlineData("var meter = [|new System.Diagnostics.Metrics.Meter(\"orders\")|];")]
    [InlineData("var source = [|new System.Diagnostics.ActivitySource(\"orders\")|];")]
    [InlineData("var made = Make();")]
    [InlineData("new Store().Save(order);")]
    public Task A_client_of_each_invocation_is_reported(string statement) => VerifyAsync(Function(statement));

    [Theory]
    [InlineData("_client ??= new HttpClient();")]
    [InlineData("if (_client == null) _client = new HttpClient();")]
    [InlineData("var client = Clients.GetOrAdd(order.Id, id => new HttpClient());")]
    [InlineData("var client = new Amazon.S3.AmazonS3Client(Amazon.RegionEndpoint.GetBySystemName(order.Id));")]
    [InlineData("var client = new HttpClient { BaseAddress = new Uri(order.Id) };")]
    [InlineData("var client = Lazy.Value;")]
    [InlineData("var request = new HttpRequestMessage();")]
    [InlineData("_kept ??= new KeptStore();")]
    public Task What_is_kept_or_depends_on_the_invocation_is_not_reported(string statement) => VerifyAsync(Function(statement));

    [Theory]
    [InlineData("public class OrdersController : ControllerBase { private readonly HttpClient _client = [|new HttpClient()|]; [HttpGet] public void Get() { } }")]
    [InlineData("public class OrdersController : ControllerBase { private readonly HttpClient _client; public OrdersController() => _client = [|new HttpClient()|]; [HttpGet] public void Get() { } }")]
    [InlineData("public class Function { private readonly HttpClient _client = [|new HttpClient()|]; [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(string text) { } }")]
    public Task A_field_of_an_object_that_is_made_for_each_request_is_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public class Function { private readonly HttpClient _client = new HttpClient(); public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { } }")]
    [InlineData("public class Function { private static readonly HttpClient Client = new HttpClient(); [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(string text) { } }")]
    [InlineData("public static class Startup { public static void ConfigureServices(IServiceCollection services) { services.AddSingleton(new HttpClient()); services.AddSingleton(_ => new Amazon.S3.AmazonS3Client()); } }")]
    [InlineData("public class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) { var client = new HttpClient(); return Task.CompletedTask; } }")]
    [InlineData("public class Function { private static readonly System.Diagnostics.Metrics.Meter Meter = new(\"orders\"); public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { } }")]
    [InlineData("public class Tool { public static void Run() { var client = new HttpClient(); } }")]
    public Task What_is_made_once_is_not_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public class Shop : Microsoft.EntityFrameworkCore.DbContext { protected override void OnConfiguring(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) { var loggers = [|LoggerFactory.Create(_ => { })|]; } }")]
    [InlineData("public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddDbContext<Shop>(options => { options.UseLoggerFactory([|LoggerFactory.Create(_ => { })|]); }); } public class Shop : Microsoft.EntityFrameworkCore.DbContext { }")]
    public Task What_the_options_of_a_database_context_are_made_with_is_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public class Shop : Microsoft.EntityFrameworkCore.DbContext { private static readonly ILoggerFactory Loggers = LoggerFactory.Create(_ => { }); protected override void OnConfiguring(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) { var loggers = Loggers; } }")]
    [InlineData("public static class Startup { public static void ConfigureServices(IServiceCollection services) { var loggers = LoggerFactory.Create(_ => { }); services.AddDbContext<Shop>(options => options.UseLoggerFactory(loggers)); } } public class Shop : Microsoft.EntityFrameworkCore.DbContext { }")]
    [InlineData("public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddScoped(_ => new HttpClient()); }")]
    [InlineData("public class Setup { protected void OnConfiguring(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) { var loggers = LoggerFactory.Create(_ => { }); } }")]
    public Task What_is_made_beside_the_options_is_not_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("services.AddScoped<Shop>();", "if (_client == null) _client = [|new MongoDB.Driver.MongoClient()|];")]
    [InlineData("services.AddTransient<Shop>();", "_client ??= [|new MongoDB.Driver.MongoClient()|];")]
    [InlineData("services.AddScoped<Shop>();", "if (_shared == null) _shared = new MongoDB.Driver.MongoClient();")]
    [InlineData("services.AddSingleton<Shop>();", "if (_client == null) _client = new MongoDB.Driver.MongoClient();")]
    [InlineData("services.AddScoped<Shop>();", "_client = _given;")]
    public Task What_a_service_of_one_request_keeps_is_made_for_each(string registration, string body) => VerifyAsync($$"""
        public class Shop
        {
            private static MongoDB.Driver.MongoClient _shared;
            private readonly MongoDB.Driver.MongoClient _given;
            private MongoDB.Driver.MongoClient _client;

            public string Read() { {{body}} return ""; }
        }

        public class OrdersController : ControllerBase
        {
            private readonly Shop _shop;

            public OrdersController(Shop shop) => _shop = shop;

            [HttpGet]
            public string Get() => _shop.Read();
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) { {{registration}} }
        }
        """);

    [Theory]
    [InlineData("var configuration = [|new Microsoft.ApplicationInsights.Extensibility.TelemetryConfiguration()|];")]
    [InlineData("var configuration = [|Microsoft.ApplicationInsights.Extensibility.TelemetryConfiguration.CreateDefault()|];")]
    [InlineData("var client = new Microsoft.ApplicationInsights.TelemetryClient([|new Microsoft.ApplicationInsights.Extensibility.TelemetryConfiguration()|]);")]
    public Task Configuration_of_telemetry_has_a_channel_of_its_own(string statement) => VerifyAsync(Function(statement));

    private static string Function(string statement) => $$"""
        public class Function
        {
            private static readonly ConcurrentDictionary<string, HttpClient> Clients = new();
            private static readonly Lazy<HttpClient> Lazy = new(() => new HttpClient());
            private static HttpClient _client;
            private static KeptStore _kept;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
            }

            private static HttpClient Make() => {{(statement.Contains("Make()") ? "[|new HttpClient()|]" : "null")}};
        }

        internal sealed class Store
        {
            private readonly HttpClient _client = {{(statement.Contains("new Store()") ? "[|new HttpClient()|]" : "null")}};

            public void Save(Order order) => _client.CancelPendingRequests();
        }

        internal sealed class KeptStore
        {
            private readonly HttpClient _client = new HttpClient();

            public void Save(Order order) => _client.CancelPendingRequests();
        }
        """;

    [Theory]
    [InlineData("while (!token.IsCancellationRequested) { var client = [|new HttpClient()|]; await client.GetStringAsync(\"http://a\", token); await Task.Delay(1000, token); }")]
    [InlineData("while (await timer.WaitForNextTickAsync(token)) { var client = [|new HttpClient()|]; await client.GetStringAsync(\"http://a\", token); }")]
    [InlineData("while (true) { await PollAsync([|new HttpClient()|]); await Task.Delay(1000, token); }")]
    public Task Client_of_each_turn_of_a_workers_loop_is_reported(string body) => VerifyAsync(Poller(body));

    [Theory]
    [InlineData("var client = new HttpClient(); while (!token.IsCancellationRequested) { await client.GetStringAsync(\"http://a\", token); await Task.Delay(1000, token); }")]
    [InlineData("while (!token.IsCancellationRequested) { var client = new HttpClient(); while (!token.IsCancellationRequested) { await PollAsync(client); } await Task.Delay(1000, token); }")]
    [InlineData("while (!token.IsCancellationRequested) { try { var client = new HttpClient(); await PollAsync(client); } catch (HttpRequestException) { await Task.Delay(1000, token); } }")]
    [InlineData("for (var i = 0; i < 3; i++) { var client = new HttpClient(); await PollAsync(client); await Task.Delay(1000, token); }")]
    public Task Client_of_a_connection_that_a_worker_makes_again_is_not_reported(string body) => VerifyAsync(Poller(body));

    // To read a property is no call of its setter.
    [Theory]
    [InlineData("Console.WriteLine(Zone);", "new HttpClient()")]
    [InlineData("Zone = \"here\";", "[|new HttpClient()|]")]
    [InlineData("Zone += \"here\";", "[|new HttpClient()|]")]
    [InlineData("(Zone, _) = (\"here\", 1);", "[|new HttpClient()|]")]
    public Task Client_of_a_setter_is_made_where_the_property_is_set(string body, string client) => VerifyAsync($$"""
        public static class Function
        {
            private static string _zone;
            private static HttpClient _client;

            public static string Zone
            {
                get => _zone;
                set { _zone = value; _client = {{client}}; }
            }

            public static void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { {{body}} _client?.CancelPendingRequests(); }
        }
        """);

    [Fact]
    public Task Client_of_a_health_check_is_reported() => VerifyAsync("""
        using Microsoft.Extensions.Diagnostics.HealthChecks;

        public sealed class ShopCheck : IHealthCheck
        {
            public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token)
            {
                using var client = [|new HttpClient()|];
                return (await client.GetAsync("http://shop", token)).IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }
        }
        """);

    private static string Poller(string body) => $$"""
        public sealed class Poller : BackgroundService
        {
            private readonly PeriodicTimer timer = new(TimeSpan.FromSeconds(1));

            protected override async Task ExecuteAsync(CancellationToken token)
            {
                {{body}}
            }

            private static Task PollAsync(HttpClient client) => client.GetStringAsync("http://a");
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => HandlerHost.Prepare(new VerifyCS.Test(), source).RunAsync();
}
