using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.QueryPerElementAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3005: a query for each element of a sequence that nothing limits.</summary>
public sealed class QueryPerElementTests
{
    [Theory]
    [InlineData("await _shop.Orders.[|FirstOrDefaultAsync|](order => order.Id == id)")]
    [InlineData("await _shop.Orders.[|FindAsync|](id)")]
    [InlineData("_shop.Orders.[|Find|](id)")]
    [InlineData("_shop.Orders.Where(order => order.CustomerId == id).[|ToList|]()")]
    [InlineData("await _shop.Orders.Where(order => order.CustomerId == id).[|ToListAsync|]().ConfigureAwait(false)")]
    [InlineData("_shop.Orders.[|Any|](order => order.CustomerId == id)")]
    [InlineData("await _shop.Orders.[|CountAsync|](order => order.CustomerId == id)")]
    [InlineData("_shop.Orders.[|FirstAsync|](order => order.Id == id).Result")]
    [InlineData("await _connection.[|QueryFirstAsync|]<Order>(\"SELECT * FROM orders WHERE id = @id\", new { id })")]
    [InlineData("_connection.[|Query|]<Order>(text, new { id })")]
    [InlineData("new NpgsqlCommand(text, _connection).[|ExecuteReader|]()")]
    [InlineData("await _documents.Find(order => order.Id == id).[|FirstOrDefaultAsync|]()")]
    [InlineData("await _redis.[|StringGetAsync|](\"order:\" + id)")]
    [InlineData("await Web.[|GetStringAsync|](\"orders/\" + id)")]
    [InlineData("(await Web.[|GetAsync|](\"orders/\" + id)).StatusCode")]
    [InlineData("await System.Net.Http.Json.HttpClientJsonExtensions.[|GetFromJsonAsync|]<Order>(Web, \"orders/\" + id)")]
    public Task A_read_in_a_loop_is_reported(string read) =>
        VerifyAsync(
            Shop.Method(
                $"System.Net.Http.HttpClient Web = null; foreach (var one in ids) {{ id = one; Console.WriteLine({read}); }} return null;"));

    [Theory]
    [InlineData("foreach (var customer in await _shop.Customers.ToListAsync()) Console.WriteLine(await _shop.Orders.[|CountAsync|](order => order.CustomerId == customer.CustomerId)); return null;")]
    [InlineData("var customers = _shop.Customers.Where(customer => customer.Name == text).ToList(); foreach (var customer in customers) Console.WriteLine(_shop.Orders.[|Count|](order => order.CustomerId == customer.CustomerId)); return null;")]
    [InlineData("foreach (var order in _connection.Query<Order>(text)) Console.WriteLine(_shop.Lines.[|Count|](line => line.OrderId == order.Id)); return null;")]
    [InlineData("for (var i = 0; i < ids.Count; i++) Console.WriteLine(await _shop.Orders.[|FindAsync|](ids[i])); return null;")]
    [InlineData("foreach (var one in ids.Distinct().OrderBy(one => one)) Console.WriteLine(await _shop.Orders.[|FindAsync|](one)); return null;")]
    [InlineData("return ids.Select(one => _shop.Orders.[|First|](order => order.Id == one)).ToList();")]
    [InlineData("ids.ForEach(one => Console.WriteLine(_shop.Orders.[|First|](order => order.Id == one))); return null;")]
    [InlineData("await Parallel.ForEachAsync(ids, async (one, token) => Console.WriteLine(await _shop.Orders.[|FindAsync|](one))); return null;")]
    [InlineData("return await Task.WhenAll(ids.Select(async one => await _shop.Orders.[|FindAsync|](one)));")]
    [InlineData("foreach (var one in ids) { if (one > 3) { try { Console.WriteLine(await _shop.Orders.[|FindAsync|](one)); } catch (DbException) { continue; } } } return null;")]
    [InlineData("await foreach (var customer in _shop.Customers) Console.WriteLine(_shop.Orders.[|Count|](order => order.CustomerId == customer.CustomerId)); return null;")]
    public Task Sequences_as_long_as_the_data_count(string body) => VerifyAsync(Shop.Method(body));

