using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.Queries;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.QueryIsMaterialisedAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.LimitRowsCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The fixes of GG3004.</summary>
public sealed class LimitRowsTests
{
    private const string Take = "GrowthGuard.TakeRows";
    private const string Stream = "GrowthGuard.StreamRows";

    [Fact]
    public Task Take_StandsBeforeTheCall() => VerifyAsync(
        Take,
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            /// <summary>All of them.</summary>
            public Task<List<Order>> All() => _shop.Orders.AsNoTracking().[|ToListAsync|](); // for the export
        }
        """,
        """
        public sealed class Orders
        {
            private const int MaximumRows = 1000;

            private readonly ShopContext _shop = new();

            /// <summary>All of them.</summary>
            public Task<List<Order>> All() => _shop.Orders.AsNoTracking().Take(MaximumRows).ToListAsync(); // for the export
        }
        """);

    [Fact]
    public Task Take_UsesOneConstantForAll() => VerifyAsync(
        Take,
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            public List<Order> All() => _shop.Orders.[|ToList|]();

            public async Task<Order[]> Paid()
            {
                var orders = await _shop.Orders
                    .Where(order => order.IsPaid)
                    .OrderBy(order => order.Id)
                    .[|ToArrayAsync|]();
                return orders;
            }
        }
        """,
        """
        public sealed class Orders
        {
            private const int MaximumRows = 1000;

            private readonly ShopContext _shop = new();

            public List<Order> All() => _shop.Orders.Take(MaximumRows).ToList();

            public async Task<Order[]> Paid()
            {
                var orders = await _shop.Orders
                    .Where(order => order.IsPaid)
                    .OrderBy(order => order.Id)
                    .Take(MaximumRows)
                    .ToArrayAsync();
                return orders;
            }
        }
        """);

    [Fact]
    public Task Take_OfQuerySyntaxAndOfMongo() => VerifyAsync(
        Take,
        """
        public sealed class Orders
        {
            private const int MaximumRows = 50;
            private readonly ShopContext _shop = new();

            public Task<List<Order>> All() => (from order in _shop.Orders select order).[|ToListAsync|]();

            public Task<List<Order>> All(IMongoCollection<Order> orders) => orders.Find(order => true).[|ToListAsync|]();
        }
        """,
        """
        public sealed class Orders
        {
            private const int MaximumRows = 50;
            private readonly ShopContext _shop = new();

            public Task<List<Order>> All() => (from order in _shop.Orders select order).Take(MaximumRows).ToListAsync();

            public Task<List<Order>> All(IMongoCollection<Order> orders) => orders.Find(order => true).Limit(MaximumRows).ToListAsync();
        }
        """);

    [Theory]
    [InlineData("connection.[|Query|]<Order>(\"SELECT * FROM orders\")")]
    [InlineData("redis.[|SetMembers|](\"orders\")")]
    [InlineData("Enumerable.[|ToList|](shop.Orders)")]
    [InlineData("shop.Orders.AsEnumerable().[|ToList|]()")]
    public Task Take_IsNotOfferedWhereThereIsNoSuchOperator(string query)
    {
        var source = $$"""
            public sealed class Orders
            {
                public object All(ShopContext shop, NpgsqlConnection connection, IDatabase redis) => {{query}};
            }
            """;
        return VerifyAsync(Take, source, source);
    }

    [Fact]
    public Task Stream_InTheLoopItself() => VerifyAsync(
        Stream,
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
        Stream,
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
            }
            """;
        return VerifyAsync(Stream, source, source);
    }

    private static Task VerifyAsync(string key, [StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = Shop.Prepare(new VerifyCS.Test { CodeActionEquivalenceKey = key }, source);
        Shop.Prepare(test.FixedState, fixedSource);
        return test.RunAsync();
    }
}
