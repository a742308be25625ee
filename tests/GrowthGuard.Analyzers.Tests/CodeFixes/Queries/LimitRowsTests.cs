using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.Queries;
using GrowthGuard.CodeFixes.Rules.Queries;
using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Queries.QueryIsMaterialisedAnalyzer,
    GrowthGuard.CodeFixes.Rules.Queries.LimitRowsCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The fix of GG3004 that takes so many rows and no more.</summary>
public sealed class LimitRowsTests
{
    [Fact]
    public Task Rows_that_are_handed_out_are_limited() => VerifyAsync(
        """
        public sealed class Orders
        {
            private readonly ShopContext _shop = new();

            public List<Order> All()
            {
                // For the export.
                return _shop.Orders.[|ToList|]();
            }

            public async Task<Order[]> Paid()
            {
                var orders = await _shop.Orders
                    .Where(order => order.IsPaid)
                    .OrderBy(order => order.Created)
                    .[|ToArrayAsync|]();
                return orders;
            }

            public async Task<List<string>> Names()
            {
                var customers = await _shop.Customers.[|ToListAsync|]().ConfigureAwait(false);
                return customers.Select(customer => customer.Name).ToList();
            }
        }
        """,
        """
        public sealed class Orders
        {
            private const int MaximumRows = 1000;

            private readonly ShopContext _shop = new();

            public List<Order> All()
            {
                // For the export.
                var rows = _shop.Orders.OrderBy(row => row.Id).Take(MaximumRows + 1).ToList();
                if (rows.Count > MaximumRows)
                {
                    throw new InvalidOperationException($"There are more than {MaximumRows} rows.");
                }

                return rows;
            }

            public async Task<Order[]> Paid()
            {
                var orders = await _shop.Orders
                    .Where(order => order.IsPaid)
                    .OrderBy(order => order.Created)
                    .Take(MaximumRows + 1)
                    .ToArrayAsync();
                if (orders.Length > MaximumRows)
                {
                    throw new InvalidOperationException($"There are more than {MaximumRows} rows.");
                }

                return orders;
            }

            public async Task<List<string>> Names()
            {
                var customers = await _shop.Customers.OrderBy(row => row.CustomerId).Take(MaximumRows + 1).ToListAsync().ConfigureAwait(false);
                if (customers.Count > MaximumRows)
                {
                    throw new InvalidOperationException($"There are more than {MaximumRows} rows.");
                }

                return customers.Select(customer => customer.Name).ToList();
            }
        }
        """);

    [Fact]
    public Task Query_syntax_and_Mongo_are_limited_too() => VerifyAsync(
        """
        public sealed class Orders
        {
            private const int MaximumRows = 50;
            private readonly ShopContext _shop = new();

            public async Task<List<Order>> All()
            {
                return await (from order in _shop.Orders orderby order.Created select order).[|ToListAsync|]();
            }

            public async Task<List<Order>> All(IMongoCollection<Order> orders)
            {
                return await orders.Find(order => true).[|ToListAsync|]();
            }
        }
        """,
        """
        public sealed class Orders
        {
            private const int MaximumRows = 50;
            private readonly ShopContext _shop = new();

            public async Task<List<Order>> All()
            {
                var rows = await (from order in _shop.Orders orderby order.Created select order).Take(MaximumRows + 1).ToListAsync();
                if (rows.Count > MaximumRows)
                {
                    throw new InvalidOperationException($"There are more than {MaximumRows} rows.");
                }

                return rows;
            }

            public async Task<List<Order>> All(IMongoCollection<Order> orders)
            {
                var rows = await orders.Find(order => true).SortBy(row => row.Id).Limit(MaximumRows + 1).ToListAsync();
                if (rows.Count > MaximumRows)
                {
                    throw new InvalidOperationException($"There are more than {MaximumRows} rows.");
                }

                return rows;
            }
        }
        """);

    [Theory]
    [InlineData("return connection.[|Query|]<Order>(\"SELECT * FROM orders\");")]
    [InlineData("return redis.[|SetMembers|](\"orders\");")]
    [InlineData("return Enumerable.[|ToList|](shop.Orders);")]
    [InlineData("return shop.Orders.AsEnumerable().[|ToList|]();")]
    [InlineData("return shop.Orders.[|ToList|]().Sum(order => order.Id);")]
    [InlineData("var orders = shop.Orders.[|ToList|](); return orders.Sum(order => order.Id);")]
    [InlineData("var orders = shop.Orders.[|ToList|](); return orders.Any(order => order.Text == \"a\");")]
    [InlineData("var orders = shop.Orders.[|ToList|](); return orders.Count;")]
    [InlineData("var orders = shop.Orders.[|ToList|](); foreach (var order in orders) order.IsPaid = true; shop.SaveChanges(); return null;")]
    [InlineData("var orders = shop.Orders.[|ToList|](); orders.ForEach(order => order.IsPaid = true); shop.SaveChanges(); return orders;")]
    [InlineData("var orders = shop.Orders.[|ToList|](); return Total(orders);")]
    [InlineData("var orders = shop.Orders.[|ToList|](); return orders.Select(order => order.Id).Max();")]
    [InlineData("var orders = shop.Orders.[|ToList|](); return orders.ToDictionary(order => order.Id);")]
    [InlineData("return shop.Orders.[|ToDictionary|](order => order.Id);")]
    [InlineData("return shop.Orders.[|ToHashSet|]();")]
    [InlineData("return shop.Tags.[|ToList|]();")]
    [InlineData("return shop.Orders.Select(order => new { order.Text }).[|ToList|]();")]
    [InlineData("return shop.Orders.[|ToListAsync|]();")]
    public Task Where_a_part_of_the_rows_would_be_taken_for_all_there_is_no_limit(string body)
    {
        var source = $$"""
            public sealed class Orders
            {
                public object All(ShopContext shop, NpgsqlConnection connection, IDatabase redis)
                {
                    {{body}}
                }

                private static int Total(List<Order> orders) => orders.Sum(order => order.Id);
            }
            """;
        return VerifyAsync(source, source);
    }

    [Fact]
    public Task An_expression_body_hands_out_whatever_there_is_and_has_no_limit()
    {
        const string Source =
            "public sealed class Orders { public Task<List<Order>> All(ShopContext shop) => shop.Orders.[|ToListAsync|](); }";
        return VerifyAsync(Source, Source);
    }

    [Fact]
    public void Fix_all_goes_no_further_than_the_file() =>
        Assert.Equal([FixAllScope.Document], new LimitRowsCodeFix().GetFixAllProvider().GetSupportedFixAllScopes());

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = Shop.Prepare(new VerifyCS.Test { CodeFixTestBehaviors = FixScopes.OneFile }, source);
        Shop.Prepare(test.FixedState, fixedSource);
        return test.RunAsync();
    }
}
