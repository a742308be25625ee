using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.HandlerStateIsLeftAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2001: data of an invocation that is left in a static or in a captured variable.</summary>
public sealed class HandlerStateIsLeftTests
{
    public static TheoryData<string> HandlersOfEveryHost =>
    [
        "public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|Last.Order = order|]; } }",
        "public class Function { public void Handle(Amazon.Lambda.SQSEvents.SQSEvent batch) { foreach (var message in batch.Records) { [|Last.Text = message.Body|]; } } }",
        "public class Function { [Amazon.Lambda.Annotations.LambdaFunction] public void Handle(Order order) { [|Last.Order = order|]; } }",
        "public class Function { [Microsoft.Azure.Functions.Worker.Function(\"orders\")] public void Run(Order order) { [|Last.Order = order|]; } }",
        "public static class Function { [Microsoft.Azure.WebJobs.FunctionName(\"orders\")] public static void Run(string message) { [|Last.Text = message|]; } }",
        "public class Function : Google.Cloud.Functions.Framework.ITypedFunction<Order, string> { public Task<string> HandleAsync(Order request, CancellationToken token) { [|Last.Order = request|]; return Task.FromResult(\"\"); } }",
        "public class OrdersController : ControllerBase { [HttpPost] public void Post(Order order) { [|Last.Order = order|]; } }",
        "public class OrdersController : ControllerBase { [HttpGet] public void Get() { [|Last.Text = Request.Headers[\"x-user\"].ToString()|]; } }",
        "public class OrderPage : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnPost(string id) { [|Last.Text = id|]; } }",
        "public class Middleware { private readonly RequestDelegate _next; public Middleware(RequestDelegate next) => _next = next; public Task InvokeAsync(HttpContext http) { [|Last.Text = http.TraceIdentifier|]; return _next(http); } }",
        "public class Middleware : IMiddleware { public Task InvokeAsync(HttpContext context, RequestDelegate next) { [|Last.Text = context.Request.Path.Value|]; return next(context); } }",
        "public class Filter : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { [|Last.Text = context.HttpContext.Request.Query[\"id\"].ToString()|]; } }",
        "public class OrderHub : Hub { public void Send(string text) { [|Last.Text = text|]; } }",
        "public class OrderService { public Task<string> Get(Order order, Grpc.Core.ServerCallContext context) { [|Last.Order = order|]; return Task.FromResult(\"\"); } }",
        "public class Consumer : MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) { [|Last.Order = context.Message|]; return Task.CompletedTask; } }",
        "public record Ask(string Id) : MediatR.IRequest<string>; public class Handler : MediatR.IRequestHandler<Ask, string> { public Task<string> Handle(Ask request, CancellationToken token) { [|Last.Text = request.Id|]; return Task.FromResult(\"\"); } }",
        "public class Handler : NServiceBus.IHandleMessages<Order> { public Task Handle(Order message, NServiceBus.IMessageHandlerContext context) { [|Last.Order = message|]; return Task.CompletedTask; } }",
        "public class Handler : Rebus.Handlers.IHandleMessages<Order> { public Task Handle(Order message) { [|Last.Order = message|]; return Task.CompletedTask; } }",
        "public class Handler { [Wolverine.Attributes.WolverineHandler] public void Handle(Order message) { [|Last.Order = message|]; } }",
        "public class Job : Quartz.IJob { public ValueTask Execute(Quartz.IJobExecutionContext context, CancellationToken token) { [|Last.Text = (string)context.MergedJobDataMap[\"id\"]|]; return default; } }",
        "public class Function { public void Handle(Amazon.Lambda.KafkaEvents.KafkaEvent batch) { [|Last.Text = batch.EventSource|]; } }",
        "public class OrderHandler { public void Handle(Order message) { [|Last.Order = message|]; } }",
        "public static class OrderConsumer { public static Task ConsumeAsync(Order message) { [|Last.Order = message|]; return Task.CompletedTask; } }",
        "public static class Mail { public static void Queue() => Hangfire.BackgroundJob.Enqueue(() => Send(\"1\")); public static void Send(string id) { [|Last.Text = id|]; } }",
        "public class Mail { public static void Queue(int count) => Hangfire.BackgroundJob.Enqueue<Mail>(mail => mail.SendAsync(count + \"\")); public Task SendAsync(string id) { [|Last.Text = id|]; return Task.CompletedTask; } }",
        "public class Job { public void Run(string id, Hangfire.Server.PerformContext context) { [|Last.Text = id|]; } }",
        "public class Worker : BackgroundService { public IAsyncEnumerable<Order> Orders; protected override async Task ExecuteAsync(CancellationToken token) { await foreach (var order in Orders) { [|Last.Order = order|]; } } }",
        "public class Worker : BackgroundService { public System.Threading.Channels.ChannelReader<Order> Orders; protected override async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) { var order = await Orders.ReadAsync(token); [|Last.Order = order|]; } } }",
        "public class Worker : BackgroundService { public ConcurrentQueue<Order> Orders; protected override async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) { if (Orders.TryDequeue(out var order)) [|Last.Order = order|]; await Task.Delay(10); } } }",
    ];

