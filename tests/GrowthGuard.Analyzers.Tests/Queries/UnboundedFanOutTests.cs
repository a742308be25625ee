using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.UnboundedFanOutAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>GG3007: as many tasks at once as a sequence has elements.</summary>
public sealed class UnboundedFanOutTests
{
    [Theory]
    [InlineData("await Task.[|WhenAll|](orders.Select(order => SendAsync(order)));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(SendAsync));")]
    [InlineData("await Task.[|WhenAll|](orders.Select(async order => await SendAsync(order)));")]
    [InlineData("await Task.[|WhenAll|](orders.Where(order => order.IsPaid).Select(SendAsync).ToList());")]
    [InlineData("await Task.[|WhenAll|](from order in orders select SendAsync(order));")]
    [InlineData("var sent = orders.Select(SendAsync).ToArray(); await Task.[|WhenAll|](sent);")]
    [InlineData("Task.[|WaitAll|](orders.Select(order => Task.Run(() => SendAsync(order))).ToArray());")]
    [InlineData("var sent = new List<Task>(); foreach (var order in orders) sent.Add(SendAsync(order)); await Task.[|WhenAll|](sent);")]
    [InlineData("var sent = new List<Task>(); foreach (var order in orders) { if (order.IsPaid) { sent.Add(Task.Run(() => SendAsync(order))); } } await Task.[|WhenAll|](sent);")]
    [InlineData("foreach (var order in orders) _ = Task.[|Run|](() => SendAsync(order));")]
    [InlineData("foreach (var order in orders) Task.Factory.[|StartNew|](() => SendAsync(order));")]
    [InlineData("foreach (var order in orders) ThreadPool.[|QueueUserWorkItem|](_ => SendAsync(order));")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var order = orders[i]; _ = Task.[|Run|](() => SendAsync(order)); }")]
    [InlineData("await Task.[|WhenAll|]((await _shop.Orders.ToListAsync()).Select(SendAsync));")]
    [InlineData("await Task.[|WhenAll|](_shop.Orders.Where(order => order.IsPaid).AsEnumerable().Select(SendAsync));")]
    [InlineData("await Task.[|WhenAll|]((await AllAsync()).Select(SendAsync));")]
    [InlineData("var some = new List<Order>(); foreach (var order in orders) { if (order.IsPaid) some.Add(order); } await Task.[|WhenAll|](some.Select(SendAsync));")]
    [InlineData("var some = new List<Order>(); some.AddRange(orders); await Task.[|WhenAll|](some.Select(SendAsync));")]
    [InlineData("var some = new List<string>(); string next = null; do { var page = await pages.ListAsync(next); some.AddRange(page.Items); next = page.NextToken; } while (next != null); await Task.[|WhenAll|](some.Select(name => Task.Delay(name.Length)));")]
    [InlineData("IEnumerable<Order> some = orders; if (all) some = some.Where(order => order.IsPaid); some = some.ToList(); await Task.[|WhenAll|](some.Select(SendAsync));")]
    [InlineData("IEnumerable<Task> sent; sent = null; sent = orders.Select(SendAsync); sent = sent.ToList(); await Task.[|WhenAll|](sent);")]
    [InlineData("var loaded = await Task.[|WhenAll|](orders.Select(LoadAsync)); Console.WriteLine(loaded.Length);")]
    public Task A_task_for_each_element_is_reported(string body) => VerifyAsync(Sender(body));

