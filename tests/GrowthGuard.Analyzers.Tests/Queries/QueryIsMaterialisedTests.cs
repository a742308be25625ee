using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.QueryIsMaterialisedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3004: results of queries that nothing limits, held in memory.</summary>
public sealed class QueryIsMaterialisedTests
{
    [Theory]
    [InlineData("await _shop.Orders.[|ToListAsync|]()")]
    [InlineData("await _shop.Orders.[|ToArrayAsync|]()")]
    [InlineData("await _shop.Orders.[|ToDictionaryAsync|](order => order.Id)")]
    [InlineData("await _shop.Orders.[|ToHashSetAsync|]()")]
    [InlineData("_shop.Orders.[|ToList|]()")]
    [InlineData("_shop.Orders.[|ToLookup|](order => order.CustomerId)")]
    [InlineData("_shop?.Orders.[|ToList|]()")]
    [InlineData("Enumerable.[|ToArray|](_shop.Orders)")]
    [InlineData("await _shop.Set<Order>().AsNoTracking().[|ToListAsync|]()")]
    [InlineData("await _shop.Customers.Include(customer => customer.Orders).OrderBy(customer => customer.Name).[|ToListAsync|]().ConfigureAwait(false)")]
    [InlineData("await _shop.Orders.Skip(100).[|ToListAsync|]()")]
    [InlineData("await _shop.Orders.Select(order => new { order.Id, order.Text }).[|ToListAsync|]()")]
    [InlineData("await (from order in _shop.Orders orderby order.Id select order.Text).[|ToListAsync|]()")]
    [InlineData("_shop.Orders.AsEnumerable().Where(order => order.Text.Length > 3).[|ToList|]()")]
    [InlineData("(await _shop.Orders.[|ToListAsync|]()).Count")]
    [InlineData("await _shop.Orders.FromSqlRaw(\"SELECT * FROM orders\").[|ToListAsync|]()")]
    [InlineData("await _shop.Database.SqlQueryRaw<int>(\"SELECT id FROM orders\").[|ToListAsync|]()")]
    public Task Everything_is_reported(string query) => VerifyAsync(Shop.Method($"return {query};"));

    [Theory]
    [InlineData("order => order.IsPaid")]
    [InlineData("order => !order.IsPaid")]
    [InlineData("order => order.State == OrderState.Open")]
    [InlineData("order => order.State == state")]
    [InlineData("order => order.State != state && order.IsPaid")]
    [InlineData("order => order.Created < since")]
    [InlineData("order => order.Text == \"express\"")]
    [InlineData("order => order.Text != null")]
    [InlineData("order => order.Text.Contains(text)")]
    [InlineData("order => order.Text.StartsWith(text)")]
    [InlineData("order => EF.Functions.Like(order.Text, text)")]
    [InlineData("order => order.Lines.Any()")]
    [InlineData("order => order.Lines.Any(line => line.Product == \"tea\")")]
    [InlineData("order => order.IsPaid || order.State == OrderState.Open")]
    [InlineData("order => order.Id > 5")]
    [InlineData("order => order.Id == order.CustomerId")]
    [InlineData("order => new[] { OrderState.Open, OrderState.Sent }.Contains(order.State)")]
    public Task A_kind_is_reported(string condition) =>
        VerifyAsync(Shop.Method($"return await _shop.Orders.Where({condition}).[|ToListAsync|]();"));

    [Theory]
    [InlineData("order => order.Id == id")]
    [InlineData("order => id.Equals(order.Id)")]
    [InlineData("order => order.CustomerId == id")]
    [InlineData("order => order.CustomerId == id && !order.IsPaid")]
    [InlineData("order => order.Customer.Name == text")]
    [InlineData("order => ids.Contains(order.Id)")]
    [InlineData("order => ids.Any(known => known == order.CustomerId)")]
    [InlineData("order => order.Lines.Any(line => line.Product == text)")]
    [InlineData("order => order.Created >= since")]
    [InlineData("order => order.Created >= since && order.Created < since.AddDays(1)")]
    [InlineData("order => all || order.CustomerId == id")]
    [InlineData("order => order.CustomerId == id || order.Customer.Name == text")]
    [InlineData("order => order.CustomerId == id || order.IsPaid")]
    [InlineData("order => order.CustomerId == id || order.Customer == null")]
    [InlineData("condition")]
    public Task A_part_is_not_reported(string condition) => VerifyAsync(Shop.Method($$"""
        System.Linq.Expressions.Expression<Func<Order, bool>> condition = Conditions.Of(id);
        return await _shop.Orders.Where({{condition}}).ToListAsync();
        """) + "public static class Conditions { public static System.Linq.Expressions.Expression<Func<Order, bool>> Of(int id) => throw null; }");