    [Theory, MemberData(nameof(HandlersOfEveryHost))]
    public Task Data_of_a_handler_is_reported(string handler) => VerifyAsync(handler + Last);

    [Theory]
    [InlineData("[|Last.Order = order|];")]
    [InlineData("var kept = order; [|Last.Order = kept|];")]
    [InlineData("[|Last.Text = order.Id|];")]
    [InlineData("[|Last.Text = order.Id.Trim()|];")]
    [InlineData("[|Last.Text = $\"order {order.Id}\"|];")]
    [InlineData("[|Last.Text = \"order \" + order.Id|];")]
    [InlineData("[|Last.Text = order?.Id|];")]
    [InlineData("[|Last.Text = order.Id ?? \"none\"|];")]
    [InlineData("[|Last.Text = order.Total > 0 ? order.Id : null|];")]
    [InlineData("[|Last.Order = order with { Total = 0 }|];")]
    [InlineData("[|Last.Any = new { order.Id }|];")]
    [InlineData("[|Last.Any = (order.Id, 1)|];")]
    [InlineData("[|Last.Any = new[] { order }|];")]
    [InlineData("[|Last.Any = new Order(order.Id, 0)|];")]
    [InlineData("[|Last.Any = JsonSerializer.Serialize(order)|];")]
    [InlineData("[|Last.Text = context.AwsRequestId|];")]
    [InlineData("if (order is { Id: var id }) [|Last.Text = order.Id|];")]
    [InlineData("[|Last.Property = order|];")]
    [InlineData("[|Last.Callback = () => Console.WriteLine(order)|];")]
    [InlineData("[|Last.CustomerId = order.Id.Length > 0 ? order.Id : \"\"|];")]
    public Task Every_way_of_leaving_is_reported(string statement) => VerifyAsync(Handler(statement) + Last);

    [Fact]
    public Task Interlocked_is_an_assignment() => VerifyAsync(Handler("[|Interlocked.Exchange(ref Last.Order, order)|];") + Last);

    [Fact]
    public Task A_helper_of_the_same_type_is_seen_through() => VerifyAsync("""
        public class Function
        {
            private static Order _last;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Remember(order);

            private static void Remember(Order order) => [|_last = order|];
        }
        """);

    [Fact]
    public Task An_extension_method_is_seen_through() => VerifyAsync("""
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => order.Remember();
        }

        public static class Extensions
        {
            private static Order _last;

            public static void Remember(this Order order) => [|_last = order|];
        }
        """);

    [Fact]
    public Task A_method_of_a_base_class_is_seen_through() => VerifyAsync("""
        public abstract class FunctionBase
        {
            private static string _last;

            protected void Remember(string id) => [|_last = id|];
        }

        public class Function : FunctionBase
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Remember(order.Id);
        }
        """);

    [Fact]
    public Task A_static_setter_is_seen_through() => VerifyAsync("""
        public static class Current
        {
            private static Order _order;

            public static Order Order { get => _order; set => [|_order = value|]; }
        }

        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Current.Order = order;
        }
        """);

