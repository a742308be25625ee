using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.ContextIsCapturedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2003: contexts of invocations in something that lives longer.</summary>
public sealed class ContextIsCapturedTests
{
    [Theory]
    [InlineData("public class Function { private static Amazon.Lambda.Core.ILambdaContext _context; public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) => [|_context = context|]; }")]
    [InlineData("public class Function { private static Amazon.Lambda.Core.ILambdaLogger _logger; public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) => [|_logger = context.Logger|]; }")]
    [InlineData("public class Function { private Amazon.Lambda.Core.ILambdaContext _context; public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) => [|_context = context|]; }")]
    [InlineData("public class OrdersController : ControllerBase { private static HttpContext _http; [HttpGet] public void Get() => [|_http = HttpContext|]; }")]
    [InlineData("public class OrdersController : ControllerBase { private static ClaimsPrincipal _user; [HttpGet] public void Get() => [|_user = User|]; }")]
    [InlineData("public class Middleware { private HttpContext _http; private readonly RequestDelegate _next; public Middleware(RequestDelegate next) => _next = next; public Task InvokeAsync(HttpContext http) { [|_http = http|]; return _next(http); } }")]
    [InlineData("public class OrderHub : Hub { private static HubCallerContext _caller; public override Task OnConnectedAsync() { [|_caller = Context|]; return base.OnConnectedAsync(); } }")]
    [InlineData("public class Consumer : MassTransit.IConsumer<Order> { private static MassTransit.ConsumeContext _last; public Task Consume(MassTransit.ConsumeContext<Order> context) { [|_last = context|]; return Task.CompletedTask; } }")]
    [InlineData("public class Function { private static Microsoft.Azure.Functions.Worker.FunctionContext _context; [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(string text, Microsoft.Azure.Functions.Worker.FunctionContext context) => [|_context = context|]; }")]
    [InlineData("public class Function { private static Microsoft.Azure.WebJobs.Host.TraceWriter _log; public void Run(string text, Microsoft.Azure.WebJobs.Host.TraceWriter log) => [|_log = log|]; }")]
    [InlineData("public class OrderService { private static Grpc.Core.ServerCallContext _call; public void Get(Order order, Grpc.Core.ServerCallContext context) => [|_call = context|]; }")]
    [InlineData("public class Shop : Microsoft.EntityFrameworkCore.DbContext { } public class OrdersController : ControllerBase { private static Shop _kept; private readonly Shop _shop; public OrdersController(Shop shop) => _shop = shop; [HttpGet] public void Get() => [|_kept = _shop|]; }")]
    [InlineData("public class Info { private readonly HttpContext _http; public Info(HttpContext http) => _http = http; } public class OrdersController : ControllerBase { private static Info _info; [HttpGet] public void Get() => [|_info = new Info(HttpContext)|]; }")]
    [InlineData("public class OrdersController : ControllerBase { private static Func<string> _path; [HttpGet] public void Get() { var http = HttpContext; [|_path = () => http.Request.Path.Value|]; } }")]
    [InlineData("public class OrdersController : ControllerBase { private static readonly AsyncLocal<HttpContext> Current = new(); [HttpGet] public void Get() => [|Current.Value = HttpContext|]; }")]
    public Task A_context_that_is_kept_is_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public Service(HttpContext http) => _http = http;", "new Service(HttpContext)")]
    [InlineData("public Service(HttpContext http) { _http = http ?? throw new ArgumentNullException(); }", "new Service(HttpContext)")]
    [InlineData("public Service(HttpContext http) => _any = http.User;", "new Service(HttpContext)")]
    [InlineData("public Service(HttpContext http) => _any = new Part(http);", "new Service(HttpContext)")]
    [InlineData("public Service(HttpContext http) => _path = () => http.Request.Path;", "new Service(HttpContext)")]
    [InlineData(
        "public Service(HttpContext http) => Init(http); private void Init(HttpContext given) => _http = given;",
        "new Service(HttpContext)")]
    [InlineData(
        "public Service(HttpContext http) : this(http, 1) { } private Service(HttpContext http, int level) => _http = http;",
        "new Service(HttpContext)")]
    [InlineData("public Service(HttpContext http) : base(http) { }", "new Service(HttpContext)")]
    [InlineData("public Service(Part part) => _any = part;", "new Service(new Part(HttpContext))")]
    [InlineData("public HttpContext Http { get; set; }", "new Service { Http = HttpContext }")]
    [InlineData(
        "private Service(HttpContext http) => _http = http; public static Service Of(HttpContext given) { var made = new Service(given); return made; }",
        "Service.Of(HttpContext)")]
    [InlineData(
        "public Service(HttpContext http) => _http = http; public static Service Of(HttpContext given) { return Make(given); Service Make(HttpContext http) => new Service(http); }",
        "Service.Of(HttpContext)")]
    public Task A_service_that_stores_its_context_is_reported(string members, string value) =>
        VerifyAsync(ServiceOf(members, $"[|_service = {value}|];"));

