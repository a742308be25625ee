using System.Diagnostics.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Handlers.ContextIsCapturedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>GG2003: database contexts that singletons and hosted services resolve by themselves, and keep.</summary>
public sealed class KeptScopedServiceTests
{
    [Theory]
    [InlineData(
        "private readonly Shop [|_shop|]; public Importer(IServiceScopeFactory scopes) => _shop = scopes.CreateScope().ServiceProvider.GetRequiredService<Shop>();",
        "_shop.SaveChanges();")]
    [InlineData(
        "private Shop [|_shop|]; public override Task StartAsync(CancellationToken token) { _shop = Services.GetService<Shop>(); return base.StartAsync(token); }",
        "_shop.SaveChanges();")]
    public Task A_context_in_a_field_is_reported(string members, string turn) => VerifyAsync(Importer(members, "", turn));

    [Theory]
    [InlineData(
        "private readonly IServiceScopeFactory _scopes = null;",
        "",
        "using var scope = _scopes.CreateScope(); scope.ServiceProvider.GetRequiredService<Shop>().SaveChanges();")]
    [InlineData("private readonly List<string> _names = new();", "", "_names.Clear();")]
    public Task A_context_of_one_turn_is_not_reported(string members, string before, string turn) =>
        VerifyAsync(Importer(members, before, turn));

    [Theory]
    [InlineData(
        "using var scope = Services.CreateScope(); var shop = [|scope.ServiceProvider.GetRequiredService<Shop>()|];",
        "shop.SaveChanges();")]
    [InlineData("var shop = [|Services.GetService<Shop>()|];", "await shop.SaveChangesAsync(token);")]
    public Task A_context_that_an_endless_loop_saves_with_is_reported(string before, string turn) =>
        VerifyAsync(Importer("", before, turn));

    [Theory]
    [InlineData(
        "",
        "using var scope = Services.CreateScope(); var shop = scope.ServiceProvider.GetRequiredService<Shop>(); shop.SaveChanges();")]
    [InlineData("var shop = Services.GetService<Shop>(); shop.SaveChanges();", "Console.WriteLine();")]
    [InlineData("var shop = Services.GetService<Shop>();", "shop.SaveChanges(); shop.ChangeTracker.Clear();")]
    [InlineData("var shop = Services.GetService<Shop>();", "shop.SaveChanges(); shop = Services.GetService<Shop>();")]
    [InlineData("var shop = Services.GetService<Shop>(); foreach (var id in new[] { 1, 2 }) shop.SaveChanges();", "")]
    [InlineData("var clock = Services.GetService<Clock>();", "clock.SaveChanges();")]
    public Task A_context_that_is_let_go_of_is_not_reported(string before, string turn) => VerifyAsync(Importer("", before, turn));

    private static string Importer(string members, string before, string turn) => $$"""
        public class Shop : Microsoft.EntityFrameworkCore.DbContext
        {
            public Tracker ChangeTracker { get; } = new();

            public Task<int> SaveChangesAsync(CancellationToken token) => Task.FromResult(0);
        }

        public class Tracker { public void Clear() { } }

        public class Clock { public void SaveChanges() { } }

        public class Importer : BackgroundService
        {
            public IServiceProvider Services { get; set; }

            {{members}}

            protected override async Task ExecuteAsync(CancellationToken token)
            {
                {{before}}
                while (!token.IsCancellationRequested)
                {
                    {{turn}}
                    await Task.Delay(1000, token);
                }
            }
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source) => HandlerHost.Prepare(new VerifyCS.Test(), source).RunAsync();
}