    [Theory]
    [InlineData("await Task.WhenAll(SendAsync(orders[0]), SendAsync(orders[1]));")]
    [InlineData("await Task.WhenAll(new[] { 1, 2, 3 }.Select(id => SendAsync(orders[id])));")]
    [InlineData("await Task.WhenAll(Enum.GetValues<OrderState>().Select(state => SendAsync(orders[0])));")]
    [InlineData("await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(orders[0])));")]
    [InlineData("await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => SendAsync(orders[0])));")]
    [InlineData("await Task.WhenAll(orders.Take(8).Select(SendAsync));")]
    [InlineData("foreach (var few in orders.Chunk(8)) await Task.WhenAll(few.Select(SendAsync));")]
    [InlineData("foreach (var order in orders) await Task.Run(() => SendAsync(order));")]
    [InlineData("foreach (var order in orders) await SendAsync(order);")]
    [InlineData("await Parallel.ForEachAsync(orders, async (order, token) => await SendAsync(order));")]
    [InlineData("var gate = new SemaphoreSlim(8); await Task.WhenAll(orders.Select(async order => { await gate.WaitAsync(); try { await SendAsync(order); } finally { gate.Release(); } }));")]
    [InlineData("var gate = new SemaphoreSlim(8); var sent = new List<Task>(); foreach (var order in orders) { await gate.WaitAsync(); sent.Add(SendAsync(order).ContinueWith(_ => gate.Release())); } await Task.WhenAll(sent);")]
    [InlineData("await Task.WhenAll(orders.Select(SendGatedAsync));")]
    [InlineData("await Task.WhenAll(orders.Select(order => SendGatedAsync(order)));")]
    [InlineData("var sent = new List<Task>(); foreach (var order in orders) { sent.Add(SendAsync(order)); if (sent.Count == 8) { await Task.WhenAll(sent); sent.Clear(); } } await Task.WhenAll(sent);")]
    [InlineData("var sent = new List<Task>(); foreach (var order in orders) { if (sent.Count >= 8) sent.Remove(await Task.WhenAny(sent)); sent.Add(SendAsync(order)); } await Task.WhenAll(sent);")]
    [InlineData("await Task.WhenAll(plugins.Select(plugin => plugin.RunAsync()));")]
    [InlineData("await Task.WhenAll(_plugins.Select(plugin => plugin.RunAsync()));")]
    [InlineData("await Task.WhenAll(tasks);")]
    [InlineData("await Task.WhenAll(_shop.Orders.Take(8).AsEnumerable().Select(SendAsync));")]
    [InlineData("await Task.WhenAll(options.Regions.Select(region => SendAsync(orders[region])));")]
    [InlineData("foreach (var order in orders) Console.WriteLine(order.Text); await Task.Run(() => SendAsync(orders[0]));")]
    [InlineData("foreach (var order in new[] { orders[0] }) _ = Task.Run(() => SendAsync(order));")]
    [InlineData("var words = orders.Select(order => order.Text).ToList(); await Task.WhenAll(new List<Task> { SendAsync(orders[0]) });")]
    [InlineData("await Task.WhenAll((await FindAsync(7)).Select(SendAsync));")]
    [InlineData("await Task.WhenAll(byId.Values.Select(SendAsync));")]
    [InlineData("await Task.WhenAll(customer.Orders.Select(SendAsync));")]
    [InlineData("await Task.WhenAll(given.Select(SendAsync));")]
    [InlineData("foreach (var order in given) _ = Task.Run(() => SendAsync(order));")]
    [InlineData("await Task.WhenAll((await _shop.Orders.Where(order => order.CustomerId == customer.CustomerId).ToListAsync()).Select(SendAsync));")]
    [InlineData("var some = new List<Order>(); some.Add(orders[0]); await Task.WhenAll(some.Select(SendAsync));")]
    [InlineData("var page = await pages.ListAsync(null); await Task.WhenAll(page.Items.Select(name => Task.Delay(name.Length)));")]
    public Task Few_or_held_back_is_not_reported(string body) => VerifyAsync(Sender(body));

    [Fact]
    public Task A_private_method_is_called_with_what_its_callers_have() => VerifyAsync("""
        public sealed class Sender
        {
            public Task FewAsync() => SendFewAsync(new[] { 1, 2 });
            public Task AllAsync(ShopContext shop) => SendAllAsync(shop.Orders.Select(order => order.Id).ToArray());
            public Task PassedAsync(int[] orders) => SendPassedAsync(orders);
            public Task OpenAsync(int[] orders) => Task.[|WhenAll|](orders.Select(SendAsync));
            public Task OpenAsync(ShopContext shop) => OpenAsync(shop.Orders.Where(order => order.IsPaid).Select(order => order.Id).ToArray());
            private Task SendPassedAsync(int[] orders) => Task.WhenAll(orders.Select(SendAsync));
            public Task GivenAsync(params int[] orders) => Task.WhenAll(orders.Select(SendAsync));
            private Task SendFewAsync(int[] orders) => Task.WhenAll(orders.Select(SendAsync));
            private Task SendAllAsync(int[] orders) => Task.[|WhenAll|](orders.Select(SendAsync));
            private Task SendAsync(int order) => Task.Delay(order);
        }
        """);

    [Fact]
    public Task The_body_of_a_request_is_as_large_as_its_sender_wants() => VerifyAsync("""
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ControllerBase { }
            public class HttpPostAttribute : System.Attribute { }
        }

        namespace Mine
        {
            public sealed class Import { public List<Order> Orders { get; set; } }

            public sealed class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                [Microsoft.AspNetCore.Mvc.HttpPost]
                public Task PostAsync(List<Order> orders) => Task.[|WhenAll|](orders.Select(SendAsync));

                [Microsoft.AspNetCore.Mvc.HttpPost]
                public Task ImportAsync(Import import) => Task.[|WhenAll|](import.Orders.Select(SendAsync));

                private Task SendAsync(Order order) => Task.Delay(order.Id);
            }

            public sealed class Service
            {
                public Task ImportAsync(Import import) => Task.WhenAll(import.Orders.Select(SendAsync));

                private Task SendAsync(Order order) => Task.Delay(order.Id);
            }
        }
        """);