    [Theory]
    [InlineData("public Service(HttpContext http) => _any = http.Request.Path.Value;", "_service = new Service(HttpContext);")]
    [InlineData(
        "public Service(HttpContext http) => Log(http); private static void Log(HttpContext given) { }",
        "_service = new Service(HttpContext);")]
    [InlineData("public Service(HttpContext http) { var own = http; Console.WriteLine(own); }", "_service = new Service(HttpContext);")]
    [InlineData("public Service(Part part) => Console.WriteLine(part);", "_service = new Service(new Part(HttpContext));")]
    [InlineData("public Service(HttpContext http) => _http = http;", "var service = new Service(HttpContext);")]
    [InlineData(
        "public Service(HttpContext http) => _http = http;",
        "lock (typeof(Service)) { _service = new Service(HttpContext); try { } finally { _service = null; } }")]
    [InlineData("public HttpContext Http { get; set; }", "_service = new Service();")]
    [InlineData(
        "public static Service Of(HttpContext http) { Console.WriteLine(http); return new Service(); }",
        "_service = Service.Of(HttpContext);")]
    [InlineData(
        "public Service(HttpContext http) => _http = http; public static Service Of(HttpContext given) { return Make(given); Service Make(HttpContext http) { Func<Service> other = () => new Service(http); Console.WriteLine(other()); return new Service(null); } }",
        "_service = Service.Of(HttpContext);")]
    public Task A_service_that_stores_no_context_is_not_reported(string members, string statement) =>
        VerifyAsync(ServiceOf(members, statement));

    [Fact]
    public Task Fields_of_base_classes_keep_contexts() => VerifyAsync("""
        public abstract class FunctionBase
        {
            private Amazon.Lambda.Core.ILambdaContext _context;
            private Amazon.Lambda.Core.ILambdaContext _reset;

            public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context)
            {
                {|#0:_context = context|};
                _reset = context;
                try { Work(text); } finally { _reset = null; }
            }

            protected abstract void Work(string text);
        }

        public class Function : FunctionBase
        {
            protected override void Work(string text) { }
        }
        """.Replace("_context;", "{|#1:_context|};"), VerifyCS.Diagnostic().WithMessage("'_context' of handler class 'FunctionBase' keeps 'context', which belongs to one invocation of 'FunctionBase.Handle'").WithLocation(0).WithLocation(1));

    [Fact]
    public Task A_static_list_of_contexts_is_reported() => VerifyAsync("""
        public class OrdersController : ControllerBase
        {
            private static readonly List<HttpContext> {|#0:Seen|} = new();

            [HttpGet]
            public void Get() => {|#1:Seen.Add(HttpContext)|};
        }
        """, VerifyCS.Diagnostic().WithMessage("Static 'Seen' collects 'HttpContext', which belongs to one invocation").WithLocation(0).WithLocation(1));

    [Theory]
    [InlineData("_ = Task.Run(() => Log([|HttpContext|]));")]
    [InlineData("_ = Task.Run(async () => { await Task.Yield(); Log([|HttpContext|]); });")]
    [InlineData("Task.Run(() => Console.WriteLine([|Request|].Path));")]
    [InlineData("var http = HttpContext; _ = Task.Factory.StartNew(() => Log([|http|]));")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => Log([|HttpContext|]));")]
    [InlineData("var timer = new Timer(_ => Log([|HttpContext|]), null, 0, 1000);")]
    [InlineData("var timer = new Timer(Tick, [|HttpContext|], 0, 1000);")]
    [InlineData("_ = Task.Run(() => [|_shop|].SaveChanges());")]
    [InlineData("_ = Task.Run(() => Log([|HttpContext|])).ConfigureAwait(false);")]
    [InlineData("_ = LogAsync([|HttpContext|]);")]
    [InlineData("_ = LogAsync(HttpContext.User.Identity.Name, [|HttpContext|]);")]
    public Task Work_that_goes_on_is_reported(string statement) => VerifyAsync(Controller(statement));

