using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Testing.ResultIsNotLookedAtAnalyzer,
    GrowthGuard.CodeFixes.Rules.Testing.AssertFlatCodeFix>;

namespace GrowthGuard.Analyzers.Tests.Testing;

/// <summary>The fix of GG4004.</summary>
public sealed class AssertFlatTests
{
    [Theory]
    [InlineData(
        "public Task Flat() => MemoryFlat.[|RunAsync|]<Checkout>();",
        "public Task Flat() => MemoryFlat.RunAsync<Checkout>().ShouldBeFlat();")]
    [InlineData(
        "public async Task Flat() { await MemoryFlat.[|RunAsync|]<Checkout>(); }",
        "public async Task Flat() { await MemoryFlat.RunAsync<Checkout>().ShouldBeFlat(); }")]
    [InlineData(
        "public async Task Flat() { _ = await MemoryFlat.[|RunAsync|]<Checkout>(); }",
        "public async Task Flat() { _ = await MemoryFlat.RunAsync<Checkout>().ShouldBeFlat(); }")]
    [InlineData(
        "public async Task Flat() { await MemoryFlat.[|RunAsync|]<Checkout>().ConfigureAwait(false); }",
        "public async Task Flat() { await MemoryFlat.RunAsync<Checkout>().ShouldBeFlat().ConfigureAwait(false); }")]
    [InlineData(
        "public void Flat() { MemoryFlat.[|RunAsync|]<Checkout>().Wait(); }",
        "public void Flat() { MemoryFlat.RunAsync<Checkout>().ShouldBeFlat().Wait(); }")]
    [InlineData(
        "public void Flat() { MemoryFlat.[|InProcess|](() => { }); }",
        "public void Flat() { MemoryFlat.InProcess(() => { }).ShouldBeFlat(); }")]
    public Task The_assertion_is_put_behind_the_run(string test, string expected) =>
        VerifyCS.VerifyCodeFixAsync(Kit.Test(test), Kit.Test(expected));

    [Theory]
    [InlineData("public void Flat() { MemoryFlat.[|RunAsync|]<Checkout>(); }")]
    [InlineData("public void Flat() { var result = MemoryFlat.[|InProcess|](() => { }); }")]
    [InlineData("public void Flat() { MemoryFlat.RunAsync<Checkout>().[|ShouldBeFlat|](); }")]
    public Task Nothing_is_offered_where_an_assertion_would_not_be_waited_for_or_the_result_has_a_name(string test) =>
        VerifyCS.VerifyCodeFixAsync(Kit.Test(test), Kit.Test(test));
}