    [Theory]
    [InlineData("await _shop.Orders.Take(100).ToListAsync()")]
    [InlineData("await _shop.Orders.OrderBy(order => order.Id).Skip(id).Take(id).Select(order => order.Text).ToListAsync()")]
    [InlineData("await (from order in _shop.Orders select order).Take(id).ToListAsync()")]
    [InlineData("await _shop.Orders.FirstOrDefaultAsync()")]
    [InlineData("await _shop.Orders.CountAsync()")]
    [InlineData("await _shop.Orders.FindAsync(id)")]
    [InlineData("await _shop.Tags.Where(tag => tag.Word == text).ToListAsync()")]
    [InlineData("await _shop.Orders.GroupBy(order => order.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync()")]
    [InlineData("await _shop.Orders.Select(order => order.State).Distinct().ToListAsync()")]
    [InlineData("await _shop.Orders.Take(10).SelectMany(order => order.Lines).ToListAsync()")]
    [InlineData("await _shop.Orders.FromSqlRaw(\"SELECT * FROM orders LIMIT 100\").ToListAsync()")]
    [InlineData("await _shop.Orders.FromSql($\"SELECT * FROM orders WHERE customer = {id}\").ToListAsync()")]
    [InlineData("await _shop.Orders.FromSqlRaw(text).ToListAsync()")]
    [InlineData("await _shop.Orders.FromSqlRaw(\"EXEC get_orders\").ToListAsync()")]
    [InlineData("await _shop.Countries.ToListAsync()")]
    [InlineData("ids.Where(one => one > 3).ToList()")]
    [InlineData("ids.AsQueryable().ToList()")]
    [InlineData("_shop.Orders.Local.ToList()")]
    [InlineData("_shop.Orders.Where(order => order.IsPaid)")]
    [InlineData("await _shop.Orders.Take(10).Concat(_shop.OldOrders.Take(10)).ToListAsync()")]
    public Task What_is_limited_or_small_is_not_reported(string query) => VerifyAsync(Shop.Method($"return {query};"));

    [Theory]
    [InlineData("var query = _shop.Orders.OrderBy(order => order.Id); return await query.[|ToListAsync|]();")]
    [InlineData("IQueryable<Order> query = _shop.Orders; if (all) query = query.Where(order => order.IsPaid); return query.[|ToList|]();")]
    [InlineData("var query = all ? _shop.Orders : _shop.OldOrders; return await query.[|ToListAsync|]();")]
    [InlineData("return await _shop.Orders.Take(10).Concat(_shop.OldOrders).[|ToListAsync|]();")]
    [InlineData("return await _shop.Orders.Take(int.MaxValue).[|ToListAsync|]();")]
    [InlineData("var query = _shop.Orders.OrderBy(order => order.Id); query.Take(10); return await query.[|ToListAsync|]();")]
    [InlineData("var open = _shop.Orders.Where(order => !order.IsPaid); var named = open.Where(order => order.Text != null); var sorted = named.OrderBy(order => order.Id); var shaped = sorted.Select(order => order.Text); return await shaped.[|ToListAsync|]();")]
    [InlineData("IQueryable<Order> Sorted() => _shop.Orders.OrderBy(order => order.Id); return await Sorted().[|ToListAsync|]();")]
    [InlineData("await _shop.Orders.[|LoadAsync|](); return null;")]
    [InlineData("return await (from order in _shop.Orders join customer in _shop.Customers on order.CustomerId equals customer.CustomerId where order.IsPaid select new { order, customer }).[|ToListAsync|]();")]
    [InlineData("return await _shop.Customers.SelectMany(customer => customer.Orders).[|ToListAsync|]();")]
    [InlineData("return await All(_shop).[|ToListAsync|](); static IQueryable<Order> All(ShopContext shop) { bool IsLogged() { return true; } Console.WriteLine(IsLogged()); return shop.Orders; }")]
    [InlineData("var query = _shop.Orders.Take(100); query = _shop.Orders.Where(order => order.IsPaid); return await query.[|ToListAsync|]();")]
    public Task A_query_is_followed_to_its_source(string body) => VerifyAsync(Shop.Method(body));

