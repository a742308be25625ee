using GrowthGuard.Analyzers.Tests.HandlerScope;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.HandlerRegistersEachTimeAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.UnsubscribeAtEndCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.HandlerScope;

/// <summary>The fix of GG2004.</summary>
public sealed class UnsubscribeAtEndTests
{
    [Fact]
    public Task A_subscription_is_removed_in_finally() => VerifyAsync(
        """
        [|_s3.AfterResponseEvent += OnResponse|];
                await _s3.GetBucketLocationAsync(text);
        """,
        """
        _s3.AfterResponseEvent += OnResponse;
                try
                {
                    await _s3.GetBucketLocationAsync(text);
                }
                finally
                {
                    _s3.AfterResponseEvent -= OnResponse;
                }
        """);

    [Fact]
    public Task Fix_all_removes_all() => VerifyAsync(
        """
        [|_s3.AfterResponseEvent += OnResponse|];
                [|_other.AfterResponseEvent += OnOther|];
                await _s3.GetBucketLocationAsync(text);
        """,
        """
        _s3.AfterResponseEvent += OnResponse;
                try
                {
                    _other.AfterResponseEvent += OnOther;
                    try
                    {
                        await _s3.GetBucketLocationAsync(text);
                    }
                    finally
                    {
                        _other.AfterResponseEvent -= OnOther;
                    }
                }
                finally
                {
                    _s3.AfterResponseEvent -= OnResponse;
                }
        """);

    [Theory]
    [InlineData("[|_s3.AfterResponseEvent += (sender, e) => Console.WriteLine(text)|]; await _s3.GetBucketLocationAsync(text);")]
    [InlineData("await _s3.GetBucketLocationAsync(text); [|_s3.AfterResponseEvent += OnResponse|];")]
    [InlineData("if (text != null) { [|_s3.AfterResponseEvent += OnResponse|]; } await _s3.GetBucketLocationAsync(text);")]
    public Task What_cannot_be_removed_is_left_alone(string statements) => VerifyAsync(statements, statements);

    [Theory]
    [InlineData(
        "var listener = new System.Diagnostics.ConsoleTraceListener(); ",
        "System.Diagnostics.Trace.Listeners.Add(listener)",
        "System.Diagnostics.Trace.Listeners.Remove(listener)")]
    [InlineData("", "System.Diagnostics.Trace.Listeners.Add(_listener)", "System.Diagnostics.Trace.Listeners.Remove(_listener)")]
    public Task What_is_added_is_taken_out_in_finally(string declaration, string addition, string removal) => VerifyAsync(
        $$"""
        {{declaration}}[|{{addition}}|];
                await _s3.GetBucketLocationAsync(text);
        """,
        $$"""
        {{declaration}}{{addition}};
                try
                {
                    await _s3.GetBucketLocationAsync(text);
                }
                finally
                {
                    {{removal}};
                }
        """);

    [Theory]
    [InlineData("[|System.Diagnostics.Trace.Listeners.Add(new System.Diagnostics.ConsoleTraceListener())|]; await _s3.GetBucketLocationAsync(text);")]
    [InlineData("var listener = new System.Diagnostics.ConsoleTraceListener(); [|System.Diagnostics.Trace.Listeners.Add(listener)|]; listener = null; await _s3.GetBucketLocationAsync(text);")]
    [InlineData("var converter = new System.Text.Json.Serialization.JsonStringEnumConverter(); [|Options.Converters.Add(converter)|]; await _s3.GetBucketLocationAsync(text);")]
    [InlineData("[|Http.DefaultRequestHeaders.Add(\"x-id\", text)|]; await _s3.GetBucketLocationAsync(text);")]
    public Task What_cannot_be_taken_out_is_left_alone(string statements) => VerifyAsync(statements, statements);

    private static Task VerifyAsync(string before, string after)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), Function(before));
        HandlerHost.PrepareFixed(test.FixedState, Function(after));
        return test.RunAsync();
    }

    private static string Function(string statements) => $$"""
        public class Function
        {
            private readonly Amazon.S3.AmazonS3Client _s3 = new();
            private readonly Amazon.S3.AmazonS3Client _other = new();
            private readonly System.Diagnostics.ConsoleTraceListener _listener = new();
            private static readonly JsonSerializerOptions Options = new();
            private static readonly HttpClient Http = new();

            public async Task Handle(string text, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statements}}
            }

            private void OnResponse(object sender, EventArgs e) { }

            private void OnOther(object sender, EventArgs e) { }
        }
        """;
}