    [Theory]
    [InlineData("foreach (var one in new[] { 1, 2, 3 }) Console.WriteLine(await _shop.Orders.FindAsync(one)); return null;")]
    [InlineData("foreach (var one in Enum.GetValues<OrderState>()) Console.WriteLine(await _shop.Orders.CountAsync(order => order.State == one)); return null;")]
    [InlineData("foreach (var one in ids.Take(10)) Console.WriteLine(await _shop.Orders.FindAsync(one)); return null;")]
    [InlineData("foreach (var few in ids.Chunk(100)) Console.WriteLine(await _shop.Orders.Where(order => few.Contains(order.Id)).ToListAsync()); return null;")]
    [InlineData("foreach (var customer in _shop.Customers.Take(10).ToList()) Console.WriteLine(_shop.Orders.Count(order => order.CustomerId == customer.CustomerId)); return null;")]
    [InlineData("for (var i = 0; i < 10; i++) Console.WriteLine(await _shop.Orders.FindAsync(i)); return null;")]
    [InlineData("for (var attempt = 0; attempt < id; attempt++) Console.WriteLine(await _shop.Orders.FindAsync(id)); return null;")]
    [InlineData("while (!all) all = await _shop.Orders.AnyAsync(); return null;")]
    [InlineData("var days = new List<DateTime>(); foreach (var day in days) Console.WriteLine(await _shop.Orders.CountAsync(order => order.Created > day)); return null;")]
    [InlineData("foreach (var one in Enumerable.Range(0, 12)) Console.WriteLine(await _shop.Orders.CountAsync()); return null;")]
    [InlineData("foreach (var order in await _shop.Orders.Where(order => ids.Contains(order.Id)).ToListAsync()) Console.WriteLine(order.Text); return null;")]
    [InlineData("foreach (var order in _shop.Orders.Where(order => order.Id == id).ToList()) Console.WriteLine(_shop.Lines.Count(line => line.OrderId == order.Id)); return null;")]
    [InlineData("foreach (var one in Rules.All()) Console.WriteLine(_shop.Orders.Count(order => order.State == one)); return null;")]
    public Task Short_sequences_do_not_count(string body) =>
        VerifyAsync(Shop.Method(body) + "public static class Rules { public static List<OrderState> All() => throw null; }");

    [Theory]
    [InlineData(
        "foreach (var one in ids) { var found = await _shop.Orders.FindAsync(one); if (found != null) return found; } return null;",
        true)]
    [InlineData("foreach (var one in ids) { return await _shop.Orders.FindAsync(one); } return null;", false)]
    [InlineData("foreach (var one in ids) { Console.WriteLine(await _shop.Orders.FindAsync(one)); break; } return null;", false)]
    [InlineData(
        "var known = new Dictionary<int, Order>(); foreach (var one in ids) { if (!known.TryGetValue(one, out var order)) known[one] = order = await _shop.Orders.FindAsync(one); } return known;",
        false)]
    [InlineData(
        "var known = new HashSet<int>(); foreach (var one in ids) { if (!known.Add(one)) continue; Console.WriteLine(await _shop.Orders.FindAsync(one)); } return known;",
        false)]
    [InlineData(
        "var reads = new List<Task<Order>>(); foreach (var one in ids) reads.Add(_shop.Orders.FirstAsync(order => order.Id == one)); return await Task.WhenAll(reads);",
        false)]
    [InlineData(
        "System.Net.Http.HttpClient web = null; foreach (var one in ids) await web.PostAsync(\"orders/\" + one, null); return null;",
        false)]
    [InlineData(
        "foreach (var one in ids) { _shop.Orders.Add(new Order { Id = one }); await _shop.SaveChangesAsync(); } return null;",
        false)]
    [InlineData(
        "foreach (var one in ids) await _connection.ExecuteScalarAsync<int>(\"UPDATE orders SET paid = true WHERE id = @one\", new { one }); return null;",
        false)]
    [InlineData(
        "var local = new List<Order>(); foreach (var one in ids) Console.WriteLine(local.First(order => order.Id == one)); return null;",
        false)]
    [InlineData(
        "var local = await _shop.Orders.ToDictionaryAsync(order => order.Id); foreach (var one in ids) Console.WriteLine(local.Where(pair => pair.Key == one).ToList()); return null;",
        false)]
    [InlineData(
        "return await _shop.Customers.Select(customer => new { customer.Name, Count = _shop.Orders.Count(order => order.CustomerId == customer.CustomerId) }).ToListAsync();",
        false)]
    [InlineData("foreach (var one in ids) Later.Do(async () => Console.WriteLine(await _shop.Orders.FindAsync(one))); return null;", false)]
    public Task What_ends_with_the_first_or_is_not_a_read_each_time(string body, bool isReported)
    {
        if (isReported)
        {
            body = body.Replace("FindAsync", "[|FindAsync|]");
        }

        return VerifyAsync(Shop.Method(body) + "public static class Later { public static void Do(Func<Task> work) { } }");
    }

