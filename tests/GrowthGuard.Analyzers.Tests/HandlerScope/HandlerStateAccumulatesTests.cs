using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.HandlerStateAccumulatesAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2002: stores of handler classes of which the host makes one object, and of variables that handlers capture.</summary>
public sealed class HandlerStateAccumulatesTests
{
    [Theory]
    [InlineData("private readonly List<string> [|_ids|] = new();", "_ids.Add(order.Id);")]
    [InlineData("private readonly Dictionary<string, Order> [|_orders|] = new();", "_orders[order.Id] = order;")]
    [InlineData("private readonly StringBuilder [|_log|] = new();", "_log.Append(order.Id);")]
    [InlineData("private readonly ConcurrentQueue<Order> [|_queue|] = new();", "_queue.Enqueue(order);")]
    [InlineData("private readonly Journal [|_journal|] = new();", "_journal.Write(order.Id);")]
    [InlineData("private List<string> [|Ids|] { get; } = new();", "Ids.Add(order.Id);")]
    public Task A_store_of_a_function_class_is_reported(string field, string statement) => VerifyAsync(Function(field, statement));

    [Theory]
    [InlineData("_ids.Add(order.Id); _ids.Clear();")]
    [InlineData("if (_ids.Count < 100) _ids.Add(order.Id);")]
    [InlineData("_ids.Add(order.Id); _ids = new List<string>();")]
    [InlineData("var ids = new List<string>(); ids.Add(order.Id);")]
    [InlineData("_ids.Remove(order.Id);")]
    public Task A_store_that_stays_small_is_not_reported(string statement) =>
        VerifyAsync(Function("private List<string> _ids = new();", statement));

    [Fact]
    public Task A_documented_bound_is_respected() =>
        VerifyAsync(Function("[GrowthGuard.Bounded(100)] private readonly List<string> _ids = new();", "_ids.Add(order.Id);"));

    [Fact]
    public Task Middleware_is_made_once() => VerifyAsync("""
        public class Audit
        {
            private readonly List<string> [|_paths|] = new();
            private readonly RequestDelegate _next;

            public Audit(RequestDelegate next) => _next = next;

            public Task InvokeAsync(HttpContext context)
            {
                _paths.Add(context.Request.Path.Value);
                return _next(context);
            }
        }
        """);

    [Fact]
    public Task A_filter_attribute_is_made_once() => VerifyAsync("""
        public class AuditAttribute : ActionFilterAttribute
        {
            private readonly List<string> [|_paths|] = new();

            public override void OnActionExecuting(ActionExecutingContext context) => _paths.Add(context.HttpContext.Request.Path.Value);
        }
        """);

    [Fact]
    public Task An_exception_handler_is_made_once() => VerifyAsync("""
        public class Errors : Microsoft.AspNetCore.Diagnostics.IExceptionHandler
        {
            private readonly List<string> [|_errors|] = new();

            public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token)
            {
                _errors.Add(exception.Message);
                return ValueTask.FromResult(true);
            }
        }
        """);

