using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.HandlerScope;
using GrowthGuard.CodeFixes.Rules.HandlerScope;
using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.HandlerStateIsLeftAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.ResetAtEndCodeFix>;
using VerifyContext = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.ContextIsCapturedAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.ResetAtEndCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.HandlerScope;

/// <summary>The fix of GG2001, GG2003 and GG2006 that resets a field, in Lambda functions only.</summary>
public sealed class ResetAtEndTests
{
    [Fact]
    public Task A_static_is_reset_in_finally() => VerifyAsync(
        """
        public class Function
        {
            public async Task<string> Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                await Task.Yield();
                [|Current.Order = order|];

                // The work.
                await Work();
                return order.Id;
            }

            private static Task Work() => Task.FromResult(Current.Order);
        }

        public static class Current
        {
            public static Order Order { get; set; }
        }
        """,
        """
        public class Function
        {
            public async Task<string> Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                await Task.Yield();
                try
                {
                    Current.Order = order;

                    // The work.
                    await Work();
                    return order.Id;
                }
                finally
                {
                    Current.Order = null;
                }
            }

            private static Task Work() => Task.FromResult(Current.Order);
        }

        public static class Current
        {
            public static Order Order { get; set; }
        }
        """);

    [Fact]
    public Task Fix_all_resets_all() => VerifyAsync(
        """
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                [|Current.Order = order|];
                Console.WriteLine(1);
            }

            public void Retry(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                foreach (var letter in order.Id)
                {
                    [|Current.Text = order.Id|];
                }
            }
        }

        public static class Current
        {
            public static Order Order;
            public static string Text = "";
        }
        """,
        """
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                try
                {
                    Current.Order = order;
                    Console.WriteLine(1);
                }
                finally
                {
                    Current.Order = null;
                }
            }

            public void Retry(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                try
                {
                    foreach (var letter in order.Id)
                    {
                        Current.Text = order.Id;
                    }
                }
                finally
                {
                    Current.Text = "";
                }
            }
        }

        public static class Current
        {
            public static Order Order;
            public static string Text = "";
        }
        """);

    [Theory]
    [InlineData("public Task Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|Current.Order = order|]; return Work(); }")]
    [InlineData("public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) => [|Current.Order = order|];")]
    [InlineData("public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|Current.Order = order|]; Local(); void Local() { } }")]
    [InlineData("public IEnumerable<int> Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|Current.Order = order|]; yield return 1; }")]
    [InlineData("public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { [|Current.Order = order|]; Console.WriteLine(1); } public void Again(Order order, Amazon.Lambda.Core.ILambdaContext context) { Current.Order = order; Console.WriteLine(1); }")]
    public Task What_cannot_be_reset_is_left_alone(string method) => VerifyUnchangedAsync($$"""
        public class Function
        {
            {{method}}

            private static Task Work() => Task.CompletedTask;
        }

        public static class Current
        {
            public static Order Order;
        }
        """);

    [Fact]
    public async Task A_context_is_reset()
    {
        var test = HandlerHost.Prepare(new VerifyContext.Test
        {
            CodeFixTestBehaviors = FixScopes.OneFile | CodeFixTestBehaviors.SkipLocalDiagnosticCheck
        }, """
            public class Function
            {
                private static Amazon.Lambda.Core.ILambdaContext _context;

                public static TimeSpan Left => _context.RemainingTime;

                public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
                {
                    [|_context = context|];
                    Console.WriteLine(Left);
                }
            }
            """);
        HandlerHost.PrepareFixed(test.FixedState, """
            public class Function
            {
                private static Amazon.Lambda.Core.ILambdaContext _context;

                public static TimeSpan Left => _context.RemainingTime;

                public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
                {
                    try
                    {
                        _context = context;
                        Console.WriteLine(Left);
                    }
                    finally
                    {
                        _context = null;
                    }
                }
            }
            """);
        await test.RunAsync();
    }

    [Theory]
    [InlineData("public class Function { [Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(string text) { [|Current.Text = text|]; Console.WriteLine(1); } }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public void Post(string text) { [|Current.Text = text|]; Console.WriteLine(1); } }")]
    [InlineData("public class Chat : Hub { public void Say(string text) { [|Current.Text = text|]; Console.WriteLine(1); } }")]
    [InlineData("public class Function { public void Handle(string text, Amazon.Lambda.Core.ILambdaContext context) { Keep(text); Console.WriteLine(Current.Text); } private static void Keep(string text) { [|Current.Text = text|]; Console.WriteLine(1); } }")]
    public Task Where_invocations_run_side_by_side_or_others_still_read_it_there_is_no_reset(string handler) =>
        VerifyUnchangedAsync(handler + " public static class Current { public static string Text; }");

    [Fact]
    public void Fix_all_goes_no_further_than_the_file() =>
        Assert.Equal([FixAllScope.Document], new ResetAtEndCodeFix().GetFixAllProvider().GetSupportedFixAllScopes());

    private static Task VerifyUnchangedAsync([StringSyntax("C#-test")] string source) => VerifyAsync(source, source);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = HandlerHost.Prepare(
            new VerifyCS.Test { CodeFixTestBehaviors = FixScopes.OneFile | CodeFixTestBehaviors.SkipLocalDiagnosticCheck },
            source);
        HandlerHost.PrepareFixed(test.FixedState, fixedSource);
        return test.RunAsync();
    }
}
