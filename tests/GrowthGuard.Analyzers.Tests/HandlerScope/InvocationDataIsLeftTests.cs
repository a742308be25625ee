using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.InvocationDataIsLeftAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2006: fields of handler classes of which the host makes one object.</summary>
public sealed class InvocationDataIsLeftTests
{
    [Theory]
    [InlineData("public class Function { private Order _order; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => [|_order = order|]; }")]
    [InlineData("public class Function { public string Id { get; private set; } public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => [|Id = order.Id|]; }")]
    [InlineData("public class Function { private string _id; [Amazon.Lambda.Annotations.LambdaFunction] public void Handle(Order order) => Remember(order.Id); private void Remember(string id) => [|_id = id|]; }")]
    [InlineData("public class Middleware { private string _path; private readonly RequestDelegate _next; public Middleware(RequestDelegate next) => _next = next; public Task Invoke(HttpContext http) { [|_path = http.Request.Path.Value|]; return _next(http); } }")]
    [InlineData("public class AuditAttribute : ActionFilterAttribute { private string _user; public override void OnActionExecuting(ActionExecutingContext context) => [|_user = context.HttpContext.Request.Headers[\"user\"].ToString()|]; }")]
    public Task Data_in_a_field_is_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public class Function { private Order _order; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { _order = order; try { } finally { _order = null; } } }")]
    [InlineData("public class Function { private int _count; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _count++; }")]
    [InlineData("public class Function { private HttpClient _client; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _client ??= new HttpClient(); }")]
    [InlineData("public class Function { private readonly string _table; public Function(string table) => _table = table; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { } }")]
    [InlineData("public class Function { private Amazon.Lambda.Core.ILambdaContext _context; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _context = context; }")]
    [InlineData("public class Function { private Order _order; [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(Order order) => _order = order; }")]
    [InlineData("public class OrdersController : ControllerBase { private Order _order; [HttpPost] public void Post(Order order) => _order = order; }")]
    [InlineData("public class Audit : IMiddleware { private string _path; public Task InvokeAsync(HttpContext context, RequestDelegate next) { _path = context.Request.Path.Value; return next(context); } }")]
    [InlineData("public class Function { private static Order _order; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _order = order; }")]
    [InlineData("public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => new Step().Run(order, context); } public class Step { private Order _order; public void Run(Order order, Amazon.Lambda.Core.ILambdaContext context) => _order = order; }")]
    public Task What_is_reset_or_short_lived_is_not_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public abstract class Base { private string _id; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|_id = order.Id|]; Work(); } protected abstract void Work(); }")]
    [InlineData("public abstract class Base { private string _id; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|_id = order.Id|]; Work(); } protected abstract void Work(); } public class Function : Base { protected override void Work() { } }")]
    [InlineData("public abstract class Base<T> where T : class { protected T _input; public void Handle(T input, Amazon.Lambda.Core.ILambdaContext context) => [|_input = input|]; } public class Function : Base<Order> { } public class More : Base<Order> { }")]
    [InlineData("public abstract class Base { protected string _id; } public class Function : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => [|_id = order.Id|]; }")]
    [InlineData("public abstract class Base { private string _id; protected void Remember(Order order) => [|_id = order.Id|]; } public abstract class Middle : Base { } public class Function : Middle { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Remember(order); }")]
    [InlineData("public class Base { protected string Id { get; set; } } public class Function : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => [|Id = order.Id|]; }")]
    [InlineData("public abstract class Base { private string _path; protected readonly RequestDelegate Next; protected Base(RequestDelegate next) => Next = next; public Task InvokeAsync(HttpContext http) { [|_path = http.Request.Path.Value|]; return Next(http); } } public class Audit : Base { public Audit(RequestDelegate next) : base(next) { } }")]
    [InlineData("public abstract class BaseAttribute : ActionFilterAttribute { private string _user; public override void OnActionExecuting(ActionExecutingContext context) => [|_user = context.HttpContext.Request.Headers[\"user\"].ToString()|]; } public class AuditAttribute : BaseAttribute { }")]
    public Task Data_in_a_field_of_a_base_class_is_reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public abstract class Base { protected string _id; } public class Function : Base { [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(Order order) => _id = order.Id; }")]
    [InlineData("public abstract class Base : ControllerBase { private Order _order; protected void Remember(Order order) => _order = order; } public class OrdersController : Base { [HttpPost] public void Post(Order order) => Remember(order); }")]
    [InlineData("public abstract class Base { protected string _id; } public class Consumer : Base, MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) { _id = context.Message.Id; return Task.CompletedTask; } }")]
    [InlineData("public abstract class Step { private string _id; public void Run(Order order, Amazon.Lambda.Core.ILambdaContext context) => _id = order.Id; } public class Save : Step { } public class Function { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => new Save().Run(order, context); }")]
    [InlineData("public abstract class Base { protected string _id; } public class Message : Base { } public class Function : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _id = order.Id; }")]
    [InlineData("public class Base { protected string _id; } public class Function : Base { public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { _id = order.Id; var other = new Base(); } }")]
    [InlineData("public abstract class Base { private string _id; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _id = order.Id; } public class Step : Base { } public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddScoped<Step>(); }")]
    [InlineData("public abstract class Base { private string _id; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _id = order.Id; } public class Step : Base { } public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddTransient<Step>(); }")]
    [InlineData("public abstract class Base { private Order _order; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { _order = order; try { Work(); } finally { _order = null; } } protected abstract void Work(); } public class Function : Base { protected override void Work() { } }")]
    [InlineData("public abstract class Base { private readonly string _table; protected Base(string table) => _table = table; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { } } public class Function : Base { public Function() : base(\"orders\") { } }")]
    [InlineData("public abstract class Base { private string _secret; public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => _secret ??= order.Id; } public class Function : Base { }")]
    [InlineData("public abstract class Base { protected Order _order; } public class Function : Base { public void Handle(Amazon.Lambda.Core.ILambdaContext context) { } } public class Unused : Base { internal void Set(Order order) => _order = order; }")]
    public Task What_a_base_class_shares_with_short_lived_objects_is_not_reported(string source) => VerifyAsync(source);

    [Fact]
    public Task The_message_names_the_class_of_the_object_and_the_handler_that_the_host_calls() => VerifyAsync("""
        public abstract class Base
        {
            protected string {|#1:_id|};
        }

        public class Function : Base
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => Validate(order, context);

            private void Validate(Order order, Amazon.Lambda.Core.ILambdaContext context) => {|#0:_id = order.Id + context.AwsRequestId|};
        }
        """, VerifyCS.Diagnostic().WithMessage("'_id' of handler class 'Function' is given data of handler 'Function.Handle' and not reset: the host makes one object for all invocations, and the next one finds it there").WithLocation(0).WithLocation(1));

    [Theory]
    [InlineData("handler-base Shop.Function\ncontainer-lived Shop.Function", "[|_text = text|]")]
    [InlineData("", "_text = text")]
    public Task A_handler_with_a_plain_payload_is_declared_in_a_facts_file(string facts, string statement)
    {
        var test = HandlerHost.Prepare(
            new VerifyCS.Test(),
            $"namespace Shop {{ public class Function {{ private string _text; public void Handle(string text) => {statement}; }} }}");
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", facts));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("public Function() => _lines = 0;", "[|_lines++|]; return $\"{text}: {_lines}\";")]
    [InlineData("public Function() { _lines = 1; }", "[|_lines += text.Length|]; return _lines.ToString();")]
    public Task Count_that_the_constructor_starts_and_the_answer_tells_is_reported(string constructor, string body) =>
        VerifyAsync(Counting(constructor, body));

    [Theory]
    [InlineData("", "_lines++; return $\"{text}: {_lines}\";")]
    [InlineData("public Function() => _lines = 0;", "_lines++; return text;")]
    [InlineData("public Function() => _lines = 0;", "_lines = 0; _lines++; return $\"{text}: {_lines}\";")]
    [InlineData("public Function() => _lines = 0;", "var lines = 0; lines++; return $\"{text}: {lines}{_lines}\";")]
    [InlineData("public Function() => _lines = 0;", "Count(); return _lines.ToString(); void Count() { }")]
    public Task Count_that_is_one_of_the_process_or_starts_again_is_not_reported(string constructor, string body) =>
        VerifyAsync(Counting(constructor, body));

    private static string Counting(string constructor, string body) => $$"""
        public class Function
        {
            private int _lines;

            {{constructor}}

            public string Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { {{body}} }
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