    [Theory]
    [InlineData("public class OrdersController : ControllerBase { private readonly List<string> _ids = new(); [HttpPost] public void Post(string id) => _ids.Add(id); }")]
    [InlineData("public class OrderHub : Hub { private readonly List<string> _ids = new(); public void Send(string id) => _ids.Add(id); }")]
    [InlineData("public class Function { private readonly List<string> _ids = new(); [Microsoft.Azure.Functions.Worker.Function(\"orders\")] public void Run(string id) => _ids.Add(id); }")]
    [InlineData("public class Consumer : MassTransit.IConsumer<Order> { private readonly List<string> _ids = new(); public Task Consume(MassTransit.ConsumeContext<Order> context) { _ids.Add(context.Message.Id); return Task.CompletedTask; } }")]
    [InlineData("public class Audit : IMiddleware { private readonly List<string> _ids = new(); public Task InvokeAsync(HttpContext context, RequestDelegate next) { _ids.Add(context.TraceIdentifier); return next(context); } }")]
    [InlineData("public record Ask(string Id) : MediatR.IRequest<string>; public class Handler : MediatR.IRequestHandler<Ask, string> { private readonly List<string> _ids = new(); public Task<string> Handle(Ask order, CancellationToken token) { _ids.Add(order.Id); return Task.FromResult(\"\"); } }")]
    [InlineData("public class Job : Quartz.IJob { private readonly List<string> _ids = new(); public ValueTask Execute(Quartz.IJobExecutionContext context, CancellationToken token) { _ids.Add(\"\" + context); return default; } }")]
    public Task Classes_that_are_made_for_each_invocation_are_not_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("context.InvocationId", true)]
    [InlineData("context.FunctionId", false)]
    public Task Keys_that_name_a_function_are_few(string key, bool isReported) => VerifyAsync($$"""
        public class Timing : Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware
        {
            private readonly ConcurrentDictionary<string, bool> {{(isReported ? "[|_seen|]" : "_seen")}} = new();

            public Task Invoke(Microsoft.Azure.Functions.Worker.FunctionContext context, Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate next)
            {
                _seen[{{key}}] = true;
                return next(context);
            }
        }
        """);

    [Theory]
    [InlineData("public abstract class Base { private readonly List<string> [|_ids|] = new(); public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _ids.Add(order.Id); }")]
    [InlineData("public abstract class Base { private readonly List<string> [|_ids|] = new(); public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _ids.Add(order.Id); } public class Function : Base { } public class More : Base { }")]
    [InlineData("public abstract class Base { private readonly List<string> [|_ids|] = new(); protected void Remember(Order order) => _ids.Add(order.Id); } public class Function : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Remember(order); }")]
    [InlineData("public abstract class Base { private readonly Journal [|_journal|] = new(); protected void Remember(Order order) => _journal.Write(order.Id); } public class Function : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Remember(order); } internal sealed class Journal { private readonly List<string> _lines = new(); public void Write(string line) => _lines.Add(line); }")]
    [InlineData("public abstract class Base { protected readonly List<string> _ids = new(); } public class Batch : Base { internal void Add(string id) => _ids.Add(id); } public class [|Function|] : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _ids.Add(order.Id); }")]
    public Task A_store_of_a_base_class_is_reported_once(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public abstract class Base { protected readonly List<string> _ids = new(); } public class Function : Base { [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(Order order) => _ids.Add(order.Id); }")]
    [InlineData("public abstract class Base : ControllerBase { protected readonly List<string> _ids = new(); } public class OrdersController : Base { [HttpPost] public void Post(string id) => _ids.Add(id); }")]
    [InlineData("public abstract class Step { private readonly List<string> _ids = new(); public void Run(Order order, Amazon.Lambda.Core.ILambdaContext context) => _ids.Add(order.Id); } public class Save : Step { } public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => new Save().Run(order, context); }")]
    [InlineData("public abstract class Base { private readonly List<string> _ids = new(); protected Base() { _ids.Add(\"one\"); } public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Console.WriteLine(_ids.Count); } public class Function : Base { }")]
    [InlineData("public abstract class Base { private readonly List<string> _ids = new(); public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { _ids.Add(order.Id); _ids.Clear(); } } public class Function : Base { }")]
    [InlineData("public abstract class Base { private readonly List<string> _ids = new(); public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _ids.Add(order.Id); } public class Step : Base { } public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddTransient<Step>(); }")]
    public Task A_store_of_a_base_class_of_short_lived_objects_is_not_reported(string source) => VerifyAsync(source);

    [Fact]
    public Task A_helper_that_a_handler_makes_is_not_reported() => VerifyAsync("""
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => new Batch().Add(order, context);
        }

        public class Batch
        {
            private readonly List<Order> _orders = new();

            public void Add(Order order, Amazon.Lambda.Core.ILambdaContext context) => _orders.Add(order);
        }
        """);

    [Fact]
    public Task A_context_of_ones_own_is_no_handler_class() => VerifyAsync("""
        public class FakeContext : Amazon.Lambda.Core.ILambdaContext
        {
            private readonly StringBuilder _log = new();

            public string AwsRequestId => "";

            public string FunctionName => "";

            public TimeSpan RemainingTime => default;

            public Amazon.Lambda.Core.ILambdaLogger Logger => null;

            public void Log(string line) => _log.Append(line);
        }
        """);

    [Fact]
    public Task A_singleton_is_another_rules() => VerifyAsync("""
        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Function>();
        }

        public class Function
        {
            private readonly List<string> _ids = new();

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _ids.Add(order.Id);
        }
        """);

    [Fact]
    public Task A_captured_list_is_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        var {|#0:orders|} = new List<Order>();
        app.MapPost("/orders", (Order order) => {|#1:orders.Add(order)|});
        app.Run();
        """, VerifyCS.Diagnostic().WithMessage("Captured variable 'orders' grows in 'top-level code' (each call adds to it, with data of handler 'MapPost \"/orders\"'); nothing evicts from it, the host makes one object for all invocations, and it has no documented bound").WithLocation(0).WithLocation(1));

    [Fact]
    public Task A_captured_list_that_start_up_fills_is_not_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        var names = new List<string>();
        names.Add("one");
        app.MapGet("/names", () => names.Count);
        app.Run();
        """);

    [Fact]
    public Task A_captured_list_that_is_cut_back_is_not_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        var orders = new List<Order>();
        app.MapPost("/orders", (Order order) =>
        {
            orders.Add(order);
            if (orders.Count > 100)
                orders.RemoveAt(0);
        });
        app.Run();
        """);

    [Fact]
    public Task Lists_of_contexts_are_another_rules() =>
        VerifyAsync(Function("private readonly List<Amazon.Lambda.Core.ILambdaContext> _contexts = new();", "_contexts.Add(context);"));

    [Fact]
    public Task Without_a_host_nothing_is_reported() => HandlerHost.PrepareWithoutHost(new VerifyCS.Test(), """
        public class Function
        {
            private readonly List<string> _ids = new();

            public void Handle(Order order) => _ids.Add(order.Id);
        }
        """).RunAsync();

    private static string Function(string field, string statement) => $$"""
        public class Function
        {
            {{field}}

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
            }
        }

        internal sealed class Journal
        {
            private readonly List<string> _lines = new();

            public void Write(string line) => _lines.Add(line);
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => HandlerHost.Prepare(new VerifyCS.Test(), source).RunAsync();

    private static Task VerifyProgramAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
