using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What the build says is a project of tests is one, whatever its assertions are called and wherever it lies.</summary>
public sealed class TestProjectTests
{
    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public Task Store_of_a_test_project_is_not_reported(string value) => VerifyAsync("Seen", value);

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public Task Store_of_another_project_is_reported(string value) => VerifyAsync("{|GG1001:Seen|}", value);

    private static Task VerifyAsync(string field, string value)
    {
        var test = new VerifyCS.Test { TestCode = $$"""
            public static class Recorder
            {
                private static readonly System.Collections.Generic.HashSet<string> {{field}} = new();

                public static void Saw(string address) => Seen.Add(address);
            }
            """ };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.IsTestProject = {value}\n"));
        return test.RunAsync();
    }
}
