using GrowthGuard.Analyzers.Tests.HandlerScope;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.ClientIsMadePerInvocationAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.KeepClientCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.HandlerScope;

/// <summary>The fix of GG2005.</summary>
public sealed class KeepClientTests
{
    [Theory]
    [InlineData("var client = [|new Amazon.S3.AmazonS3Client()|];", "private static readonly Amazon.S3.AmazonS3Client Client = new Amazon.S3.AmazonS3Client();", "var client = Client;")]
    [InlineData("var client = [|new Amazon.S3.AmazonS3Client(\"eu\")|];", "private static readonly Amazon.S3.AmazonS3Client Client = new Amazon.S3.AmazonS3Client(\"eu\");", "var client = Client;")]
    [InlineData("HttpClient client = [|new()|];", "private static readonly HttpClient Client = new HttpClient();", "HttpClient client = Client;")]
    [InlineData("var client = [|new HttpClient { Timeout = TimeSpan.Zero }|];", "private static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.Zero };", "var client = Client;")]
    [InlineData("var client = JsonSerializer.Serialize(text, [|new JsonSerializerOptions { WriteIndented = true }|]);", "private static readonly JsonSerializerOptions Options = new JsonSerializerOptions { WriteIndented = true };", "var client = JsonSerializer.Serialize(text, Options);")]
    [InlineData("var client = [|new JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }|];", "private static readonly JsonSerializerOptions Options = new JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };", "var client = Options;")]
    public Task What_is_the_same_each_time_is_kept(string before, string field, string after) => VerifyAsync(Function(before), Function(after, field));

    [Fact]
    public Task Fix_all_keeps_all() => VerifyAsync(
        Function("var client = [|new Amazon.S3.AmazonS3Client()|]; Use([|new JsonSerializerOptions { WriteIndented = true }|]);"),
        Function("var client = Client; Use(Options);", "private static readonly Amazon.S3.AmazonS3Client Client = new Amazon.S3.AmazonS3Client();\n    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions { WriteIndented = true };"));

    [Theory]
    [InlineData("using var client = [|new HttpClient()|];")]
    [InlineData("using (var other = [|new HttpClient()|]) { } var client = 1;")]
    [InlineData("var client = [|new HttpClient()|]; client.Timeout = TimeSpan.Zero;")]
    [InlineData("var client = [|new HttpClient()|]; client.DefaultRequestHeaders.Add(\"a\", \"b\");")]
    [InlineData("var client = [|new HttpClient()|]; client.Dispose();")]
    [InlineData("var number = 1; var client = [|new HttpClient { Timeout = TimeSpan.FromSeconds(number) }|];")]
    [InlineData("var client = [|new ServiceCollection().BuildServiceProvider()|];")]
    public Task What_is_changed_or_disposed_is_left_alone(string statement) => VerifyAsync(Function(statement), Function(statement));

    private static Task VerifyAsync(string source, string fixedSource)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        HandlerHost.PrepareFixed(test.FixedState, fixedSource);
        return test.RunAsync();
    }

    private static string Function(string statement, string? field = null) => $$"""
        public class Function
        {
        {{(field is null ? "" : $"    {field}\n\n")}}    private static int _calls;

            public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
                Console.WriteLine(client);
            }

            private static void Use(object options) => _calls++;
        }
        """;
}
