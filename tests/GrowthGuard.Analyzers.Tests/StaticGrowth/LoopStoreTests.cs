using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SingletonCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1008: locals that the endless loop of a hosted service fills.</summary>
public sealed class LoopStoreTests
{
    [Theory]
    [InlineData(
        "var {|#0:tasks|} = new List<Task>();",
        "while (!stop.IsCancellationRequested) { var order = await Next(stop); {|#1:tasks.Add(Handle(order))|}; } await Task.WhenAll(tasks);",
        "each call adds to it",
        "tasks")]
    [InlineData(
        "var {|#0:seen|} = new HashSet<string>();",
        "while (true) { var order = await Next(stop); if ({|#1:seen.Add(order.Id)|}) await Handle(order); }",
        "keyed by 'order.Id', open domain",
        "seen")]
    [InlineData(
        "var {|#0:totals|} = new Dictionary<string, decimal>();",
        "for (;;) { var order = await Next(stop); {|#1:totals[order.Id]|} = order.Total; }",
        "keyed by 'order.Id', open domain",
        "totals")]
    public Task A_local_that_an_endless_loop_fills_is_reported(string local, string loop, string how, string name) => VerifyAsync(
        Worker(local + " " + loop),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1)
            .WithMessage(
                $"Local '{name}' of hosted service 'Worker' grows in 'ExecuteAsync' ({how}); nothing evicts from it and it has no documented bound"));

    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { var tasks = new List<Task>(); tasks.Add(Handle(await Next(stop))); await Task.WhenAll(tasks); }")]
    [InlineData("var tasks = new List<Task>(); while (!stop.IsCancellationRequested) { tasks.RemoveAll(task => task.IsCompleted); tasks.Add(Handle(await Next(stop))); }")]
    [InlineData("var batch = new List<Order>(); while (!stop.IsCancellationRequested) { batch.Add(await Next(stop)); if (batch.Count == 100) batch = new List<Order>(); }")]
    [InlineData("var batch = new List<Order>(); while (!stop.IsCancellationRequested) { batch.Add(await Next(stop)); if (batch.Count == 100) batch.Clear(); }")]
    [InlineData("var all = new List<Order>(); while (true) { var order = await Next(stop); if (order == null) break; all.Add(order); } Console.WriteLine(all);")]
    [InlineData("var all = new List<Order>(); while (true) { var order = await Next(stop); if (order == null) return; all.Add(order); }")]
    [InlineData("var all = new List<Order>(); while (all.Count < 100) all.Add(await Next(stop));")]
    [InlineData("var all = new List<Order>(); for (var i = 0; i < 10; i++) all.Add(await Next(stop));")]
    [InlineData("var kinds = new HashSet<DayOfWeek>(); while (true) { await Next(stop); kinds.Add(DateTime.UtcNow.DayOfWeek); }")]
    [InlineData("var kinds = new Dictionary<Type, int>(); while (true) { var order = await Next(stop); kinds[order.GetType()] = 1; }")]
    public Task A_local_that_is_emptied_or_whose_loop_ends_is_not_reported(string body) => VerifyAsync(Worker(body));

    [Fact]
    public Task A_local_of_any_other_object_is_not_reported() =>
        VerifyAsync(Worker("var tasks = new List<Task>(); while (!stop.IsCancellationRequested) { tasks.Add(Handle(await Next(stop))); }")
            .Replace("Worker : BackgroundService", "Worker", StringComparison.Ordinal)
            .Replace("protected override", "public", StringComparison.Ordinal));

    private static string Worker(string body) => $$"""
        public sealed class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                {{body}}
            }

            private static Task<Order> Next(CancellationToken stop) => Task.FromResult(new Order("1", 1));

            private static Task Handle(Order order) => Task.CompletedTask;
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
