using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.Queries;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.UnboundedFanOutAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.LimitDegreeCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The fix of GG3007.</summary>
public sealed class LimitDegreeTests
{
    [Fact]
    public Task Tasks_are_started_in_order_and_wait_for_room() => VerifyAsync(
        """
        public sealed class Sender
        {
            public async Task SendAllAsync(List<Order> orders, CancellationToken token)
            {
                // All of them.
                await Task.[|WhenAll|](orders.Select(order => SendAsync(order, token)));
                Console.WriteLine();
            }

            private Task SendAsync(Order order, CancellationToken token) => Task.Delay(order.Id, token);
        }
        """,
        """
        public sealed class Sender
        {
            private const int MaximumParallelism = 8;

            public async Task SendAllAsync(List<Order> orders, CancellationToken token)
            {
                // All of them.
                using var gate = new SemaphoreSlim(MaximumParallelism);
                var running = new List<Task>();
                try
                {
                    foreach (var order in orders.ToList())
                    {
                        await gate.WaitAsync(token);
                        running.Add(RunAsync(order));
                    }
                }
                finally
                {
                    await Task.WhenAll(running);
                }

                async Task RunAsync(Order order)
                {
                    try
                    {
                        await SendAsync(order, token);
                    }
                    finally
                    {
                        gate.Release();
                    }
                }

                Console.WriteLine();
            }

            private Task SendAsync(Order order, CancellationToken token) => Task.Delay(order.Id, token);
        }
        """);

    [Theory]
    [InlineData(
        "await Task.[|WhenAll|](orders.Select(SendAsync));",
        "foreach (var item in orders.ToList())",
        "gate.WaitAsync();",
        "RunAsync(Order item)",
        "await SendAsync(item);")]
    [InlineData(
        "await Task.[|WhenAll|](orders.Select(async order => await SendAsync(order)).ToList()).ConfigureAwait(false);",
        "foreach (var order in orders.ToList())",
        "gate.WaitAsync().ConfigureAwait(false);",
        "RunAsync(Order order)",
        "await SendAsync(order);")]
    [InlineData(
        "await Task.[|WhenAll|](orders.Where(order => order.IsPaid).Select(order => SendAsync(order)));",
        "foreach (var order in orders.Where(order => order.IsPaid).ToList())",
        "gate.WaitAsync();",
        "RunAsync(Order order)",
        "await SendAsync(order);")]
    [InlineData(
        "await Task.[|WhenAll|](orders.Select(async order => { var id = order.Id + 1; id++; if (id > 3) return; await SendAsync(order); }));",
        "foreach (var order in orders.ToList())",
        "gate.WaitAsync();",
        "RunAsync(Order order)",
        "var id = order.Id + 1; id++; if (id > 3) return; await SendAsync(order);")]
    public Task Work_is_written_into_a_function(string before, string loop, string wait, string function, string work)
    {
        string Source(string constant, string body) => $$"""
            public sealed class Sender
            {
            {{constant}}    public async Task SendAllAsync(List<Order> orders)
                {
                    {{body}}
                }

                private Task SendAsync(Order order) => Task.Delay(order.Id);
            }
            """;
        var configured = before.Contains("ConfigureAwait", StringComparison.Ordinal) ? ".ConfigureAwait(false)" : "";
        return VerifyAsync(Source("", before), Source("    private const int MaximumParallelism = 8;\n\n", $$"""
            using var gate = new SemaphoreSlim(MaximumParallelism);
                    var running = new List<Task>();
                    try
                    {
                        {{loop}}
                        {
                            await {{wait}}
                            running.Add(RunAsync({{(function.EndsWith("item)", StringComparison.Ordinal) ? "item" : "order")}}));
                        }
                    }
                    finally
                    {
                        await Task.WhenAll(running){{configured}};
                    }

                    async Task {{function}}
                    {
                        try
                        {
                            {{work}}
                        }
                        finally
                        {
                            gate.Release();
                        }
                    }
            """));
    }

    [Theory]
    [InlineData("var all = await Task.[|WhenAll|](orders.Select(LoadAsync)); Console.WriteLine(all.Length);")]
    [InlineData("var tasks = orders.Select(LoadAsync).ToList(); await Task.[|WhenAll|](tasks);")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { return await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select((order, index) => LoadAsync(order)));")]
    [InlineData("foreach (var order in orders) _ = Task.[|Run|](() => LoadAsync(order));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { found.Add(order.Id); await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { var id = await LoadAsync(order); found.Add(id); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { bag.Add(await LoadAsync(order)); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { count++; await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { Interlocked.Increment(ref count); await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { _last = order; await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { order.IsPaid = true; await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { keep(order.Id); await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(KeepAsync));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(order => KeepAsync(order)));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(order => DeepAsync(order)));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(order => _keeper.KeepAsync(order)));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { Total += order.Id; await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(order => new { order.Id }).Select(async order => await Task.Delay(order.Id)));")]
    [InlineData("if (orders.Count > 0) await Task.[|WhenAll|](orders.Select(LoadAsync));")]
    public Task Where_results_are_wanted_or_state_is_shared_there_is_no_fix(string body)
    {
        var source = $$"""
            public interface IKeeper { Task KeepAsync(Order order); }

            public sealed class Sender : IKeeper
            {
                private readonly List<int> _kept = new();
                private readonly IKeeper _keeper;
                private Order _last;
                private int _total;

                public int Total { get => _total; set => _total = value; }

                public async Task SendAllAsync(List<Order> orders, List<int> found, System.Collections.Concurrent.ConcurrentBag<int> bag, Action<int> keep)
                {
                    var count = 0;
                    await Task.Yield();
                    {{body}}
                }

                private Task<int> LoadAsync(Order order) => Task.FromResult(order.Id);

                public async Task KeepAsync(Order order) { await Task.Yield(); _kept.Add(order.Id); }

                private Task DeepAsync(Order order) => KeepAsync(order);
            }
            """;
        return VerifyAsync(source, source);
    }

    [Fact]
    public Task Where_the_task_is_handed_on_there_is_no_fix()
    {
        const string Source =
            "public sealed class Sender { public Task SendAllAsync(List<Order> orders) => Task.[|WhenAll|](orders.Select(SendAsync)); private Task SendAsync(Order order) => Task.Delay(order.Id); }";
        return VerifyAsync(Source, Source);
    }

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        // Somebody has a whole table sent: what is passed on says nothing of its size.
        var isAlone = !source.Contains("found", StringComparison.Ordinal);
        var caller = $$"""

            public static class Caller
            {
                public static Task RunAsync(Sender sender, ShopContext shop) => sender.SendAllAsync(shop.Orders.ToList(){{(source.Contains("CancellationToken token", StringComparison.Ordinal) ? ", default" : isAlone ? "" : ", null, null, null")}});
            }
            """;
        var test = Shop.Prepare(new VerifyCS.Test { CodeFixTestBehaviors = FixScopes.OneFile }, source + caller);
        Shop.Prepare(test.FixedState, fixedSource + caller);
        return test.RunAsync();
    }
}
