using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class RepeatCommandTests
{
    private static readonly ScenarioReference Checkout = new(Path.GetFullPath("Shop.Tests.dll"), "Shop.Tests.Checkout, Shop.Tests");

    /// <summary>One for each setting, none of them as usual.</summary>
    private static MemoryFlatOptions Unusual() => new MemoryFlatOptions()
        .Invocations(300, 400).AtLeast(200).Workers(3).WarmUp(0).Batch(20)
        .AllowHeap(12.5).AllowRss(100).AllowEntries(0.5, 0.25)
        .GapBetween(TimeSpan.FromMilliseconds(2)).TimeLimit(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(30))
        .LimitMemory(256 << 20).ExpectBounded("Shop.Prices.Cache", 500).Ignore("Polly.*", "A b").LookInto("Polly.Core")
        .TolerateFailures().ReadHeap(false).SampleAllocations().KeepDump()
        .Named("It's busy").AcceptLeaks("leaks.txt").Environment("MODE", "a=b c");

    [Fact]
    public void Usual_run_needs_no_settings() =>
        Assert.Equal("growthguard flat Shop.Tests.dll Shop.Tests.Checkout", RepeatCommand.Of(Checkout, new MemoryFlatOptions()));

    [Fact]
    public void Settings_that_follow_from_the_budget_are_not_repeated() =>
        Assert.Equal(["--budget", "200"], RepeatCommand.Words(Checkout, new MemoryFlatOptions().Invocations(200)).Skip(3));

    [Fact]
    public void Words_are_quoted_for_a_shell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Its shells quote otherwise.");

        Assert.EndsWith(
            " --ignore 'Polly.*' --ignore 'A b' --look-into Polly.Core --tolerate-failures --no-heap --sample-allocations --keep-dump"
            + @" --name 'It'\''s busy' --leaks leaks.txt --environment 'MODE=a=b c'",
            RepeatCommand.Of(Checkout, Unusual()),
            StringComparison.Ordinal);
    }

    /// <summary>Whatever a test can set comes back from what is written, and the other way round.</summary>
    [Fact]
    public void Settings_read_back_are_those_that_were_written()
    {
        var again = new MemoryFlatOptions();

        foreach (var setting in RunSetting.All)
        {
            var written = setting.Written(Unusual()).ToList();
            Assert.NotEmpty(written);
            Assert.All(written, value => Assert.True(setting.TryRead(again, value), setting.Name));
        }

        Assert.Equal(RepeatCommand.Words(Checkout, Unusual()), RepeatCommand.Words(Checkout, again));
        Assert.Equal((300, 400, 200, 0, 20), (again.Budget, again.Confirmation, again.Least, again.WarmUpInvocations, again.BatchSize));
    }

    /// <summary>A new option of a test must be one of the tool, or its run could not be repeated.</summary>
    [Fact]
    public void Every_setting_of_a_test_has_an_option()
    {
        string[] elsewhere =
        [
            // Where the report goes and who is told are no part of what is measured; the host is among the arguments of the scenario.
            nameof(MemoryFlatOptions.ReportFolder), nameof(MemoryFlatOptions.Progress),
        ];

        var settings = typeof(MemoryFlatOptions).GetProperties().Select(property => property.Name).Except(elsewhere);

        Assert.Equal(RunSetting.All.Count, settings.Count());
    }

    [Theory]
    [InlineData("--budget", "0")]
    [InlineData("--workers", "many")]
    [InlineData("--allow-heap", "-1")]
    [InlineData("--gap", "soon")]
    [InlineData("--expect-bounded", "Shop.Prices=0")]
    [InlineData("--expect-bounded", "500")]
    [InlineData("--environment", "=x")]
    [InlineData("--name", " ")]
    public void Wrong_value_is_not_taken(string name, string value) =>
        Assert.False(RunSetting.All.Single(setting => setting.Name == name).TryRead(new MemoryFlatOptions(), value));

    [Fact]
    public void Scenario_that_is_told_something_is_named_with_its_assemblies_and_its_arguments()
    {
        var scenario = Checkout with
        {
            TypeName = "Kit.Web`1[[Program, Shop, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null]], Kit, Version=1.0.0.0",
            Arguments = new Dictionary<string, string> { ["request"] = "12:Get@Shop.Tests" },
            DisplayName = "Program (Orders)",
        };

        Assert.Equal(
            ["Kit.Web`1[[Program, Shop]], Kit", "--argument", "request=12:Get@Shop.Tests", "--name", "Program (Orders)"],
            RepeatCommand.Words(scenario, new MemoryFlatOptions()).Skip(2));
    }
}