    [Fact]
    public Task One_loop_is_one_finding() => VerifyAsync(Shop.Method("""
        foreach (var one in ids)
        {
            Console.WriteLine(await _shop.Orders.[|FindAsync|](one));
            Console.WriteLine(await _shop.Lines.CountAsync(line => line.OrderId == one));
        }

        return null;
        """));

    [Fact]
    public Task A_private_helper_is_looked_into() => VerifyAsync("""
        public sealed class Request { public List<int> Orders { get; set; } }

        public sealed class Reports
        {
            private readonly ShopContext _shop;
            public Reports(ShopContext shop) => _shop = shop;

            public async Task PrintAsync(Request request)
            {
                foreach (var order in request.Orders)
                    await [|PrintAsync|](order);
                foreach (var order in new[] { 1, 2 })
                    await PrintAsync(order);
            }

            private async Task PrintAsync(int order) => Console.WriteLine(await _shop.Orders.FirstAsync(candidate => candidate.Id == order));
        }
        """);

    [Fact]
    public Task A_private_method_is_called_with_what_its_callers_have() => VerifyAsync("""
        public sealed class Reports
        {
            private readonly ShopContext _shop;
            public Reports(ShopContext shop) => _shop = shop;

            public Task FewAsync() => PrintFewAsync(new[] { 1, 2 });
            public Task AllAsync(int[] orders) => PrintAllAsync(orders);
            private async Task PrintFewAsync(int[] orders) { foreach (var order in orders) Console.WriteLine(await _shop.Orders.FindAsync(order)); }
            private async Task PrintAllAsync(int[] orders) { foreach (var order in orders) Console.WriteLine(await _shop.Orders.[|FindAsync|](order)); }
            public async Task GivenAsync(params int[] orders) { foreach (var order in orders) Console.WriteLine(await _shop.Orders.FindAsync(order)); }
        }
        """);

    [Fact]
    public Task Items_of_DynamoDB_have_a_batch_form() => VerifyAsync("""
        public sealed class Customers
        {
            private readonly IAmazonDynamoDB _client;
            public Customers(IAmazonDynamoDB client) => _client = client;

            public async Task<List<GetItemResponse>> FindAsync(IReadOnlyList<Order> orders)
            {
                var found = new List<GetItemResponse>();
                foreach (var order in orders)
                    found.Add(await _client.[|GetItemAsync|]("customers", new Dictionary<string, AttributeValue> { ["id"] = new(order.Text) }));
                return found;
            }
        }
        """);

    [Fact]
    public Task Facts_of_the_user_count() => Shop.Prepare(
        new VerifyCS.Test(),
        """
        namespace Mine;

        public sealed class Database { public string Get(int id) => null; public string Touch(int id) => null; }

        public static class Reports
        {
            public static void Print(Database database, List<int> ids)
            {
                foreach (var id in ids) Console.WriteLine(database.[|Get|](id));
                foreach (var id in ids) Console.WriteLine(database.Touch(id));
            }
        }
        """,
        "element-read Mine.Database adds Get").RunAsync();

    [Fact]
    public Task The_message_says_what_is_read_for_what() => Shop.Prepare(
        new VerifyCS.Test
        {
            ExpectedDiagnostics =
            {
                VerifyCS.Diagnostic().WithLocation(0)
                    .WithMessage(
                        "'FindAsync' in 'FindAsync' asks the database once for each element of 'ids', and nothing limits how many there are")
            },
        },
        Shop.Method("foreach (var one in ids) Console.WriteLine(await _shop.Orders.{|#0:FindAsync|}(one)); return null;")).RunAsync();

    [Fact]
    public Task Half_typed_code_is_left_alone() => Shop.Prepare(new VerifyCS.Test { CompilerDiagnostics = CompilerDiagnostics.None }, """
        public sealed class Reports
        {
            private readonly ShopContext _shop;
            public void A(List<int> ids) { foreach (var id in ids) _shop.Orders.[|First|]( }
            public void B(List<int> ids) { foreach (var id in ) _shop.Orders.First(); }
            public void C(List<int> ids) { for (;;) _shop.Orders.Find(); }
            private void D(int[] ids) { foreach (var id in ids) D(ids.Select(x => _shop.Orders.Find(x))); }
        }
        """).RunAsync();

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => Shop.Prepare(new VerifyCS.Test(), source).RunAsync();
}
