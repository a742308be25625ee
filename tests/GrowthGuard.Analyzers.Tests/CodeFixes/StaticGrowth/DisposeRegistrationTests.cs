using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.RegistrationNeverDisposedAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.DisposeRegistrationCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

/// <summary>The fix of GG1009.</summary>
public sealed class DisposeRegistrationTests
{
    [Theory]
    [InlineData(
        "[|Stop.Token.Register(() => { })|]; // when it stops",
        "using var registration = Stop.Token.Register(() => { }); // when it stops")]
    [InlineData("_ = [|Stop.Token.Register(() => { })|];", "using var registration = Stop.Token.Register(() => { });")]
    [InlineData(
        "var registration = 1; [|Stop.Token.Register(() => { })|];",
        "var registration = 1; using var registration2 = Stop.Token.Register(() => { });")]
    [InlineData("var kept = [|Stop.Token.Register(() => { })|];", "using var kept = Stop.Token.Register(() => { });")]
    [InlineData(
        "var linked = [|CancellationTokenSource.CreateLinkedTokenSource(Stop.Token, token)|]; Work(linked.Token);",
        "using var linked = CancellationTokenSource.CreateLinkedTokenSource(Stop.Token, token); Work(linked.Token);")]
    public Task The_statement_becomes_a_using_declaration(string before, string after) =>
        VerifyCS.VerifyCodeFixAsync(Source("Handle", before), Source("Handle", after));

    [Theory]
    [InlineData("Handle", "if (token == default) [|Stop.Token.Register(() => { })|];")]
    [InlineData("Handle", "var linked = [|CancellationTokenSource.CreateLinkedTokenSource(Stop.Token)|]; Later(() => Work(linked.Token));")]
    [InlineData("Handle", "CancellationTokenSource linked; linked = [|CancellationTokenSource.CreateLinkedTokenSource(Stop.Token)|];")]
    [InlineData("Handle", "var linked = [|CancellationTokenSource.CreateLinkedTokenSource(Stop.Token)|]; linked = null;")]
    [InlineData("Handle", "Work([|CancellationTokenSource.CreateLinkedTokenSource(Stop.Token)|].Token);")]
    [InlineData("Handle", "var timer = [|new System.Timers.Timer(1000)|]; timer.Start();")]
    [InlineData("StartAll", "[|Stop.Token.Register(() => { })|];")]
    public Task What_outlives_the_block_is_left_to_the_author(string method, string body)
    {
        var source = Source(method, body);
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    [Theory]
    [InlineData("Task", "return Task.Delay(1);")]
    [InlineData("Task<int>", "var answer = new TaskCompletionSource<int>(); return answer.Task;")]
    [InlineData("ValueTask", "return default;")]
    public Task Block_that_hands_out_a_task_ends_before_it(string result, string end)
    {
        var source = Method(result, "[|Stop.Token.Register(() => { })|]; " + end);
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    [Theory]
    [InlineData("async Task", "await Task.Delay(1);")]
    [InlineData("int", "return 1;")]
    public Task Block_that_waits_ends_with_its_work(string result, string end) => VerifyCS.VerifyCodeFixAsync(
        Method(result, "[|Stop.Token.Register(() => { })|]; " + end),
        Method(result, "using var registration = Stop.Token.Register(() => { }); " + end));

    private static string Method(string result, string body) =>
        Source("Handle", body).Replace("static void Handle", $"static {result} Handle", StringComparison.Ordinal)
            .Replace("using System.Threading;", "using System.Threading; using System.Threading.Tasks;", StringComparison.Ordinal);

    [Fact]
    public Task Older_languages_have_no_using_declarations()
    {
        var source = Source("Handle", "[|Stop.Token.Register(() => { })|];");
        return new VerifyCS.Test { TestCode = source, FixedCode = source, LanguageVersion = LanguageVersion.CSharp7_3 }.RunAsync();
    }

    [Fact]
    public Task Fix_all_names_each() => VerifyCS.VerifyCodeFixAsync(
        Source("Handle", "[|Stop.Token.Register(() => { })|]; [|Stop.Token.Register(() => { })|];"),
        Source(
            "Handle",
            "using var registration = Stop.Token.Register(() => { }); using var registration2 = Stop.Token.Register(() => { });"));

    private static string Source(string method, string body) => $$"""
        using System;
        using System.Threading;

        public static class Api
        {
            private static readonly CancellationTokenSource Stop = new CancellationTokenSource();

            public static void {{method}}(string message, CancellationToken token)
            {
                {{body}}
            }

            public static void Main()
            {
                while (true)
                    {{method}}(Console.ReadLine(), default);
            }

            private static void Work(CancellationToken token) { }

            private static void Later(Action action) { }
        }
        """;
}