    [Theory]
    [InlineData("IQueryable<Order> query = _shop.Orders; if (!all) query = query.Where(order => order.CustomerId == id); return query.ToList();")]
    [InlineData("IQueryable<Order> query = _shop.Orders; query = query.Take(id); return query.ToList();")]
    [InlineData("var mine = _shop.Customers.Where(customer => customer.Name == text); return await (from order in _shop.Orders join customer in mine on order.CustomerId equals customer.CustomerId select order).ToListAsync();")]
    [InlineData("return await (from order in _shop.Orders join known in ids on order.Id equals known select order).ToListAsync();")]
    [InlineData("return await (from order in _shop.Orders join line in _shop.Lines on new { order.Id, Product = text } equals new { Id = line.OrderId, line.Product } select order).ToListAsync();")]
    [InlineData("return await (from order in _shop.Orders from line in _shop.Lines.Where(line => line.Product == text) select order).ToListAsync();")]
    [InlineData("return await (from order in _shop.Orders join line in _shop.Lines on order.Id equals line.OrderId into lines from line in lines.DefaultIfEmpty() where line.Product == text select order).ToListAsync();")]
    [InlineData("return await Filtered(_shop.Orders, id).ToListAsync(); static IQueryable<Order> Filtered(IQueryable<Order> query, int customer) { query = query.Where(order => order.CustomerId == customer); return query.OrderBy(order => order.Id); }")]
    [InlineData("var page = Page(_shop.Orders, id); return await page.ToListAsync(); static IQueryable<Order> Page(IQueryable<Order> query, int page) => query.OrderBy(order => order.Id).Skip(page * 50).Take(50);")]
    [InlineData("Func<IQueryable<Order>, IQueryable<Order>> shape = Shapes.Find(id); return await shape(_shop.Orders).ToListAsync();")]
    [InlineData("IQueryable<Order> query = _shop.Orders; query = _shop.Orders.Take(100); return await query.ToListAsync();")]
    [InlineData("var query = _shop.Orders.Take(100); if (all) { query = _shop.Orders.Where(order => order.IsPaid); } return await query.ToListAsync();")]
    [InlineData("var query = _shop.Orders.Take(100); query = query.Where(order => order.IsPaid); return await query.ToListAsync();")]
    public Task What_a_helper_or_a_branch_picks_counts(string body) => VerifyAsync(
        Shop.Method(body) +
        "public static class Shapes { public static Func<IQueryable<Order>, IQueryable<Order>> Find(int id) => throw null; }");

    [Fact]
    public Task Helpers_members_and_extensions_are_followed() => VerifyAsync("""
        public static class Queries
        {
            public static IQueryable<Order> Sorted(this IQueryable<Order> orders) => orders.OrderBy(order => order.Id);
            public static IQueryable<Order> OfCustomer(this IQueryable<Order> orders, int customer) => orders.Where(order => order.CustomerId == customer);
            public static IQueryable<T> Page<T>(this IQueryable<T> query, int page) { var rest = query.Skip(page * 50); return rest.Take(50); }
        }

        public class Repository<T> where T : class
        {
            protected readonly DbSet<T> Rows;
            protected Repository(ShopContext shop) => Rows = shop.Set<T>();
            public Task<List<T>> AllAsync() => Rows.[|ToListAsync|]();
            public Task<List<T>> SomeAsync(System.Linq.Expressions.Expression<Func<T, bool>> condition) => Rows.Where(condition).ToListAsync();
        }

        public sealed class Orders : Repository<Order>
        {
            public Orders(ShopContext shop) : base(shop) { }
            private IQueryable<Order> Open => Rows.Where(order => !order.IsPaid);
            public Task<List<Order>> OpenAsync() => Open.Sorted().[|ToListAsync|]();
            public Task<List<Order>> OfAsync(int customer) => Open.OfCustomer(customer).ToListAsync();
            public Task<List<Order>> PageAsync(int page) => Open.Sorted().Page(page).ToListAsync();
            public Task<List<Order>> GivenAsync(IQueryable<Order> orders) => orders.ToListAsync();
            public Task<List<Order>> SetAsync(DbSet<Order> orders) => orders.[|ToListAsync|]();
        }
        """);

