using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Tests.Experiments;

/// <summary>
/// <c>growthguard compare flat</c> on scenarios that grow for one reason each: the investigations of docs/experiments.md.
/// </summary>
public sealed class CompareScenarioTests(ExperimentProject project) : IClassFixture<ExperimentProject>
{
    private const string Page = "docs/experiments.md";

    [Fact]
    public async Task Feature_that_keeps_is_named_whether_a_variable_or_a_setting_of_the_runtime_switches_it_on()
    {
        var result = await CompareAsync(
            project.Assembly,
            "Resolve",
            "--variant",
            "resolver:Features__Resolver=true",
            "--variant",
            "setting:System.Shop.Resolver=true");

        Assert.True(result.ExitCode == ExitCodes.Violations, result.Out + result.Error);
        Assert.Matches(
            "^Flat without, growing with each of 'resolver', 'setting': 2[0-9.]+ B per invocation with 'resolver', 2[0-9.]+ B per invocation with 'setting'.$",
            result.Lines[^1]);
        Assert.Matches("(?m)^run 1 of 1, resolver: Shop.Resolve: memory leak, 2[0-9.]+ B per invocation", result.Error);
    }

    [Fact]
    public async Task Build_that_keeps_is_named()
    {
        var result = await CompareAsync(project.Folder, "Trace", "--variant", "debug:configuration=Debug");

        Assert.True(result.ExitCode == ExitCodes.Violations, result.Out + result.Error);
        AssertShown("debug", result.Out);
        Assert.Contains("It is in Shop.Trace.Lines.", result.Error);
    }

    [Fact]
    public async Task What_only_another_allocator_gives_back_is_retained_and_no_leak()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Allocators are changed on Linux.");
        Assert.SkipUnless(
            Allocator.Named("jemalloc")!.Find() is not null || Environment.GetEnvironmentVariable("CI") == "true",
            "libjemalloc2 is not installed.");

        var result = await CompareAsync(project.Assembly, "Convert", "--variant", "jemalloc:allocator=jemalloc");

        Assert.True(result.ExitCode == ExitCodes.Violations, result.Out + result.Error);
        AssertShown("allocators", result.Out);
        Assert.Contains("(freed memory that the allocator keeps)", result.Error);
    }

    private static Task<ToolResult> CompareAsync(params string[] words) =>
        Tool.RunAsync(["compare", "flat", .. words, "--runs", "1", "--budget", "200"]);

    private static void AssertShown(string name, string actual) =>
        Assert.True(Documents.Shape(Documents.Block(Page, name)) == Documents.Shape(actual), $"{Page} shows something else than\n{actual}");
}
