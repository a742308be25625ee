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
    public Task Lambdas_BecomeBodiesOfALoop() => VerifyAsync(
        """
        public sealed class Sender
        {
            public async Task SendAllAsync(List<Order> orders, CancellationToken token)
            {
                // All of them.
                await Task.[|WhenAll|](orders.Select(order => SendAsync(order, token)));
                await Task.[|WhenAll|](orders.Where(order => order.IsPaid).Select(async order => await SendAsync(order, token)).ToList()).ConfigureAwait(false);
                await Task.[|WhenAll|](orders.Select(async (order) =>
                {
                    await SendAsync(order, token);
                    Console.WriteLine(order.Id);
                }));
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
                await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = MaximumParallelism }, async (order, _) => await SendAsync(order, token));
                await Parallel.ForEachAsync(orders.Where(order => order.IsPaid), new ParallelOptions { MaxDegreeOfParallelism = MaximumParallelism }, async (order, _) => await SendAsync(order, token)).ConfigureAwait(false);
                await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = MaximumParallelism }, async (order, _) =>
                {
                    await SendAsync(order, token);
                    Console.WriteLine(order.Id);
                });
            }

            private Task SendAsync(Order order, CancellationToken token) => Task.Delay(order.Id, token);
        }
        """);

    [Fact]
    public Task MethodGroup_IsCalled() => VerifyAsync(
        """
        public sealed class Sender
        {
            public Task SendAllAsync(List<Order> orders) => Task.[|WhenAll|](orders.Select(SendAsync));

            private Task SendAsync(Order order) => Task.Delay(order.Id);
        }
        """,
        """
        public sealed class Sender
        {
            private const int MaximumParallelism = 8;

            public Task SendAllAsync(List<Order> orders) => Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = MaximumParallelism }, async (item, _) => await SendAsync(item));

            private Task SendAsync(Order order) => Task.Delay(order.Id);
        }
        """);

    [Theory]
    [InlineData("var all = await Task.[|WhenAll|](orders.Select(LoadAsync)); Console.WriteLine(all.Length);")]
    [InlineData("var tasks = orders.Select(LoadAsync).ToList(); await Task.[|WhenAll|](tasks);")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { return await LoadAsync(order); }));")]
    [InlineData("await Task.[|WhenAll|](orders.Select((order, index) => LoadAsync(order)));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => { _ = LoadAsync(order); await Task.Yield(); }));")]
    [InlineData("foreach (var order in orders) _ = Task.[|Run|](() => LoadAsync(order));")]
    public Task WhereResultsAreWanted_NoFix(string body)
    {
        var source = $$"""
            public sealed class Sender
            {
                public async Task SendAllAsync(List<Order> orders)
                {
                    await Task.Yield();
                    {{body}}
                }

                private Task<int> LoadAsync(Order order) => Task.FromResult(order.Id);
            }
            """;
        return VerifyAsync(source, source);
    }

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = Shop.Prepare(new VerifyCS.Test(), source);
        Shop.Prepare(test.FixedState, fixedSource);
        return test.RunAsync();
    }
}