    [Theory]
    [InlineData("await LogAsync(HttpContext);")]
    [InlineData("var log = LogAsync(HttpContext); await log;")]
    [InlineData("_ = LogAsync(Request.Path.Value, null);")]
    [InlineData("_ = Task.FromResult(HttpContext);")]
    [InlineData("_ = Take(HttpContext);")]
    [InlineData("var path = Request.Path.Value; _ = Task.Run(() => Console.WriteLine(path));")]
    [InlineData("await Task.Run(() => Log(HttpContext));")]
    [InlineData("var work = Task.Run(() => Log(HttpContext)); await work;")]
    [InlineData("await Task.WhenAll(Task.Run(() => Log(HttpContext)));")]
    [InlineData("_ = Task.Run(() => { using var shop = new Shop(); shop.SaveChanges(); });")]
    [InlineData("_ = Task.Run(() => Console.WriteLine(1));")]
    [InlineData("Log(HttpContext);")]
    [InlineData("new List<int>().ForEach(_ => Log(HttpContext));")]
    public Task Work_that_ends_in_time_is_not_reported(string statement) => VerifyAsync(Controller(statement));

    [Fact]
    public Task A_scoped_service_in_a_singleton_is_reported() => VerifyAsync("""
        public class Shop : Microsoft.EntityFrameworkCore.DbContext { }

        public interface ICart { }

        public class Cart : ICart { }

        public class Prices
        {
            public Prices(Shop {|#0:shop|}, ICart {|#1:cart|}, ILogger<Prices> logger) { }
        }

        public class Worker : BackgroundService
        {
            public Worker(Shop {|#2:shop|}) { }

            protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask;
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services)
            {
                services.AddScoped<ICart, Cart>();
                services.AddSingleton<Prices>();
            }
        }
        """,
        VerifyCS.Diagnostic().WithMessage("Singleton 'Prices' is injected with 'Shop', which belongs to one scope").WithLocation(0),
        VerifyCS.Diagnostic().WithMessage("Singleton 'Prices' is injected with 'ICart', which belongs to one scope").WithLocation(1),
        VerifyCS.Diagnostic().WithMessage("Hosted service 'Worker' is injected with 'Shop', which belongs to one scope").WithLocation(2));

    [Fact]
    public Task A_scope_of_its_own_is_not_reported() => VerifyAsync("""
        public class Shop : Microsoft.EntityFrameworkCore.DbContext { }

        public interface IBoth { }

        public class Both : IBoth { }

        public class Worker : BackgroundService
        {
            private readonly IServiceScopeFactory _scopes;

            public Worker(IServiceScopeFactory scopes, IBoth both, IHttpContextAccessor http) => _scopes = scopes;

            protected override Task ExecuteAsync(CancellationToken token)
            {
                using var scope = _scopes.CreateScope();
                var shop = scope.ServiceProvider.GetRequiredService<Shop>();
                shop.SaveChanges();
                return Task.CompletedTask;
            }
        }

        public class PerRequest
        {
            public PerRequest(Shop shop) { }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services, bool isTest)
            {
                services.AddScoped<PerRequest>();
                services.AddScoped<IBoth, Both>();
                services.AddScoped<IHttpContextAccessor, HttpContextAccessor>();
                services.AddSingleton<IBoth, Both>();
            }
        }
        """);

