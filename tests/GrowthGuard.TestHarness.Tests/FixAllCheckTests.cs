using GrowthGuard.TestHarness.Tests.Demo;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.TestHarness.Tests.Demo.LowerCaseTypeAnalyzer,
    GrowthGuard.TestHarness.Tests.Demo.CapitalizeFix>;

namespace GrowthGuard.TestHarness.Tests;

/// <summary>The checks of Fix All.</summary>
public sealed class FixAllCheckTests
{
    private const string Two = "class [|foo|] { } class [|bar|] { }";
    private const string TwoFixed = "class Foo { } class Bar { }";

    [Fact]
    public Task PassesOverDocumentsAndProjects() => Everywhere().RunAsync();

    [Fact]
    public async Task NumberOfIterationsIsCheckedInEachScope()
    {
        var test = Everywhere();
        test.NumberOfFixAllInDocumentIterations = 1;
        Assert.Contains("Fix All in document:\nFix All was applied 2 times and the fix is still offered, expected 1", await Failure.OfAsync(test));
        test = Everywhere();
        test.NumberOfFixAllInProjectIterations = 3;
        Assert.Contains("Fix All in project:\nFix All was applied 2 times until none was left, expected 3", await Failure.OfAsync(test));
        test = Everywhere();
        (test.NumberOfFixAllInDocumentIterations, test.NumberOfFixAllInProjectIterations, test.NumberOfFixAllIterations) = (3, 2, 2);
        Assert.Contains("Fix All in solution:\nFix All was applied 1 times until none was left, expected 2", await Failure.OfAsync(test));
    }

    [Fact]
    public async Task OtherTextFailsWithADiff()
    {
        var report = await Failure.OfAsync(CodeFixCheckTests.Test<OtherFixAllFix>(Two, TwoFixed));
        Assert.StartsWith("Fix All in document:", report);
        Assert.Contains("-class Foo { } class Bar { }\n+class FOO { } class BAR { }", report);
    }

    [Fact]
    public async Task BatchFixedCodeIsWhatFixAllGives()
    {
        await CodeFixCheckTests.Test<OtherFixAllFix>(Two, TwoFixed, t => t.BatchFixedCode = "class FOO { } class BAR { }").RunAsync();
        var report = await Failure.OfAsync(new VerifyCS.Test { TestCode = Two, FixedCode = TwoFixed, BatchFixedCode = "class FOO { } class BAR { }" });
        Assert.Contains("Fix All in document", report);
        Assert.Contains(
            "BatchFixedCode is given without FixedCode",
            await Failure.OfAsync(new VerifyCS.Test { TestCode = Two, BatchFixedCode = TwoFixed }));
    }

    [Fact]
    public async Task MissingProviderFailsUnlessTheTestSaysSo()
    {
        Assert.Contains("NoFixAllFix does not support this scope", await Failure.OfAsync(CodeFixCheckTests.Test<NoFixAllFix>(Two, TwoFixed)));
        await CodeFixCheckTests.Test<NoFixAllFix>(Two, TwoFixed, t => t.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck).RunAsync();
    }

    [Theory]
    [InlineData(CodeFixTestBehaviors.SkipFixAllInDocumentCheck, "Fix All in project:")]
    [InlineData(CodeFixTestBehaviors.SkipFixAllInDocumentCheck | CodeFixTestBehaviors.SkipFixAllInProjectCheck, "Fix All in solution:")]
    public async Task ScopesCanBeLeftOut(CodeFixTestBehaviors behaviors, string firstThatFails) =>
        Assert.StartsWith(
            firstThatFails,
            await Failure.OfAsync(CodeFixCheckTests.Test<NoFixAllFix>(Two, TwoFixed, t => t.CodeFixTestBehaviors = behaviors)));

    [Fact]
    public async Task FixWithoutEquivalenceKeyFails() =>
        Assert.Contains("Fix 'Capitalize' has no equivalence key", await Failure.OfAsync(CodeFixCheckTests.Test<KeylessFix>(Two, TwoFixed)));

    [Fact]
    public Task DiagnosticsWithoutFixAreLeftAlone() => new VerifyCS.Test
    {
        TestState = { Sources = { "class [|foo|] { } class [|xbar|] { }", "class [|xbaz|] { }" } },
        FixedState = { Sources = { "class Foo { } class [|xbar|] { }", "class [|xbaz|] { }" } },
    }.RunAsync();

    private static VerifyCS.Test Everywhere() => new()
    {
        TestState =
        {
            Sources = { Two, "class [|baz|] { }" },
            AdditionalProjects = { ["P2"] = { Sources = { Two } } },
        },
        FixedState =
        {
            Sources = { TwoFixed, "class Baz { }" },
            AdditionalProjects = { ["P2"] = { Sources = { TwoFixed } } },
        },
    };
}
