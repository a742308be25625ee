using GrowthGuard.TestHarness.Tests.Demo;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.TestHarness.Tests.Demo.LowerCaseTypeAnalyzer,
    GrowthGuard.TestHarness.Tests.Demo.CapitalizeFix>;

namespace GrowthGuard.TestHarness.Tests;

public sealed class SmokeTests
{
    [Fact]
    public Task Analyzer() => VerifyCS.VerifyAnalyzerAsync("class [|foo|] { }");

    [Fact]
    public Task Fix() => VerifyCS.VerifyCodeFixAsync("class [|foo|] { } class [|bar|] { }", "class Foo { } class Bar { }");
}
