using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.Queries;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.QueryIsMaterialisedAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.StreamRowsCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The fix of GG3004 that streams.</summary>
public sealed class StreamRowsTests
{
    [Fact]
    public Task Stream_InTheLoopItself() => VerifyAsync(
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            public async Task PrintAsync(CancellationToken token)
            {
                // Each order.
                foreach (var order in await _shop.Orders.[|ToListAsync|](token))
                    Console.WriteLine(order.Text);
                foreach (var order in await _shop.Orders.[|ToListAsync|]().ConfigureAwait(false))
                {
                    Console.WriteLine(order.Text);
                }
            }
        }
        """,
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            public async Task PrintAsync(CancellationToken token)
            {
                // Each order.
                await foreach (var order in _shop.Orders.AsAsyncEnumerable().WithCancellation(token))
                    Console.WriteLine(order.Text);
                await foreach (var order in _shop.Orders.AsAsyncEnumerable())
                {
                    Console.WriteLine(order.Text);
                }
            }
        }
        """);

    [Fact]
    public Task Stream_OfALocalThatOnlyTheNextLoopUses() => VerifyAsync(
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            public async Task PrintAsync()
            {
                // Each order.
                var orders = await _shop.Orders.OrderBy(order => order.Id).[|ToListAsync|]();
                foreach (var order in orders)
                {
                    Console.WriteLine(order.Text);
                }
            }

            public void Print(NpgsqlConnection connection)
            {
                foreach (var order in _shop.Orders.[|ToList|]())
                    Console.WriteLine(order.Text);
                foreach (var order in connection.[|Query|]<Order>("SELECT * FROM orders"))
                    Console.WriteLine(order.Text);
            }
        }
        """,
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            public async Task PrintAsync()
            {
                // Each order.
                await foreach (var order in _shop.Orders.OrderBy(order => order.Id).AsAsyncEnumerable())
                {
                    Console.WriteLine(order.Text);
                }
            }

            public void Print(NpgsqlConnection connection)
            {
                foreach (var order in _shop.Orders)
                    Console.WriteLine(order.Text);
                foreach (var order in connection.Query<Order>("SELECT * FROM orders", buffered: false))
                    Console.WriteLine(order.Text);
            }
        }
        """);

    [Theory]
    [InlineData("foreach (var order in await _shop.Orders.[|ToListAsync|]()) Console.WriteLine(_shop.Lines.Count(line => line.OrderId == order.Id));")]
    [InlineData("foreach (var order in await _shop.Orders.[|ToListAsync|]()) await StoreAsync(order);")]
    [InlineData("foreach (var order in await _shop.Orders.[|ToListAsync|]()) { order.IsPaid = true; await _shop.SaveChangesAsync(); }")]
    [InlineData("var orders = await _shop.Orders.[|ToListAsync|](); foreach (var order in orders) Console.WriteLine(order.Text); Console.WriteLine(orders.Count);")]
    [InlineData("var orders = await _shop.Orders.[|ToListAsync|](); Console.WriteLine(orders.Count);")]
    [InlineData("foreach (var pair in await _shop.Orders.[|ToDictionaryAsync|](order => order.Id)) Console.WriteLine(pair.Key);")]
    public Task Stream_IsNotOfferedWhereRowsOrConnectionAreNeeded(string body)
    {
        var source = $$"""
            public sealed class Orders
            {
                private readonly ShopContext _shop = new();

                public async Task PrintAsync()
                {
                    {{body}}
                }

                private async Task StoreAsync(Order order) { order.IsPaid = true; await SaveAsync(); }

                private Task SaveAsync() => _shop.SaveChangesAsync();
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