    [Fact]
    public Task Start_up_is_left_alone() => VerifyAsync("""
        public static class Program
        {
            public static Task Main() => WarmAsync(new[] { 1, 2 }.ToList());

            private static Task WarmAsync(List<int> orders) => Task.WhenAll(orders.Select(order => Task.Delay(order)));
        }
        """);

    [Fact]
    public Task Facts_of_the_user_count() => Shop.Prepare(
        new VerifyCS.Test(),
        """
        namespace Mine;

        public sealed class Throttle { public Task EnterAsync() => null; }

        public static class Workers { public static void Fork(Func<Task> work) { } }

        public static class Sender
        {
            public static Task SendAsync(Throttle throttle, ShopContext shop) => Task.WhenAll(shop.Orders.ToList().Select(async order => { await throttle.EnterAsync(); await Task.Delay(order.Id); }));
            public static void Send(ShopContext shop) { foreach (var order in shop.Orders.ToList()) Workers.[|Fork|](() => Task.Delay(order.Id)); }
        }
        """,
        """
        degree-limit Mine.Throttle adds EnterAsync
        task-starter Mine.Workers adds Fork
        """).RunAsync();

    [Fact]
    public Task The_message_says_what_runs_for_what() => Shop.Prepare(
        new VerifyCS.Test
        {
            ExpectedDiagnostics =
            {
                VerifyCS.Diagnostic().WithLocation(0)
                    .WithMessage(
                        "'Task.WhenAll' in 'RunAsync' has a task for each element of 'orders' run at once, and nothing limits how many")
            },
        },
        Sender("await Task.{|#0:WhenAll|}(orders.Select(SendAsync));")).RunAsync();

    [Fact]
    public Task Half_typed_code_is_left_alone() => Shop.Prepare(new VerifyCS.Test { CompilerDiagnostics = CompilerDiagnostics.None }, """
        public sealed class Sender
        {
            public void A(List<int> ids) => Task.WhenAll(ids.Select());
            public void B(List<int> ids) => Task.WhenAll(ids.Select(x => ));
            public void C(List<int> ids) => Task.WhenAll();
            public void D(List<int> ids) { foreach (var id in ids) Task.Run( }
            public void E(List<int> ids) { var tasks = tasks.ToList(); Task.WhenAll(tasks); IEnumerable<Task> more; more = more.ToList(); Task.WhenAll(more); ids = ids.Where(x => true).ToList(); Node node; node = node.Next; Task.WhenAll(node.Items.Select(x => Task.Delay(x))); }
            private sealed class Node { public Node Next { get; set; } public List<int> Items { get; set; } }
        }
        """).RunAsync();

    private static string Sender(string body) => $$"""
        public interface IPlugin { Task RunAsync(); }

        public sealed class NamePage { public List<string> Items { get; set; } public string NextToken { get; set; } }

        public sealed class PageClient { public Task<NamePage> ListAsync(string nextToken) => null; }

        public sealed class SenderOptions { public List<int> Regions { get; set; } }

        public sealed class Sender
        {
            private readonly SemaphoreSlim _gate = new(8);
            private readonly ShopContext _shop;
            private readonly IEnumerable<IPlugin> _plugins;
            public Sender(ShopContext shop, IEnumerable<IPlugin> plugins) { _shop = shop; _plugins = plugins; }

            public async Task RunAsync(IReadOnlyList<Order> given, PageClient pages, Dictionary<int, Order> byId, Customer customer, IEnumerable<IPlugin> plugins, IEnumerable<Task> tasks, SenderOptions options, bool all = false)
            {
                var orders = await _shop.Orders.Where(order => order.State == OrderState.Open).ToListAsync();
                {{body}}
            }

            private async Task<List<Order>> AllAsync() => await _shop.Orders.ToListAsync();
            private Task SendAsync(Order order) => Task.Delay(order.Id);
            private Task<int> LoadAsync(Order order) => Task.FromResult(order.Id);
            private Task<List<Order>> FindAsync(int customer) => Task.FromResult(new List<Order>());

            private async Task SendGatedAsync(Order order)
            {
                await _gate.WaitAsync();
                try { await SendAsync(order); } finally { _gate.Release(); }
            }
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => Shop.Prepare(new VerifyCS.Test(), source).RunAsync();
}
