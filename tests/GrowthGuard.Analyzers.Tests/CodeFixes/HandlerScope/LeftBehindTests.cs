using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.HandlerScope;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.HandlerStateIsLeftAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.LeftBehindCodeFix>;
using VerifyField = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Handlers.InvocationDataIsLeftAnalyzer,
    GrowthGuard.CodeFixes.Rules.HandlerScope.LeftBehindCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.HandlerScope;

/// <summary>The fixes of GG2001, GG2003 and GG2006.</summary>
public sealed class LeftBehindTests
{
    private const string MakeLocal = "GrowthGuard.MakeLocal";
    private const string Pass = "GrowthGuard.PassAsParameter";

    [Fact]
    public Task A_field_of_one_method_becomes_a_local() => VerifyAsync(
        MakeLocal,
        """
        public class Function
        {
            private static Order _order;

            public string Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                [|_order = order|];
                Log(_order);
                return _order.Id;
            }

            private static void Log(Order order) { }
        }
        """,
        """
        public class Function
        {
            public string Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                Order order2 = order;
                Log(order2);
                return order2.Id;
            }

            private static void Log(Order order) { }
        }
        """);

    [Fact]
    public Task Comments_of_the_field_are_moved() => VerifyAsync(
        MakeLocal,
        """
        public class Function
        {
            // The order at hand.
            private static Order _last; // one

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                [|_last = order|]; // given
                Console.WriteLine(_last);
            }
        }
        """,
        """
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                // The order at hand.
                Order last = order; // one // given
                Console.WriteLine(last);
            }
        }
        """);

    [Fact]
    public Task Fix_all_makes_all_local() => VerifyAsync(
        MakeLocal,
        """
        public class Function
        {
            private static Order _last;
            private static string _id;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                [|_last = order|];
                [|_id = order.Id|];
                Console.WriteLine(_last + _id);
            }
        }
        """,
        """
        public class Function
        {
            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                Order last = order;
                string id = order.Id;
                Console.WriteLine(last + id);
            }
        }
        """);

    [Theory]
    [InlineData("Console.WriteLine(_last); [|_last = order|];")]
    [InlineData("if (order.Total > 0) [|_last = order|]; Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Change(ref _last);")]
    [InlineData("[|_last = order|]; Task.Run(() => Console.WriteLine(_last));")]
    [InlineData("[|_last = order|]; Handle(order with { Total = 0 }, context); Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Again(context); Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Print(); void Print() => Console.WriteLine(_last);")]
    public Task What_must_survive_stays_a_field(string statements) => VerifyUnchangedAsync(MakeLocal, $$"""
        public class Function
        {
            private static Order _last;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statements}}
            }

            private void Again(Amazon.Lambda.Core.ILambdaContext context) => Handle(null, context);

            private static void Change(ref Order order) { }
        }
        """);

    [Fact]
    public Task A_value_is_passed_to_the_helpers_that_read_it() => VerifyAsync(
        Pass,
        """
        public class Function
        {
            private static Order _order;

            public async Task<string> Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                await Task.Yield();
                [|_order = order|];
                Print();
                await Work(1);
                return _order.Id;
            }

            private static void Print() => Console.WriteLine(_order);

            private static async Task Work(int times)
            {
                await Task.Delay(times);
                Print();
            }
        }
        """,
        """
        public class Function
        {
            public async Task<string> Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                await Task.Yield();
                Order order2 = order;
                Print(order2);
                await Work(1, order2);
                return order2.Id;
            }

            private static void Print(Order order2) => Console.WriteLine(order2);

            private static async Task Work(int times, Order order2)
            {
                await Task.Delay(times);
                Print(order2);
            }
        }
        """);

    [Theory]
    [InlineData("[|_last = order|]; Print();", "public void Print() => Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Print();", "private void Print() => Console.WriteLine(_last); public void Other() => Print();")]
    [InlineData("Print(); [|_last = order|]; Print();", "private void Print() => Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Task.Run(Print);", "private void Print() => Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Print();", "private void Print(int times = 1) => Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Print();", "private void Print() => _last.ToString(); private void Print(int times) { }")]
    [InlineData(
        "[|_last = order|]; Print();",
        "private void Print() => Change(ref _last); private static void Change(ref Order order) { }")]
    [InlineData("[|_last = order|]; Console.WriteLine(Id);", "private string Id => _last.Id;")]
    [InlineData("if (order.Total > 0) { [|_last = order|]; } Print();", "private void Print() => Console.WriteLine(_last);")]
    [InlineData("[|_last = order|]; Print(); Local(); void Local() => Print();", "private void Print() => Console.WriteLine(_last);")]
    public Task What_others_see_is_not_passed(string statements, string helpers) => VerifyUnchangedAsync(Pass, $$"""
        public class Function
        {
            private static Order _last;

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statements}}
            }

            {{helpers}}
        }
        """);

    [Fact]
    public async Task A_field_of_a_handler_class_becomes_a_local()
    {
        var test = HandlerHost.Prepare(new VerifyField.Test { CodeActionEquivalenceKey = MakeLocal }, """
            public class Function
            {
                private string _id;

                public int Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
                {
                    [|this._id = order.Id|];
                    return this._id.Length;
                }
            }
            """);
        HandlerHost.PrepareFixed(test.FixedState, """
            public class Function
            {
                public int Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
                {
                    string id = order.Id;
                    return id.Length;
                }
            }
            """);
        await test.RunAsync();
    }

    [Theory]
    [InlineData("private", true)]
    [InlineData("protected", false)]
    public async Task A_field_of_a_base_class_becomes_a_local_where_no_other_class_sees_it(string visibility, bool isFixed)
    {
        const string Work = """

                protected abstract void Work(string id);
            }

            public class Function : Base
            {
                protected override void Work(string id) { }
            }
            """;
        var source = $$"""
            public abstract class Base
            {
                {{visibility}} string _id;

                public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
                {
                    [|_id = order.Id|];
                    Work(_id);
                }
            {{Work}}
            """;
        var test = HandlerHost.Prepare(new VerifyField.Test { CodeActionEquivalenceKey = MakeLocal }, source);
        HandlerHost.PrepareFixed(test.FixedState, !isFixed ? source : $$"""
            public abstract class Base
            {
                public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context)
                {
                    string id = order.Id;
                    Work(id);
                }
            {{Work}}
            """);
        await test.RunAsync();
    }

    private static Task VerifyUnchangedAsync(string key, [StringSyntax("C#-test")] string source) => VerifyAsync(key, source, source);

    private static Task VerifyAsync(string key, [StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = HandlerHost.Prepare(new VerifyCS.Test { CodeActionEquivalenceKey = key }, source);

        // A static is judged where it is declared, and reported where it is assigned.
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        HandlerHost.PrepareFixed(test.FixedState, fixedSource);
        return test.RunAsync();
    }
}
