using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Testing.ResultIsNotLookedAtAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Testing;

/// <summary>GG4004: a test that would be green whatever grows.</summary>
public sealed class ResultIsNotLookedAtTests
{
    [Theory]
    [InlineData("public Task Flat() => MemoryFlat.[|RunAsync|]<Checkout>();")]
    [InlineData("public Task Flat() { return MemoryFlat.[|RunAsync|]<Checkout>(); }")]
    [InlineData("public async Task Flat() => await MemoryFlat.[|RunAsync|]<Checkout>();")]
    [InlineData("public async Task Flat() { await MemoryFlat.[|RunAsync|]<Checkout>(); }")]
    [InlineData("public async Task Flat() { await MemoryFlat.[|RunAsync|]<Checkout>().ConfigureAwait(false); }")]
    [InlineData("public async Task Flat() { _ = await MemoryFlat.[|RunAsync|]<Checkout>(); }")]
    [InlineData("public async Task Flat() { var result = await MemoryFlat.[|RunAsync|]<Checkout>(); }")]
    [InlineData("public async Task Flat() { await MemoryFlat.[|RunAsync|](static _ => default); }")]
    [InlineData("public void Flat() { MemoryFlat.[|RunAsync|]<Checkout>().Wait(); }")]
    [InlineData("public void Flat() { MemoryFlat.[|RunAsync|]<Checkout>().GetAwaiter().GetResult(); }")]
    [InlineData("public void Flat() { _ = MemoryFlat.[|RunAsync|]<Checkout>().Result; }")]
    [InlineData("public void Flat() { MemoryFlat.[|RunAsync|]<Checkout>(); }")]
    [InlineData("public void Flat() { MemoryFlat.[|InProcess|](() => { }); }")]
    [InlineData("public void Flat() => MemoryFlat.[|InProcess|](() => { });")]
    [InlineData("public void Flat() { var result = MemoryFlat.[|InProcess|](() => { }); }")]
    public Task A_result_that_goes_nowhere_is_reported(string test) => VerifyCS.VerifyAnalyzerAsync(Kit.Test(test));

    [Theory]
    [InlineData("public void Flat() { MemoryFlat.RunAsync<Checkout>().[|ShouldBeFlat|](); }")]
    [InlineData("public void Flat() { _ = MemoryFlat.RunAsync<Checkout>().[|ShouldBeFlat|](); }")]
    public Task An_assertion_that_nobody_waits_for_is_reported(string test) => VerifyCS.VerifyAnalyzerAsync(Kit.Test(test));

    [Theory]
    [InlineData("public Task Flat() => MemoryFlat.RunAsync<Checkout>().ShouldBeFlat();")]
    [InlineData("public async Task Flat() => await MemoryFlat.RunAsync<Checkout>().ShouldBeFlat();")]
    [InlineData("public async Task Flat() { await MemoryFlat.RunAsync<Checkout>().ShouldBeFlat().ConfigureAwait(false); }")]
    [InlineData("public async Task Flat() { (await MemoryFlat.RunAsync<Checkout>()).ShouldBeFlat(); }")]
    [InlineData("public void Flat() { MemoryFlat.RunAsync<Checkout>().ShouldBeFlat().Wait(); }")]
    [InlineData("public void Flat() { MemoryFlat.RunAsync<Checkout>().Result.ShouldBeFlat(); }")]
    [InlineData("public void Flat() { MemoryFlat.InProcess(() => { }).ShouldBeFlat(); }")]
    [InlineData("public async Task Leaks() { var result = await MemoryFlat.RunAsync<Checkout>(); Assert.Equal(Verdict.Leak, result.Verdict); }")]
    [InlineData("public async Task Leaks() { var run = MemoryFlat.RunAsync<Checkout>(); Assert.Equal(Verdict.Leak, (await run).Verdict); }")]
    [InlineData("public async Task Leaks() => Assert.Equal(Verdict.Leak, (await MemoryFlat.RunAsync<Checkout>()).Verdict);")]
    [InlineData("public async Task Many() { var results = await Task.WhenAll(MemoryFlat.RunAsync<Checkout>(), MemoryFlat.RunAsync<Checkout>()); Assert.Equal(2, results.Length); }")]
    [InlineData("public Task Throws() => Assert.ThrowsAsync(() => MemoryFlat.RunAsync<Checkout>());")]
    [InlineData("public Task Throws() => Assert.ThrowsAsync(async () => await MemoryFlat.RunAsync<Checkout>());")]
    [InlineData("public Task Throws() => Assert.ThrowsAsync(async () => { await MemoryFlat.RunAsync<Checkout>(); });")]
    [InlineData("private static Task<MemoryFlatResult> RunAsync() => MemoryFlat.RunAsync<Checkout>();")]
    [InlineData("private static async Task<MemoryFlatResult> RunAsync() => await MemoryFlat.RunAsync<Checkout>();")]
    [InlineData("private static MemoryFlatResult Run() { return MemoryFlat.InProcess(() => { }); }")]
    [InlineData("private MemoryFlatResult _result; public async Task Run() => _result = await MemoryFlat.RunAsync<Checkout>();")]
    [InlineData("private MemoryFlatResult Result { get; set; } public void Run() { Result = MemoryFlat.InProcess(() => { }); }")]
    [InlineData("public void Flat() { MemoryFlat.Version(); }")]
    [InlineData("public async Task Flat() { await Own(); } private static async Task<MemoryFlatResult> Own() => await MemoryFlat.RunAsync<Checkout>().ShouldBeFlat();")]
    public Task A_result_that_is_looked_at_or_handed_on_is_not_reported(string test) => VerifyCS.VerifyAnalyzerAsync(Kit.Test(test));

    [Fact]
    public Task A_class_of_the_same_name_is_not_the_kit() => VerifyCS.VerifyAnalyzerAsync(
        """
        public static class MemoryFlat
        {
            public static MemoryFlatResult InProcess(System.Action handler) => new MemoryFlatResult();
        }

        public sealed class MemoryFlatResult { }

        public sealed class Tests
        {
            public void Flat() { MemoryFlat.InProcess(() => { }); }
        }
        """);

    [Fact]
    public Task The_message_says_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        Kit.Test(
            "public Task Flat() => MemoryFlat.{|#0:RunAsync|}<Checkout>(); public void Other() { MemoryFlat.{|#1:RunAsync|}<Checkout>(); } public void Third() { MemoryFlat.RunAsync<Checkout>().{|#2:ShouldBeFlat|}(); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithArguments("The result of MemoryFlat.RunAsync", "call ShouldBeFlat on it"),
        VerifyCS.Diagnostic().WithLocation(1).WithArguments("The result of MemoryFlat.RunAsync", "await it and call ShouldBeFlat"),
        VerifyCS.Diagnostic().WithLocation(2).WithArguments("The task of ShouldBeFlat", "await it"));
}
