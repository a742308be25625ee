using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Element = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.QueryPerElementAnalyzer>;
using FanOut = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.UnboundedFanOutAnalyzer>;
using Materialised = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.QueryIsMaterialisedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// Bugs of public projects, reduced: what was reported there is reported here, and what they made of it is not. One is missing:
/// https://github.com/ErikEJ/EFCorePowerTools/issues/1773, a wrapper that lists what a stored procedure gives; how much that is stands in
/// the database.
/// </summary>
public sealed class PublicSourceBugsTests
{
    [Theory]

    // https://github.com/dotnet/efcore/issues/30474
    [InlineData("foreach (var order in _shop.Orders.AsNoTracking().[|ToList|]()) Console.WriteLine(order.Text); return null;")]
    [InlineData("foreach (var order in _shop.Orders.AsNoTracking()) Console.WriteLine(order.Text); return null;")]

    // https://github.com/DapperLib/Dapper/issues/914
    [InlineData("foreach (var order in _connection.[|Query|]<Order>(\"select * from Orders\", commandTimeout: 0)) Console.WriteLine(order.Text); return null;")]
    [InlineData("foreach (var order in _connection.Query<Order>(\"select * from Orders\", commandTimeout: 0, buffered: false)) Console.WriteLine(order.Text); return null;")]

    // https://github.com/Steveiwonder/DataMasker/pull/22
    [InlineData("var columns = \"id, \" + string.Join(\", \", ids); var sql = $\"SELECT {columns} FROM {_connection.Database}\"; return (IEnumerable<IDictionary<string, object>>)_connection.[|Query|](sql);")]
    [InlineData("var columns = \"id, \" + string.Join(\", \", ids); var sql = $\"SELECT {columns} FROM {_connection.Database}\"; return (IEnumerable<IDictionary<string, object>>)_connection.Query(sql, buffered: false);")]

    // https://github.com/StackExchange/StackExchange.Redis/issues/1481
    [InlineData("var found = new List<string>(); [|foreach|] (var key in _server.Keys(pattern: \"orders:*\")) { found.Add(key); } return found;")]
    [InlineData("foreach (var key in _server.Keys(pattern: \"orders:*\")) { await _redis.KeyDeleteAsync(key); } return null;")]
    public Task Whole_tables(string body) => VerifyAsync<Materialised.Test>(Shop.Method(body));

    [Fact]
    public Task Whole_table_in_a_controller() => VerifyAsync<Materialised.Test>("""
        // https://github.com/dotnet/AspNetCore.Docs/issues/14528
        public class StudentsController
        {
            private readonly ShopContext _context;
            public StudentsController(ShopContext context) => _context = context;

            public async Task<object> Index(string sortOrder)
            {
                var students = from s in _context.Customers select s;
                switch (sortOrder)
                {
                    case "name_desc": students = students.OrderByDescending(s => s.Name); break;
                    default: students = students.OrderBy(s => s.CustomerId); break;
                }

                return await students.AsNoTracking().[|ToListAsync|]();
            }

            public async Task<object> Page(string sortOrder, int? pageNumber)
            {
                var students = from s in _context.Customers select s;
                students = students.OrderByDescending(s => s.Name);
                return await PaginatedList<Customer>.CreateAsync(students.AsNoTracking(), pageNumber ?? 1, 3);
            }
        }

        public class PaginatedList<T> : List<T>
        {
            public static async Task<List<T>> CreateAsync(IQueryable<T> source, int pageIndex, int pageSize) =>
                await source.Skip((pageIndex - 1) * pageSize).Take(pageSize).ToListAsync();
        }
        """);

    [Fact]
    public Task One_task_for_each_row() => VerifyAsync<FanOut.Test>("""
        // https://github.com/dotnet/runtime/issues/42376
        public class Importer
        {
            public async Task ImportAsync(DataTable table)
            {
                var rows = await ReadAsync(table);
                var tasks = new List<Task>();
                foreach (var row in rows)
                    tasks.Add(Task.Run(() => SendAsync(row)));
                await Task.[|WhenAll|](tasks);
            }

            public async Task ImportInPartsAsync(DataTable table)
            {
                var rows = await ReadAsync(table);
                await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (row, token) => await SendAsync(row));
            }

            private async Task<List<Order>> ReadAsync(DataTable table) => await new ShopContext().Orders.ToListAsync();
            private Task SendAsync(Order row) => throw null;
        }

        // https://github.com/microsoft/ga4gh-tes/pull/142
        public class Scheduler
        {
            public async Task CheckAllAsync(ShopContext shop) => await CheckAsync(await shop.Orders.Where(order => order.State == OrderState.Open).ToListAsync());

            public async Task CheckAsync(IReadOnlyList<Order> tasks) => await Task.[|WhenAll|](tasks.Select(async task => await UpdateAsync(task)));

            public async Task CheckInPartsAsync(IReadOnlyList<Order> tasks)
            {
                foreach (var part in tasks.Chunk(100))
                    await Task.WhenAll(part.Select(async task => await UpdateAsync(task)));
            }

            private Task UpdateAsync(Order task) => throw null;
        }
        """);

    [Fact]
    public Task One_update_for_each_item() => VerifyAsync<Element.Test>("""
        // https://github.com/zzzprojects/EntityFramework-Plus/issues/211
        public class Updater
        {
            private readonly ShopContext _shop;
            public Updater(ShopContext shop) => _shop = shop;

            public async Task UpdateAsync(List<Order> items)
            {
                foreach (var item in items)
                    await _shop.Orders.Where(order => order.Id == item.Id).[|ExecuteUpdateAsync|](set => set.SetProperty(order => order.Text, item.Text));
            }

            public async Task UpdateAtOnceAsync(List<Order> items)
            {
                foreach (var item in items)
                    _shop.Orders.Attach(item).Property(order => order.Text).IsModified = true;
                await _shop.SaveChangesAsync();
            }
        }
        """);

    private static Task VerifyAsync<TTest>([StringSyntax("C#-test")] string source)
        where TTest : AnalyzerTest, new() => Shop.Prepare(new TTest(), source).RunAsync();
}