    [Fact]
    public Task What_a_method_makes_of_its_argument_is_seen() => VerifyAsync("""
        public class Function
        {
            private static Order _last;

            public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context)
            {
                var order = Parse(text);
                [|_last = order|];
            }

            private static Order Parse(string text)
            {
                var id = text.Trim();
                return new Order(id, 0);
            }
        }
        """);

    [Fact]
    public Task What_an_object_was_made_of_is_seen() => VerifyAsync("""
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => new Processor(order).Run();
        }

        internal class Processor
        {
            private static Order _last;
            private readonly Order _order;

            public Processor(Order order) => _order = order;

            public void Run() => [|_last = _order|];
        }
        """);

    [Fact]
    public Task An_element_in_a_lambda_is_seen() => VerifyAsync("""
        public class Function
        {
            private static Order _last;

            public void Handle(List<Order> orders, Amazon.Lambda.Core.ILambdaContext context) => orders.ForEach(order => [|_last = order|]);
        }
        """);

    [Fact]
    public Task A_variable_that_a_bootstrap_lambda_captures_is_reported() => VerifyProgramAsync("""
        string last = null;
        await Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.Create<Order>((order, context) =>
        {
            [|last = order.Id|];
            return Task.CompletedTask;
        }).Build().RunAsync();
        """);

    [Fact]
    public Task A_variable_that_a_local_function_captures_is_reported() => VerifyProgramAsync("""
        string last = null;
        await Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.Create<Order>(HandleAsync).Build().RunAsync();

        Task HandleAsync(Order order, Amazon.Lambda.Core.ILambdaContext context)
        {
            Remember(order);
            return Task.CompletedTask;
        }

        void Remember(Order order) => [|last = order.Id|];
        """);