    [Theory]
    [InlineData("public class Function { private static string _name; public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) => _name = context.FunctionName; }")]
    [InlineData("public class Function { private static string _id; public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) => _id = context.AwsRequestId; }")]
    [InlineData("public class Function { private static Amazon.Lambda.Core.ILambdaContext _context; public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { _context = context; try { } finally { _context = null; } } }")]
    [InlineData("public class OrdersController : ControllerBase { private static readonly ClaimsPrincipal Nobody = new ClaimsPrincipal(); private ClaimsPrincipal _user; [HttpGet] public void Get() { _user = User ?? Nobody; } }")]
    [InlineData("public class Shop : Microsoft.EntityFrameworkCore.DbContext { private static Shop _shared; public static void Main() => _shared = new Shop(); }")]
    [InlineData("public class OrdersController : ControllerBase { [ThreadStatic] private static HttpContext _current; [HttpGet] public void Get() { _current = HttpContext; try { } finally { _current = null; } } }")]
    [InlineData("public class OrdersController : ControllerBase { private static readonly object Gate = new(); private static HttpContext _current; [HttpGet] public void Get() { lock (Gate) { _current = HttpContext; try { } finally { _current = null; } } } }")]
    [InlineData("public static class Work { private static readonly AsyncLocal<Amazon.Lambda.Core.ILambdaContext> Current = new(); public static void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { Current.Value = context; try { } finally { Current.Value = null; } } }")]
    [InlineData("public class Request { private readonly HttpContext _http; public Request(HttpContext http) => _http = http; public string Path => _http.Request.Path.Value; }")]
    [InlineData("public class OrderHub : Hub { private static readonly ConcurrentDictionary<string, HubCallerContext> Callers = new(); public override Task OnConnectedAsync() { Callers[Context.ConnectionId] = Context; return base.OnConnectedAsync(); } public override Task OnDisconnectedAsync(Exception e) { Callers.TryRemove(Context.ConnectionId, out _); return base.OnDisconnectedAsync(e); } }")]
    public Task What_is_let_go_of_is_not_reported(string source) => VerifyAsync(source);

    [Fact]
    public Task A_captured_variable_is_reported() => VerifyProgramAsync("""
        var app = WebApplication.Create(args);
        HttpContext last = null;
        app.MapGet("/", (HttpContext http) => { [|last = http|]; });
        app.Run();
        """);

    [Fact]
    public Task Without_a_host_nothing_is_reported() => HandlerHost.PrepareWithoutHost(new VerifyCS.Test(), """
        public class Function
        {
            private static System.Security.Claims.ClaimsPrincipal _user;

            public void Handle(System.Security.Claims.ClaimsPrincipal user) => _user = user;
        }
        """).RunAsync();

    private static string ServiceOf(string members, string statement) => $$"""
        public abstract class ServiceBase
        {
            protected HttpContext _http;
            protected object _any;
            protected Func<string> _path;

            protected ServiceBase() { }

            protected ServiceBase(HttpContext http) => _http = http;
        }

        public class Part
        {
            private readonly HttpContext _http;

            public Part(HttpContext http) => _http = http;
        }

        public class Service : ServiceBase
        {
            {{members}}
        }

        public class OrdersController : ControllerBase
        {
            private static Service _service;

            [HttpGet]
            public void Get()
            {
                {{statement}}
            }
        }
        """;

    private static string Controller(string statement) => $$"""
        public class Shop : Microsoft.EntityFrameworkCore.DbContext { }

        public class OrdersController : ControllerBase
        {
            private readonly Shop _shop;

            public OrdersController(Shop shop) => _shop = shop;

            [HttpGet]
            public async Task Get()
            {
                {{statement}}
                await Task.Yield();
            }

            private static void Log(HttpContext http) { }

            private static async Task LogAsync(HttpContext http) => await Task.Yield();

            private static async Task LogAsync(string name, HttpContext http) => await Task.Yield();

            private static bool Take(HttpContext http) => true;

            private static void Tick(object state) { }
        }
        """;

    // Invocations that run side by side see each other's until then; what flows with one invocation's code, work that it starts keeps.
    [Theory]
    [InlineData("private static HttpContext _current;", "[|_current = HttpContext|]; try { } finally { _current = null; }")]
    [InlineData("private static HttpContext _current;", "[|_current = HttpContext|]; Console.WriteLine(); _current = null;")]
    [InlineData(
        "private static readonly AsyncLocal<HttpContext> Current = new();",
        "[|Current.Value = HttpContext|]; try { } finally { Current.Value = null; }")]
    public Task A_reset_is_none_where_invocations_run_side_by_side(string field, string body) => VerifyAsync($$"""
        public class OrdersController : ControllerBase
        {
            {{field}}

            [HttpGet]
            public void Get() { {{body}} }
        }
        """);