    [Fact]
    public Task What_an_interface_gives_is_looked_for_where_it_is_implemented() => VerifyAsync("""
        public interface IRows<T> { IQueryable<T> Query(); IQueryable<T> Mine { get; } IQueryable<T> OfNobody(); }

        public abstract class Rows { public abstract IQueryable<Order> Newest(); }

        public sealed class ShopRows : Rows, IRows<Order>
        {
            private readonly ShopContext _shop = new();

            public IQueryable<Order> Query() => _shop.Set<Order>().AsNoTracking();

            public IQueryable<Order> Mine => _shop.Orders.Where(order => order.CustomerId == Somebody.Id);

            public IQueryable<Order> OfNobody() => throw new NotSupportedException();

            public override IQueryable<Order> Newest() => _shop.Orders.OrderByDescending(order => order.Created).Take(20);
        }

        public static class Somebody { public static int Id => DateTime.Now.Day; }

        public sealed class Orders
        {
            public Task<List<Order>> All(IRows<Order> rows) => rows.Query().OrderBy(order => order.Id).[|ToListAsync|]();
            public Task<List<Order>> Open(IRows<Order> rows) { var open = rows.Query().Where(order => !order.IsPaid); var sorted = open.OrderBy(order => order.Id); return sorted.[|ToListAsync|](); }
            public Task<List<Order>> Of(IRows<Order> rows, int id) => rows.Query().Where(order => order.CustomerId == id).ToListAsync();
            public Task<List<Order>> Mine(IRows<Order> rows) => rows.Mine.ToListAsync();
            public Task<List<Order>> Newest(Rows rows) => rows.Newest().ToListAsync();
            public Task<List<Order>> OfNobody(IRows<Order> rows) => rows.OfNobody().ToListAsync();
        }
        """);

    [Fact]
    public Task Compiled_queries_are_followed() => VerifyAsync("""
        public sealed class Orders
        {
            private static readonly Func<ShopContext, IEnumerable<Order>> All = EF.CompileQuery((ShopContext shop) => shop.Orders.OrderBy(order => order.Id));
            private static readonly Func<ShopContext, int, IEnumerable<Order>> OfCustomer = EF.CompileQuery((ShopContext shop, int customer) => shop.Orders.Where(order => order.CustomerId == customer));

            public List<Order> Find(ShopContext shop) => All(shop).[|ToList|]();
            public List<Order> Find(ShopContext shop, int customer) => OfCustomer(shop, customer).ToList();
        }
        """);

    [Theory]
    [InlineData("await foreach (var order in _shop.Orders.AsAsyncEnumerable()) Console.WriteLine(order.Text); return null;")]
    [InlineData("var total = 0; foreach (var order in _shop.Orders) total += order.Id; return total;")]
    [InlineData("var paid = new List<Order>(); foreach (var order in _shop.Orders) { if (order.IsPaid) paid.Add(order); } return paid;")]
    [InlineData("var first = new List<Order>(); foreach (var order in _shop.Orders) { if (first.Count == 10) break; first.Add(order); } return first;")]
    [InlineData("var batch = new List<Order>(); foreach (var order in _shop.Orders) { batch.Add(order); if (batch.Count == 100) { await Task.Yield(); batch.Clear(); } } return null;")]
    [InlineData("foreach (var order in _shop.Orders) { var words = new List<string>(); words.Add(order.Text); } return null;")]
    [InlineData("var found = new List<Order>(); foreach (var order in _shop.Orders.Where(order => order.CustomerId == id)) found.Add(order); return found;")]
    public Task Streaming_is_not_reported(string body) => VerifyAsync(Shop.Method(body));

    [Theory]
    [InlineData("var found = new List<Order>(); await [|foreach|] (var order in _shop.Orders.AsAsyncEnumerable()) found.Add(order); return found;")]
    [InlineData("var found = new Dictionary<int, Order>(); [|foreach|] (var order in _shop.Orders.Where(order => order.IsPaid)) { found[order.Id] = order; } return found;")]
    public Task A_stream_that_is_kept_is_reported(string body) => VerifyAsync(Shop.Method(body));