    [Fact]
    public Task A_variable_that_a_minimal_api_captures_is_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        Order last = null;
        app.MapPost("/orders", (Order order) => { [|last = order|]; });
        app.MapGet("/orders/last", () => last);
        app.Run();
        """);

    [Fact]
    public Task A_variable_that_inline_middleware_captures_is_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        string user = null;
        app.Use(async (context, next) => { [|user = context.Request.Headers["x-user"].ToString()|]; await next(context); });
        app.Run();
        """);

    [Fact]
    public Task A_group_that_is_mapped_is_a_handler() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        app.MapPost("/orders", Api.Add);
        app.Run();

        public static class Api
        {
            private static Order _last;

            public static void Add(Order order) => [|_last = order|];
        }
        """);

    [Fact]
    public Task The_message_names_the_handler() =>
        VerifyAsync(Handler("{|#0:Last.Order = order|};") + Last.Replace("Order Order;", "Order {|#1:Order|};"), VerifyCS.Diagnostic()
            .WithMessage(
                "Static 'Order' is given data of handler 'Function.Handle' and not reset: it holds one invocation's data and shows it to the next").WithLocation(0).WithLocation(1));

    [Fact]
    public Task The_message_names_a_local_function_with_its_class() => VerifyProgramAsync("""
        await Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.Create<Order>(HandleAsync).Build().RunAsync();

        Task HandleAsync(Order order, Amazon.Lambda.Core.ILambdaContext context)
        {
            {|#0:Last.Order = order|};
            return Task.CompletedTask;
        }

        public static class Last
        {
            public static Order {|#1:Order|};
        }
        """, VerifyCS.Diagnostic()
        .WithMessage(
            "Static 'Order' is given data of handler 'Program.HandleAsync' and not reset: it holds one invocation's data and shows it to the next").WithLocation(0).WithLocation(1));

    public static TheoryData<string, string> Helpers => new()
    {
        { "public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Check(order, context); private static void Check(Order order, Amazon.Lambda.Core.ILambdaContext context) => {|#0:Last.Order = order|}; }",
            "handler 'Function.Handle'"
        },
        { "public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => new Step().Run(order, context); } public class Step { public void Run(Order order, Amazon.Lambda.Core.ILambdaContext context) => {|#0:Last.Order = order|}; }",
            "handler 'Function.Handle'"
        },
        { "public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => ((IStep)new Step()).Run(order, context); } public interface IStep { void Run(Order order, Amazon.Lambda.Core.ILambdaContext context); } public class Step : IStep { public void Run(Order order, Amazon.Lambda.Core.ILambdaContext context) => {|#0:Last.Order = order|}; }",
            "handler 'Function.Handle'"
        },
        { "public class OrdersController : ControllerBase { [HttpGet] public void Get() => Tools.Note(HttpContext); } public static class Tools { public static void Note(HttpContext http) => {|#0:Last.Text = http.TraceIdentifier|}; }",
            "handler 'OrdersController.Get'"
        },
        { "public class Function { public static void Main() => new Function().Handle(null, null); public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => {|#0:Last.Order = order|}; }",
            "handler 'Function.Handle'"
        },
        { "public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Console.WriteLine(Scope.Current); } public static class Scope { public static string Current { get { Note(null); return \"\"; } } private static void Note(Amazon.Lambda.Core.ILambdaContext context) => {|#0:Last.Text = context.AwsRequestId|}; }",
            "handler 'Function.Handle'"
        },
        { "public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Scope.Current = context; } public static class Scope { public static Amazon.Lambda.Core.ILambdaContext Current { set { {|#0:Last.Text = value.AwsRequestId|}; } } }",
            "handler 'Function.Handle'"
        },
        { "public class Function { private void Check(Order order, Amazon.Lambda.Core.ILambdaContext context) => {|#0:Last.Order = order|}; }",
            "an invocation"
        },
        { "public class Worker : BackgroundService { public IAsyncEnumerable<Order> Orders; protected override Task ExecuteAsync(CancellationToken token) => WorkAsync(); private async Task WorkAsync() { await foreach (var order in Orders) {|#0:Last.Order = order|}; } }",
            "handler 'Worker.WorkAsync'"
        },
        { "public static class Mail { public static void Queue() => Hangfire.BackgroundJob.Enqueue(() => Send(\"1\")); public static void Send(string id) => {|#0:Last.Text = id|}; }",
            "handler 'Mail.Send'"
        },
        { "public static class Mail { public static void Queue() => Hangfire.BackgroundJob.Enqueue(() => Send(\"1\", null)); public static void Send(string id, Hangfire.Server.PerformContext context) => {|#0:Last.Text = id|}; }",
            "handler 'Mail.Send'"
        },
    };

    [Theory, MemberData(nameof(Helpers))]
    public Task The_message_names_no_helper(string source, string owner) =>
        VerifyAsync(source +
            Last.Replace("Order Order;", "Order {|#1:Order|};").Replace("string Text;", "string {|#2:Text|};"), VerifyCS.Diagnostic()
            .WithMessage(
                $"Static '{(source.Contains("Last.Text") ? "Text" : "Order")}' is given data of {owner} and not reset: it holds one invocation's data and shows it to the next").WithLocation(0).WithLocation(source.Contains("Last.Text")
                ? 2
                : 1));

    [Theory]
    [InlineData("public Service(Order order) => _order = order;", "[|_service = new Service(order)|];")]
    [InlineData("public Service(Order order) => _order = order with { Total = 0 };", "_service = new Service(order);")]
    [InlineData("public Service(Order order) => Console.WriteLine(order);", "_service = new Service(order);")]
    [InlineData(
        "public Service(Order order) { var all = new List<Order> { order }; Console.WriteLine(all); }",
        "_service = new Service(order);")]
    [InlineData("public Service(string region) => _region = region;", "_service = new Service(order.Id);")]
    [InlineData("public Service(Order order) => _order = order;", "_service ??= new Service(order);")]
    [InlineData("public Service(Order order) => _order = order;", "var service = new Service(order);")]
    public Task A_service_that_stores_a_payload_is_reported(string constructor, string statement) => VerifyAsync($$"""
        public class Service
        {
            private readonly Order _order;
            private readonly string _region;

            {{constructor}}
        }

        public class Function
        {
            private static Service _service;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
            }
        }
        """);

    [Theory]
    [InlineData("try { Last.Order = order; } finally { Last.Order = null; }")]
    [InlineData("Last.Order = order; try { Work(order); } finally { Last.Order = null; }")]
    [InlineData("Last.Order = order; Work(order); Last.Order = null;")]
    [InlineData("var before = Last.Order; Last.Order = order; try { Work(order); } finally { Last.Order = before; }")]
    [InlineData("Last.Order = order; try { Work(order); } finally { Clear(); }")]
    [InlineData("Last.Order = order; Work(order); Clear();")]
    [InlineData("Last.Text = order.Id; Work(order); Last.Text = string.Empty;")]
    [InlineData("Last.Text = order.Id; if (order.Total > 0) { Work(order); } Last.Text = \"\";")]
    [InlineData("using var scope = new Scope(order);")]
    public Task What_is_reset_is_not_reported(string statement) => VerifyAsync(Handler(statement) + Last);

    [Theory]
    [InlineData("[|Last.Order = order|]; if (order.Total > 0) return; Last.Order = null;")]
    [InlineData("Last.Order = null; [|Last.Order = order|];")]
    public Task What_is_reset_on_some_paths_only_is_reported(string statement) => VerifyAsync(Handler(statement) + Last);

    [Theory]
    [InlineData("Last.Flag = true;")]
    [InlineData("Last.Flag = order.Total > 0;")]
    [InlineData("Last.Count++;")]
    [InlineData("Last.Count = order.Id.Length;")]
    [InlineData("Last.Status = DayOfWeek.Monday;")]
    [InlineData("Last.At = DateTime.UtcNow;")]
    [InlineData("Last.Left = context.RemainingTime;")]
    [InlineData("Last.Text ??= order.Id;")]
    [InlineData("if (Last.Text == null) Last.Text = order.Id;")]
    [InlineData("if (Last.At < DateTime.UtcNow) Last.Text = Load(order.Id);")]
    [InlineData("if (Last.Flag) { Last.Flag = false; Last.Text = order.Id; }")]
    [InlineData("Last.Text = context.FunctionName;")]
    [InlineData("Last.Text = \"running\";")]
    [InlineData("Last.Text = Environment.MachineName;")]
    [InlineData("Last.Client = new HttpClient();")]
    [InlineData("Last.Client ??= new HttpClient();")]
    [InlineData("Last.S3 = new Amazon.S3.AmazonS3Client(Amazon.RegionEndpoint.GetBySystemName(order.Id));")]
    [InlineData("Last.Options = new JsonSerializerOptions { WriteIndented = order.Total > 0 };")]
    [InlineData("Last.Token = new CancellationTokenSource(context.RemainingTime).Token;")]
    [InlineData("Last.Text = Load(null);")]
    [InlineData("Last.Any = new object();")]
    [InlineData("Last.Any = Task.CompletedTask;")]
    [InlineData("var last = order; Work(last);")]
    [InlineData("order = null;")]
    public Task What_is_no_data_of_an_invocation_is_not_reported(string statement) => VerifyAsync(Handler(statement) + Last);

    [Fact]
    public Task Secrets_that_are_kept_until_they_expire_are_not_reported() => VerifyAsync("""
        public class Function
        {
            private static string _secret;
            private static DateTime _expires;

            public async Task Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                if (_secret is null || _expires < DateTime.UtcNow)
                {
                    _secret = await Load(order.Id);
                    _expires = DateTime.UtcNow.AddMinutes(5);
                }
            }

            private static Task<string> Load(string id) => Task.FromResult(id);
        }
        """);

    [Fact]
    public Task What_is_passed_over_when_it_is_old_is_not_reported() => VerifyAsync("""
        public static class Health
        {
            private static Entry _last;
            private static Entry? _other;
            private static Entry _sorted;

            public static void Note(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                _last = new Entry(order.Id);
                _other = new Entry(order.Id);
                [|_sorted = new Entry(order.Id)|];
            }

            public static string Check() => _last.At < DateTime.UtcNow.AddMinutes(-5) ? null : _last.Id;

            public static string Other()
            {
                var entry = _other;
                return entry is null || entry.Value.At < DateTime.UtcNow.AddMinutes(-5) ? null : entry.Value.Id;
            }

            public static string Sorted() => DateTime.UtcNow < DateTime.MaxValue ? _sorted.Id : null;

            private readonly record struct Entry(string Id)
            {
                public DateTime At { get; } = DateTime.UtcNow;
            }
        }
        """);

    [Theory]
    [InlineData("public class Worker : BackgroundService { public string Path; protected override async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) { Last.Text = await System.IO.File.ReadAllTextAsync(Path, token); await Task.Delay(10000, token); } } }")]
    [InlineData("public class Worker : BackgroundService { public System.Threading.Channels.ChannelReader<Order> Orders; protected override async Task ExecuteAsync(CancellationToken token) => Last.Order = await Orders.ReadAsync(token); }")]
    [InlineData("public class Reader { public System.Threading.Channels.ChannelReader<Order> Orders; internal async Task Run(CancellationToken token) { while (!token.IsCancellationRequested) Last.Order = await Orders.ReadAsync(token); } }")]
    [InlineData("public class OrderHandler { public void Process(Order message) => Last.Order = message; }")]
    [InlineData("public class OrderTool { public void Handle(Order message) => Last.Order = message; }")]
    [InlineData("public class OrderHandler { internal void Handle(Order message) => Last.Order = message; }")]
    public Task What_is_no_message_is_not_reported(string source) => VerifyAsync(source + Last);

    [Fact]
    public Task Fields_of_objects_that_are_made_for_each_invocation_are_not_reported() => VerifyAsync("""
        public class OrdersController : ControllerBase
        {
            private Order _order;

            [HttpPost]
            public void Post(Order order) => _order = order;
        }
        """);

    [Fact]
    public Task Services_that_are_injected_into_a_delegate_are_not_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        IPrices kept = null;
        Prices other = null;
        app.MapPost("/orders", (IPrices prices, [FromServices] Prices more) => { kept = prices; other = more; });
        app.Run();

        public interface IPrices { decimal Of(string id); }

        public class Prices { }
        """);

    [Fact]
    public Task Variables_inside_the_handler_are_not_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        app.MapPost("/orders", (Order order) => { string last = null; last = order.Id; Action use = () => last = order.Id; use(); });
        app.Run();
        """);

    [Fact]
    public Task Start_up_code_is_not_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        string first = args.FirstOrDefault();
        first = args.LastOrDefault();
        Settings.Name = args[0];
        app.MapGet("/", () => first);
        app.Run();

        public static class Settings { public static string Name; }
        """);

    [Fact]
    public Task Code_that_no_handler_calls_is_not_reported() => VerifyAsync("""
        public static class Tool
        {
            private static Order _last;

            internal static void Use(Order order) => _last = order;
        }
        """);

    [Fact]
    public Task Async_locals_flow_with_the_invocation() => VerifyAsync("""
        public class Function
        {
            private static readonly AsyncLocal<Order> Current = new();

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Current.Value = order;
        }
        """);

    [Fact]
    public Task Test_fixtures_are_not_reported() => VerifyAsync("""
        namespace Xunit { public class FactAttribute : Attribute { } }

        public class FunctionTests
        {
            private static Order _last;

            [Xunit.Fact]
            public void Handles() => Handle(new Order("1", 1), null);

            private void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _last = order;
        }
        """);

    [Fact]
    public Task A_growing_collection_is_another_rules() => VerifyAsync("""
        public class Function
        {
            private static readonly List<Order> Orders = new();
            private static System.Collections.Immutable.ImmutableList<Order> _more = System.Collections.Immutable.ImmutableList<Order>.Empty;
            private static System.Collections.Immutable.ImmutableDictionary<string, Order> _latest = System.Collections.Immutable.ImmutableDictionary<string, Order>.Empty;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                Orders.Add(order);
                _more = _more.Add(order);
                var kept = _latest.Count > 100 ? System.Collections.Immutable.ImmutableDictionary<string, Order>.Empty : _latest;
                _latest = kept.SetItem(order.Id, order);
            }
        }
        """);

    [Fact]
    public Task Without_a_host_nothing_is_reported()
    {
        var test = HandlerHost.PrepareWithoutHost(new VerifyCS.Test(), """
            public class Function
            {
                private static Order _last;

                public void Handle(Order order) => _last = order;
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task A_handler_of_ones_own_is_declared_in_a_facts_file()
    {
        var test = HandlerHost.PrepareWithoutHost(new VerifyCS.Test(), """
            namespace Shop { public class Message { public string Text = ""; } }

            public class Listener
            {
                private static string _last;

                public void On(Shop.Message message) => [|_last = message.Text|];
            }
            """);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", "handler-parameter Shop.Message"));
        return test.RunAsync();
    }

    [Fact]
    public Task What_goes_round_in_circles_does_no_harm() => VerifyAsync("""
        public class Node
        {
            public Node Next;
            public DateTime At;
            public Order Order;
        }

        public class Function
        {
            private static Node _last;
            private static Node _first;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                var a = new Node { Order = order };
                var b = new Node { Next = a };
                a = new Node { Next = b };
                [|_last = a|];
                [|_first = b|];
            }

            public static bool Find(DateTime at)
            {
                for (var node = _last; node != null; node = node.Next)
                {
                    var other = node;
                    while (other.Next != null)
                        other = other.Next;
                    if (at.Ticks < 1)
                        return true;
                }

                var old = new Node();
                while (old.Next != null)
                    old = old.Next;
                return _first != null && old.At < at;
            }
        }
        """);

    [Theory]
    [InlineData("Last.Order = ")]
    [InlineData("Last. = order;")]
    [InlineData("Last.Missing = order;")]
    [InlineData("Last.Order = order.;")]
    [InlineData("Last.Order = Missing(order);")]
    [InlineData("var = order; Last.Order = new(")]
    public Task Half_typed_code_does_no_harm(string statement)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), Handler(statement) + Last);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    private const string Last = """


        public static class Last
        {
            public static Order Order;
            public static string Text;
            public static string CustomerId;
            public static object Any;
            public static bool Flag;
            public static int Count;
            public static DayOfWeek Status;
            public static DateTime At;
            public static TimeSpan Left;
            public static HttpClient Client;
            public static Amazon.S3.AmazonS3Client S3;
            public static JsonSerializerOptions Options;
            public static CancellationToken Token;
            public static Action Callback;
            public static Order Property { get; set; }
        }
        """;

    private static string Handler(string statement) => $$"""
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
            }

            private static void Clear() => Last.Order = null;

            private static void Work(Order order) => Console.WriteLine(order);

            private static string Load(string id) => id + "!";
        }

        public sealed class Scope : IDisposable
        {
            public Scope(Order order) => Last.Order = order;

            public void Dispose() => Last.Order = null;
        }
        """;

    [Theory]
    [InlineData("Last.Order = order; try { Work(order); } finally { Last.Order = null; }", true)]
    [InlineData("lock (Last.Gate) { Last.Order = order; try { Work(order); } finally { Last.Order = null; } }", false)]
    [InlineData("Last.OfThread = order; try { Work(order); } finally { Last.OfThread = null; }", false)]
    public Task A_reset_is_none_where_invocations_run_side_by_side(string body, bool isReported) => VerifyAsync($$"""
        public static class Last
        {
            public static readonly object Gate = new();
            public static Order Order;
            [ThreadStatic] public static Order OfThread;
        }

        public class OrdersController : ControllerBase
        {
            [HttpPost]
            public void Post(Order order)
            {
                {{(isReported ? body.Replace("Last.Order = order", "[|Last.Order = order|]", StringComparison.Ordinal) : body)}}
            }

            private static void Work(Order order) => Console.WriteLine(order);
        }
        """);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static Task VerifyProgramAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
