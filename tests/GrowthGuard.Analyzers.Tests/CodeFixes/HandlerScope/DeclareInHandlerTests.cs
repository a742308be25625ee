using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.HandlerScope;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.HandlerStateIsLeftAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.DeclareInHandlerCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.HandlerScope;

/// <summary>The fix of GG2001 for variables that handlers capture.</summary>
public sealed class DeclareInHandlerTests
{
    [Fact]
    public Task A_variable_of_a_lambda_is_declared_there() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        Order last = null;
        app.MapPost("/orders", (Order order) =>
        {
            // The order at hand.
            [|last = order|]; // kept
            Console.WriteLine(last.Id);
            return last.Total;
        });
        app.Run();
        """,
        """
        var app = WebApplication.Create(args);
        app.MapPost("/orders", (Order order) =>
        {
            // The order at hand.
            Order last = order; // kept
            Console.WriteLine(last.Id);
            return last.Total;
        });
        app.Run();
        """);

    [Fact]
    public Task A_variable_of_a_local_function_is_declared_there() => VerifyAsync(
        """
        var last = "";
        await Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.Create<Order>(HandleAsync).Build().RunAsync();

        Task HandleAsync(Order order, Amazon.Lambda.Core.ILambdaContext context)
        {
            [|last = order.Id|];
            Action print = () => Console.WriteLine(last);
            print();
            return Task.CompletedTask;
        }
        """,
        """
        await Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.Create<Order>(HandleAsync).Build().RunAsync();

        Task HandleAsync(Order order, Amazon.Lambda.Core.ILambdaContext context)
        {
            var last = order.Id;
            Action print = () => Console.WriteLine(last);
            print();
            return Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("Order last = null;", "[|last = order|];", "app.MapGet(\"/last\", () => last);")]
    [InlineData("Order last = null;", "Console.WriteLine(last); [|last = order|];", "")]
    [InlineData("Order last = null;", "if (order != null) { [|last = order|]; }", "")]
    [InlineData("Order last = new(\"\", 0);", "[|last = order|];", "")]
    [InlineData("Order last = null, first = null;", "[|last = order|];", "")]
    [InlineData("Order last = null; // of the day", "[|last = order|];", "")]
    [InlineData("Order last = null;", "[|last = order|]; last = new Order(order.Id + \"x\", 1);", "")]
    public Task What_is_seen_elsewhere_or_would_be_lost_is_left_alone(string declaration, string statements, string others)
    {
        var program = $$"""
            var app = WebApplication.Create(args);
            {{declaration}}
            app.MapPost("/orders", (Order order) => { {{statements}} });
            {{others}}
            app.Run();
            """;
        return VerifyAsync(program, program);
    }

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test(), source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        HandlerHost.PrepareFixed(test.FixedState, fixedSource);
        test.FixedState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