    [Theory]
    [InlineData("await _connection.[|QueryAsync|]<Order>(\"SELECT * FROM orders\")")]
    [InlineData("_connection.[|Query|](\"select id, text from orders order by id\")")]
    [InlineData("_connection.[|Query|]<Order>(\"SELECT * FROM orders WHERE paid = true -- LIMIT 5\")")]
    [InlineData("_connection.[|Query|]<Order>($\"SELECT {nameof(Order.Id)} FROM orders\", buffered: true)")]
    [InlineData("_connection.QueryUnbufferedAsync<Order>(\"SELECT * FROM orders\").[|ToListAsync|]()")]
    [InlineData("_connection.[|Query|]<Order>(\"SELECT o.* FROM orders o JOIN customers c ON c.id = o.customer WHERE o.text <> 'a = @b'\")")]
    public Task Text_without_a_limit_is_reported(string query) => VerifyAsync(Shop.Method($"return {query};"));

    [Theory]
    [InlineData("await _connection.QueryAsync<Order>(\"SELECT * FROM orders LIMIT 100\")")]
    [InlineData("await _connection.QueryAsync<Order>(\"SELECT TOP 10 * FROM orders\")")]
    [InlineData("await _connection.QueryAsync<Order>(\"SELECT * FROM orders ORDER BY id OFFSET 10 ROWS FETCH NEXT 10 ROWS ONLY\")")]
    [InlineData("await _connection.QueryAsync<Order>(\"SELECT * FROM orders WHERE customer = @id\", new { id })")]
    [InlineData("await _connection.QueryAsync<Order>(\"SELECT * FROM orders WHERE id IN @ids\", new { ids })")]
    [InlineData("await _connection.QueryAsync<Order>(\"SELECT o.* FROM orders o JOIN unnest(@ids) AS t(id) ON o.id = t.id\", new { ids })")]
    [InlineData("_connection.Query<Order>(\"SELECT * FROM orders\", buffered: false)")]
    [InlineData("_connection.QueryFirst<Order>(\"SELECT * FROM orders\")")]
    [InlineData("_connection.Query<int>(\"SELECT count(*) FROM orders\")")]
    [InlineData("_connection.Query<string>(\"SELECT version()\")")]
    [InlineData("_connection.Query<string>(\"SELECT table_name FROM information_schema.tables\")")]
    [InlineData("_connection.Query<Order>(text)")]
    [InlineData("_connection.Query<Order>(\"SELECT * FROM orders WHERE \" + text)")]
    [InlineData("_connection.Query<Order>($\"SELECT * FROM orders WHERE text = '{text}'\")")]
    [InlineData("_connection.Query<Order>(\"SELECT * FROM orders WHERE customer = \" + id)")]
    [InlineData("_connection.Query<Order>(\"orders_of_today\", commandType: CommandType.StoredProcedure)")]
    [InlineData("_connection.Query<Order>(\"UPDATE orders SET paid = true RETURNING *\")")]
    [InlineData("_connection.QueryUnbufferedAsync<Order>(\"SELECT * FROM orders\")")]
    public Task Text_with_a_limit_or_out_of_sight_is_not_reported(string query) => VerifyAsync(Shop.Method($"return {query};"));

