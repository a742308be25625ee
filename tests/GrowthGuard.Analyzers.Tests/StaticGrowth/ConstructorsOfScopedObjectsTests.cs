using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SingletonCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1008: what is made for each scope or request fills what lives longer.</summary>
public sealed class ConstructorsOfScopedObjectsTests
{
    [Theory]
    [InlineData("services.AddTransient<Widget>();", "Widget")]
    [InlineData("services.AddScoped<Widget>();", "Widget")]
    [InlineData("", "Widget : Microsoft.AspNetCore.Mvc.ControllerBase")]
    [InlineData("", "Widget : Microsoft.AspNetCore.SignalR.Hub")]
    public Task Bus_that_each_object_of_a_scope_subscribes_to_is_reported(string registration, string widget) =>
        VerifyProgramAsync(Bus(registration, widget, "[|_handlers|]"));

    [Theory]
    [InlineData("services.AddSingleton<Widget>();", "Widget")]
    [InlineData("services.AddHostedService<Widget>();", "Widget : BackgroundService")]
    [InlineData("", "Widget")]
    public Task Bus_that_one_object_subscribes_to_is_not_reported(string registration, string widget) =>
        VerifyProgramAsync(Bus(registration, widget, "_handlers"));

    private static string Bus(string registration, string widget, string store) => $$"""
        public interface IBus { void Subscribe<T>(Action<T> handler); }

        internal sealed class Bus : IBus
        {
            private readonly Dictionary<Type, List<Delegate>> {{store}} = new();

            public void Subscribe<T>(Action<T> handler)
            {
                if (!_handlers.TryGetValue(typeof(T), out var list))
                    _handlers[typeof(T)] = list = new List<Delegate>();
                list.Add(handler);
            }
        }

        internal class {{widget}}
        {
            public Widget(IBus bus) => bus.Subscribe<string>(OnText);

            private void OnText(string text) { }
            {{(widget.EndsWith("BackgroundService", StringComparison.Ordinal) ? "protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask;" : "")}}
        }

        public static class Program
        {
            public static void Main() { }

            public static void ConfigureServices(IServiceCollection services) { services.AddSingleton<IBus, Bus>(); {{registration}} }
        }
        """;

    private static Task VerifyProgramAsync([StringSyntax("C#-test")] string source)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
