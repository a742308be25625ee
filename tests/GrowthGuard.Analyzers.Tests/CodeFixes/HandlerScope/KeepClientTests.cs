using GrowthGuard.Analyzers.Tests.HandlerScope;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.ClientIsMadePerInvocationAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.KeepClientCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.HandlerScope;

/// <summary>The fix of GG2005.</summary>
public sealed class KeepClientTests
{
    [Theory]
    [InlineData(
        "var client = [|new Amazon.S3.AmazonS3Client()|]; await client.GetBucketLocationAsync(text);",
        "Amazon.S3.AmazonS3Client Client = new Amazon.S3.AmazonS3Client()",
        "var client = Client; await client.GetBucketLocationAsync(text);")]
    [InlineData(
        "var client = [|new Amazon.S3.AmazonS3Client(Amazon.RegionEndpoint.EUWest1)|]; await client.GetBucketLocationAsync(text);",
        "Amazon.S3.AmazonS3Client Client = new Amazon.S3.AmazonS3Client(Amazon.RegionEndpoint.EUWest1)",
        "var client = Client; await client.GetBucketLocationAsync(text);")]
    [InlineData(
        "HttpClient client = [|new()|]; Console.WriteLine(await client.GetStringAsync(text));",
        "HttpClient Client = new HttpClient()",
        "HttpClient client = Client; Console.WriteLine(await client.GetStringAsync(text));")]
    [InlineData(
        "var client = [|new HttpClient { Timeout = TimeSpan.Zero }|]; Func<Task> send = () => client.GetAsync(text); await send();",
        "HttpClient Client = new HttpClient { Timeout = TimeSpan.Zero }",
        "var client = Client; Func<Task> send = () => client.GetAsync(text); await send();")]
    [InlineData(
        "Console.WriteLine(await [|new HttpClient()|].GetStringAsync(text));",
        "HttpClient Client = new HttpClient()",
        "Console.WriteLine(await Client.GetStringAsync(text));")]
    [InlineData(
        "Console.WriteLine(JsonSerializer.Serialize(text, [|new JsonSerializerOptions { WriteIndented = true }|]));",
        "JsonSerializerOptions Options = new JsonSerializerOptions { WriteIndented = true }",
        "Console.WriteLine(JsonSerializer.Serialize(text, Options));")]
    [InlineData(
        "Console.WriteLine(JsonSerializer.Serialize(text, [|new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }|]));",
        "JsonSerializerOptions Options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }",
        "Console.WriteLine(JsonSerializer.Serialize(text, Options));")]
    [InlineData(
        "var options = [|new JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }|]; JsonSerializer.Serialize(text, options);",
        "JsonSerializerOptions Options = new JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }",
        "var options = Options; JsonSerializer.Serialize(text, options);")]
    public Task What_only_sends_requests_is_kept(string before, string field, string after) =>
        VerifyAsync(Function(before), Function(after, $"private static readonly {field};"));

    [Fact]
    public Task Fix_all_keeps_all() => VerifyAsync(
        Function(
            "var client = [|new Amazon.S3.AmazonS3Client()|]; await client.GetBucketLocationAsync(text); JsonSerializer.Serialize(text, [|new JsonSerializerOptions { WriteIndented = true }|]);"),
        Function(
            "var client = Client; await client.GetBucketLocationAsync(text); JsonSerializer.Serialize(text, Options);",
            "private static readonly Amazon.S3.AmazonS3Client Client = new Amazon.S3.AmazonS3Client();\n    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions { WriteIndented = true };"));

    [Theory]
    [InlineData("using var client = [|new HttpClient()|]; await client.GetAsync(text);")]
    [InlineData("using (var client = [|new HttpClient()|]) await client.GetAsync(text);")]
    [InlineData("var client = [|new HttpClient()|]; client.Timeout = TimeSpan.Zero;")]
    [InlineData("var client = [|new HttpClient()|]; client.DefaultRequestHeaders.Add(\"a\", text); await client.GetAsync(text);")]
    [InlineData("var client = [|new HttpClient()|]; client.Dispose();")]
    [InlineData("var client = [|new HttpClient()|]; client.CancelPendingRequests();")]
    [InlineData("var client = [|new HttpClient()|]; Configure(client, text); await client.GetAsync(text);")]
    [InlineData("var client = [|new HttpClient()|]; await client.WithTenant(text).GetAsync(text);")]
    [InlineData("var client = [|new HttpClient()|]; await new Api(client, text).CallAsync();")]
    [InlineData("Configure([|new HttpClient()|], text);")]
    [InlineData("var client = [|new HttpClient()|]; var alias = client; alias.Timeout = TimeSpan.Zero;")]
    [InlineData("var client = [|new HttpClient()|]; Action change = () => client.Timeout = TimeSpan.Zero; change();")]
    [InlineData("var client = [|new HttpClient()|]; _last = client;")]
    [InlineData("var client = [|new HttpClient()|]; Action dispose = client.Dispose; dispose();")]
    [InlineData("var client = [|new Amazon.S3.AmazonS3Client()|]; client.AfterResponseEvent += (_, _) => Console.WriteLine(text);")]
    [InlineData("var client = [|new HttpClient(new TenantHandler())|]; await client.GetAsync(text);")]
    [InlineData("var client = [|new HttpClient { BaseAddress = Tenant.Address }|]; await client.GetAsync(text);")]
    [InlineData("var client = [|new JsonSerializerOptions()|]; client.WriteIndented = true; JsonSerializer.Serialize(text, client);")]
    [InlineData("var client = [|new ServiceCollection().BuildServiceProvider()|];")]
    [InlineData("var cache = [|new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions())|]; cache.CreateEntry(text);")]
    public Task What_may_belong_to_one_invocation_is_left_alone(string statement) => VerifyAsync(Function(statement), Function(statement));

    private static Task VerifyAsync(string source, string fixedSource)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        HandlerHost.PrepareFixed(test.FixedState, fixedSource);
        return test.RunAsync();
    }

    private static string Function(string statement, string? field = null) => $$"""
        public class Function
        {
        {{(field is null ? "" : $"    {field}\n\n")}}    private static HttpClient _last;

            public async Task Handle(string text, Amazon.Lambda.Core.ILambdaContext context)
            {
                await Task.Yield();
                {{statement}}
            }

            private static void Configure(HttpClient client, string tenant) => client.DefaultRequestHeaders.Add("tenant", tenant);
        }

        public static class Clients
        {
            public static HttpClient WithTenant(this HttpClient client, string tenant) { client.DefaultRequestHeaders.Add("tenant", tenant); return client; }
        }

        public sealed class Api
        {
            private readonly HttpClient _client;

            public Api(HttpClient client, string tenant) { _client = client; client.DefaultRequestHeaders.Add("tenant", tenant); }

            public Task CallAsync() => _client.GetAsync("/");
        }

        public sealed class TenantHandler : HttpClientHandler { private readonly Uri _address; public TenantHandler() => _address = Tenant.Address; }

        public static class Tenant { public static Uri Address => new Uri(Environment.CommandLine); }
        """;
}