    [Theory]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT id FROM orders\", _connection); using var reader = command.ExecuteReader(); var found = new List<int>(); [|while|] (reader.Read()) found.Add(reader.GetInt32(0)); return found;")]
    [InlineData("using var command = _connection.CreateCommand(); command.CommandText = \"SELECT id FROM orders\"; using var reader = await command.ExecuteReaderAsync(); var found = new HashSet<int>(); [|while|] (await reader.ReadAsync()) { found.Add(reader.GetInt32(0)); } return found;")]
    [InlineData("DbCommand command = new NpgsqlCommand { CommandText = \"SELECT id, text FROM orders\" }; using var reader = command.ExecuteReader(); var found = new Dictionary<int, string>(); [|while|] (reader.Read()) { found[reader.GetInt32(0)] = reader.GetString(1); } return found;")]
    [InlineData("var table = new DataTable(); using var command = new NpgsqlCommand(\"SELECT * FROM orders\", _connection); table.[|Load|](command.ExecuteReader()); return table;")]
    [InlineData("var table = new DataTable(); new NpgsqlDataAdapter(\"SELECT * FROM orders\", _connection).[|Fill|](table); return table;")]
    [InlineData("using var reader = await _connection.ExecuteReaderAsync(\"SELECT id FROM orders\"); var found = new List<int>(); [|while|] (reader.Read()) found.Add(reader.GetInt32(0)); return found;")]
    public Task A_reader_loop_that_keeps_every_row_is_reported(string body) => VerifyAsync(Shop.Method(body));

    [Theory]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT id FROM orders LIMIT 10\", _connection); using var reader = command.ExecuteReader(); var found = new List<int>(); while (reader.Read()) found.Add(reader.GetInt32(0)); return found;")]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT id FROM orders WHERE customer = $1\", _connection); using var reader = command.ExecuteReader(); var found = new List<int>(); while (reader.Read()) found.Add(reader.GetInt32(0)); return found;")]
    [InlineData("using var command = new NpgsqlCommand(text, _connection); using var reader = command.ExecuteReader(); var found = new List<int>(); while (reader.Read()) found.Add(reader.GetInt32(0)); return found;")]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT id FROM orders\", _connection); using var reader = command.ExecuteReader(); var total = 0; while (reader.Read()) total += reader.GetInt32(0); return total;")]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT id FROM orders\", _connection); using var reader = command.ExecuteReader(); var found = new List<int>(); while (reader.Read() && found.Count < 10) { if (found.Count > 5) break; found.Add(reader.GetInt32(0)); } return found;")]
    [InlineData("var table = new DataTable(); new NpgsqlDataAdapter(\"SELECT * FROM orders\", _connection).Fill(0, 100, table); return table;")]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT * FROM orders WHERE id = @id\", _connection); var table = new DataTable(); table.Load(command.ExecuteReader()); return table;")]
    public Task A_reader_loop_with_a_limit_is_not_reported(string body) => VerifyAsync(Shop.Method(body));

    [Theory]
    [InlineData("await _documents.Find(order => true).[|ToListAsync|]()")]
    [InlineData("_documents.Find(_ => true).SortBy(order => order.Id).[|ToList|]()")]
    [InlineData("_documents.Find(FilterDefinition<Order>.Empty).[|ToList|]()")]
    [InlineData("_documents.Find(Builders<Order>.Filter.Empty).[|ToList|]()")]
    [InlineData("_documents.Find(new MongoDB.Bson.BsonDocument()).[|ToList|]()")]
    [InlineData("_documents.Find(Builders<Order>.Filter.Eq(order => order.IsPaid, false)).[|ToList|]()")]
    [InlineData("_documents.Find(Builders<Order>.Filter.Lt(order => order.Id, id)).[|ToList|]()")]
    [InlineData("await (await _documents.FindAsync(order => order.IsPaid)).[|ToListAsync|]()")]
    [InlineData("_documents.AsQueryable().OrderBy(order => order.Id).[|ToList|]()")]
    [InlineData("_redis.[|HashGetAll|](\"orders\")")]
    [InlineData("await _redis.[|SetMembersAsync|](\"orders\")")]
    [InlineData("_redis.[|ListRange|](\"orders\")")]
    [InlineData("_redis.[|ListRange|](\"orders\", 0, -1)")]
    [InlineData("_redis.[|SortedSetRangeByScore|](\"orders\")")]
    [InlineData("_server.Keys(pattern: \"order:*\").[|ToList|]()")]
    [InlineData("_redis.HashScan(\"orders\").[|ToArray|]()")]
    public Task Whole_collections_of_other_databases_are_reported(string query) => VerifyAsync(Shop.Method($"return {query};"));

    [Theory]
    [InlineData("await _documents.Find(order => true).Limit(100).ToListAsync()")]
    [InlineData("_documents.Find(order => order.CustomerId == id).ToList()")]
    [InlineData("_documents.Find(Builders<Order>.Filter.Eq(order => order.CustomerId, id)).ToList()")]
    [InlineData("_documents.Find(Builders<Order>.Filter.In(order => order.Id, ids)).ToList()")]
    [InlineData("_documents.Find(Builders<Order>.Filter.Text(text)).ToList()")]
    [InlineData("await (await _documents.FindAsync(order => true, new FindOptions<Order> { Limit = 10 })).ToListAsync()")]
    [InlineData("await _documents.Find(order => true).FirstOrDefaultAsync()")]
    [InlineData("_documents.AsQueryable().Take(10).ToList()")]
    [InlineData("_redis.HashGetAll($\"orders:{id}\")")]
    [InlineData("_redis.SetMembers(text)")]
    [InlineData("_redis.ListRange(\"orders\", 0, 99)")]
    [InlineData("_redis.SortedSetRangeByScore(\"orders\", take: 100)")]
    [InlineData("_redis.HashScan(\"orders\")")]
    [InlineData("_redis.HashGet(\"orders\", text)")]
    [InlineData("_server.Keys(pattern: $\"order:{id}:*\").ToList()")]
    public Task Parts_of_other_databases_are_not_reported(string query) => VerifyAsync(Shop.Method($"return {query};"));

    [Fact]
    public Task Start_up_and_tests_are_left_alone() => VerifyAsync("""
        public static class Program
        {
            public static void Main() { using var shop = new ShopContext(); Seed(shop); }

            private static void Seed(ShopContext shop) { foreach (var order in shop.Orders.ToList()) Console.WriteLine(order.Text); }
        }
        """);

    [Theory]
    [InlineData("OrderMigration", "RunAsync", "object")]
    [InlineData("Orders", "SeedOrdersAsync", "object")]
    [InlineData("Orders", "RunAsync", "Mine.IMigration")]
    public Task What_is_done_once_is_left_alone(string type, string method, string implemented) => VerifyAsync($$"""
        namespace Mine;

        public interface IMigration { }

        public sealed class {{type}} : {{implemented}}
        {
            public async Task {{method}}(ShopContext shop) { foreach (var order in await shop.Orders.ToListAsync()) order.Text = ""; }
        }
        """);

    [Fact]
    public Task What_a_cache_is_filled_with_is_left_alone() => VerifyAsync("""
        public interface ITableCache { T GetCache<T>(string name, Func<T> read); }

        public sealed class Orders
        {
            private readonly ITableCache _cache;
            private readonly ShopContext _shop;
            public Orders(ITableCache cache, ShopContext shop) { _cache = cache; _shop = shop; }
            public List<Order> All() => _cache.GetCache("orders", () => _shop.Orders.ToList());
            public Lazy<List<Order>> Later() => new(() => _shop.Orders.ToList());
            public Func<List<Order>> Again() => () => _shop.Orders.[|ToList|]();
        }
        """);

    [Fact]
    public Task The_message_says_what_is_read_where() => Shop.Prepare(
        new VerifyCS.Test
        {
            ExpectedDiagnostics =
            {
                VerifyCS.Diagnostic().WithLocation(0)
                    .WithMessage("'ToListAsync' in 'FindAsync' holds all of 'Orders' in memory; no limit, key or owner picks a part of it")
            },
        },
        Shop.Method("return await _shop.Orders.{|#0:ToListAsync|}();")).RunAsync();

    [Fact]
    public Task Facts_of_the_user_count() => Shop.Prepare(
        new VerifyCS.Test(),
        """
        namespace Mine;

        public interface ITable<T> : IEnumerable<T> { ITable<T> Top(int count); ITable<T> SortBy(string name); T[] Fetch(); }

        public sealed class Orders
        {
            private readonly ITable<Order> _orders;
            private readonly ITable<Country> _countries;
            public Orders(ITable<Order> orders, ITable<Country> countries) { _orders = orders; _countries = countries; }
            public Order[] All() => _orders.SortBy("id").[|Fetch|]();
            public Order[] Some() => _orders.Top(10).SortBy("id").Fetch();
            public Country[] Countries() => _countries.Fetch();
            public List<Order> AllOf(ShopContext shop) => shop.Orders.[|ToList|]();
        }
        """,
        """
        query-source Mine.ITable`1
        query-limit Mine.ITable`1 adds Top
        query-keeps Mine.ITable`1 adds SortBy
        materialiser Mine.ITable`1 adds Fetch
        bounded Country
        """).RunAsync();

    [Fact]
    public Task Half_typed_code_is_left_alone()
    {
        var test = Shop.Prepare(new VerifyCS.Test { CompilerDiagnostics = CompilerDiagnostics.None }, """
            public sealed class Orders
            {
                private readonly ShopContext _shop;
                public object A() => _shop.Orders.Where(.ToList();
                public object B() => _shop.Nothing.Where(x => x.).ToListAsync();
                public object C() { var query = query.Where(order => order); return query.ToList(); }
                public object D() { foreach (var x in _shop.) { list.Add(x } }
                public object E() => E().ToList();
                public IQueryable<Order> F(IQueryable<Order> q) => F(q).Where(o => o.IsPaid);
                public object G() => F(G2()).ToList();
                public IQueryable<Order> G2() => F(G2());
                public object H() => .ToList();
            }
            """);
        return test.RunAsync();
    }

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => Shop.Prepare(new VerifyCS.Test(), source).RunAsync();
}
