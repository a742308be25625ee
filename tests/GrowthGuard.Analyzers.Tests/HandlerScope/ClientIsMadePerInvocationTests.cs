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
    [InlineData("var client = [|new Amazon.S3.AmazonS3Client(\"eu-west-1\")|];")]
    [InlineData("var json = JsonSerializer.Serialize(order, [|new JsonSerializerOptions { WriteIndented = true }|]);")]
    [InlineData("var services = [|new ServiceCollection().BuildServiceProvider()|];")]
    [InlineData("var cache = [|new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions())|];")]
    [InlineData("var made = Make();")]
    [InlineData("new Store().Save(order);")]
    public Task A_client_of_each_invocation_is_reported(string statement) => VerifyAsync(Function(statement));

    [Theory]
    [InlineData("_client ??= new HttpClient();")]
    [InlineData("if (_client == null) _client = new HttpClient();")]
    [InlineData("var client = Clients.GetOrAdd(order.Id, id => new HttpClient());")]
    [InlineData("var client = new Amazon.S3.AmazonS3Client(order.Id);")]
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
    [InlineData("public class Tool { public static void Run() { var client = new HttpClient(); } }")]
    public Task What_is_made_once_is_not_reported(string source) => VerifyAsync(source);

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

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => HandlerHost.Prepare(new VerifyCS.Test(), source).RunAsync();
}