    // A holder that is emptied is empty for all that were given it, also for work that was started meanwhile.
    [Theory]
    [InlineData("Slot.Value = new Holder { Http = http };", "Slot.Value.Http = null;", "Set(HttpContext); try { } finally { Clear(); }", false)]
    [InlineData("Slot.Value = new Holder { Http = http };", "var holder = Slot.Value; if (holder != null) holder.Http = null;", "Set(HttpContext); try { } finally { Clear(); }", false)]
    [InlineData("Slot.Value = new Holder { Http = http };", "if (Slot.Value is { } holder) holder.Http = null;", "Set(HttpContext); try { } finally { Clear(); }", false)]
    [InlineData("var made = new Holder { Http = http }; Slot.Value = made;", "Slot.Value.Http = null;", "Set(HttpContext); try { } finally { Clear(); }", false)]
    [InlineData("Slot.Value = new Holder { Http = http };", "Slot.Value.Http = null;", "Set(HttpContext);", true)]
    [InlineData("Slot.Value = new Holder { Http = http };", "Slot.Value = null;", "Set(HttpContext); try { } finally { Clear(); }", true)]
    [InlineData("Slot.Value = new Holder { Http = http };", "new Holder().Http = null;", "Set(HttpContext); try { } finally { Clear(); }", true)]
    [InlineData("Slot.Value = new Holder { Http = http };", "Slot.Value.Http = Other;", "Set(HttpContext); try { } finally { Clear(); }", true)]
    public Task A_holder_in_a_slot_that_is_emptied_lets_go_of_its_context(string set, string clear, string body, bool isReported) =>
        VerifyAsync($$"""
            public class OrdersController : ControllerBase
            {
                private static readonly AsyncLocal<Holder> Slot = new();
                private HttpContext Other => HttpContext;

                [HttpGet]
                public void Get() { {{body}} }

                private void Set(HttpContext http) { {{(isReported ? set.Replace("Slot.Value = new Holder { Http = http }", "[|Slot.Value = new Holder { Http = http }|]", StringComparison.Ordinal) : set)}} }

                private void Clear() { {{clear}} }

                private sealed class Holder { public HttpContext Http; }
            }
            """);

    [Theory]
    [InlineData("private static HttpContext _current;", "{|#0:_current = HttpContext|};", DiagnosticSeverity.Warning)]
    [InlineData("private static readonly ThreadLocal<HttpContext> Current = new();", "{|#0:Current.Value = HttpContext|};", DiagnosticSeverity.Warning)]
    [InlineData("private static readonly AsyncLocal<HttpContext> Current = new();", "{|#0:Current.Value = HttpContext|};", DiagnosticSeverity.Info)]
    [InlineData(
        "private static AsyncLocal<HttpContext> Current { get; } = new();",
        "{|#0:Current.Value = HttpContext|}; try { } finally { Current.Value = null; }",
        DiagnosticSeverity.Info)]
    public Task What_flows_with_an_invocation_is_an_information(string field, string body, DiagnosticSeverity severity) => VerifyAsync(
        $$"""
        public class OrdersController : ControllerBase
        {
            {{field}}

            [HttpGet]
            public void Get() { {{body}} }
        }
        """,
        new DiagnosticResult("GG2003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("[|Ambient.Request.Value = HttpContext|];")]
    [InlineData("[|Ambient.Request.Value = HttpContext|]; try { } finally { Ambient.Request.Value = null; }")]
    [InlineData("Console.WriteLine(Ambient.Request.Value);")]
    public Task A_slot_of_another_class_keeps_its_context(string body) => VerifyAsync($$"""
        public static class Ambient { public static readonly AsyncLocal<HttpContext> Request = new(); }

        public class OrdersController : ControllerBase
        {
            [HttpGet]
            public void Get() { {{body}} }
        }
        """);

    [Theory]
    [InlineData("public HttpContext Http { get; set; }", "new Visit { Http = context }", true)]
    [InlineData("public Visit(HttpContext http) => _http = http; private readonly HttpContext _http;", "new Visit(context)", true)]
    [InlineData(
        "public HttpContext Http { get; set; } public string Path { get; set; }",
        "new Visit { Path = context.Request.Path }",
        false)]
    public Task A_wrapper_in_an_accessor_of_another_class_keeps_its_context(string members, string visit, bool isReported) => VerifyAsync($$"""
        public sealed class Visit { {{members}} }

        public sealed class VisitAccessor
        {
            private static readonly AsyncLocal<Visit> Slot = new();

            public Visit Current { get => Slot.Value; set => {{(isReported ? "[|Slot.Value = value|]" : "Slot.Value = value")}}; }
        }

        public sealed class VisitMiddleware
        {
            private readonly RequestDelegate _next;

            public VisitMiddleware(RequestDelegate next) => _next = next;

            public Task InvokeAsync(HttpContext context, VisitAccessor accessor)
            {
                accessor.Current = {{visit}};
                return _next(context);
            }
        }
        """);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static Task VerifyProgramAsync([StringSyntax("C#-test")] string source)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
