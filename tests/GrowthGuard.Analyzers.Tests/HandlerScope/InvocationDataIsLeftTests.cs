using System.Diagnostics.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.HandlerScope.InvocationDataIsLeftAnalyzer>;

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
    [InlineData("handler-base Shop.Function\ncontainer-lived Shop.Function", "[|_text = text|]")]
    [InlineData("", "_text = text")]
    public Task A_handler_with_a_plain_payload_is_declared_in_a_facts_file(string facts, string statement)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), $"namespace Shop {{ public class Function {{ private string _text; public void Handle(string text) => {statement}; }} }}");
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", facts));
        return test.RunAsync();
    }

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => HandlerHost.Prepare(new VerifyCS.Test(), source).RunAsync();
}
