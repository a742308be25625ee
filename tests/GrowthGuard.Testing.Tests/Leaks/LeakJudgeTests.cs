using GrowthGuard.Testing.Leaks;
using GrowthGuard.Testing.Tests.Reporting;

namespace GrowthGuard.Testing.Tests.Leaks;

public sealed class LeakJudgeTests
{
    private static readonly MemoryFlatResult Leak = Results.Leak(Results.Growing(Results.Lines));

    [Fact]
    public void Leak_that_is_accepted_fails_nothing_and_says_why()
    {
        var result = LeakJudge.Judge(Leak, [Line()]);

        Assert.Equal(Line(), result.Accepted);
        Assert.Contains("\nAccepted: until spring (leaks(1); up to 124 per invocation)", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(Leak.Environment.Notes, result.Environment.Notes);
        result.ShouldBeFlat();
    }

    [Theory]
    [InlineData(124)]
    [InlineData(108.5)]
    [InlineData(139)]
    public void Rate_need_not_be_the_same_to_the_byte(double accepted) =>
        Assert.NotNull(LeakJudge.Judge(Leak, [Line() with { PerInvocation = accepted }]).Accepted);

    [Fact]
    public void Leak_that_grew_worse_fails()
    {
        var result = LeakJudge.Judge(Leak, [Line() with { PerInvocation = 100 }]);

        Assert.Null(result.Accepted);
        Assert.Contains(
            "leaks(1): the accepted leak heap:Shop.AuditLog.Lines grew worse: 124 per invocation, and 100 are accepted.",
            result.Environment.Notes);
        Assert.Throws<MemoryNotFlatException>(result.ShouldBeFlat);
    }

    [Fact]
    public void Leak_that_got_better_passes_and_is_told()
    {
        var result = LeakJudge.Judge(Leak, [Line() with { PerInvocation = 1000 }]);

        Assert.NotNull(result.Accepted);
        Assert.Contains(
            result.Environment.Notes,
            note => note.EndsWith("grows by 124 per invocation only: lower the number.", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_leak_is_new_and_the_line_is_out_of_date()
    {
        var result = LeakJudge.Judge(Leak, [Line() with { Fingerprint = "heap:Shop.Prices.Cache" }]);

        Assert.Null(result.Accepted);
        Assert.Contains(
            "leaks(1): the accepted leak heap:Shop.Prices.Cache is not there any more: remove the line.",
            result.Environment.Notes);
    }

    [Fact]
    public void Line_of_a_scenario_that_is_flat_is_out_of_date()
    {
        var result = LeakJudge.Judge(Results.Flat(), [Line()]);

        result.ShouldBeFlat();
        Assert.Contains("is not there any more: remove the line.", result.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_of_another_scenario_says_nothing() =>
        Assert.Same(Leak, LeakJudge.Judge(Leak, [Line() with { Scenario = "Shop.Tests.Other" }]));

    /// <summary>Of stores that grow alike, chance decides which is named first.</summary>
    [Fact]
    public void Leak_is_known_by_each_store_that_grows()
    {
        var other = Results.Growing(Results.Lines with { Name = "Shop.Copies.All" });

        Assert.NotNull(LeakJudge.Judge(Results.Leak(other, Results.Growing(Results.Lines)), [Line()]).Accepted);
    }

    [Theory]
    [InlineData(Verdict.Noisy)]
    [InlineData(Verdict.Rare)]
    [InlineData(Verdict.Decaying)]
    public void What_was_not_decided_is_not_accepted(Verdict verdict)
    {
        var undecided = Leak with { Verdict = verdict };

        Assert.Same(undecided, LeakJudge.Judge(undecided, [Line()]));
    }

    private static AcceptedLeak Line() => new(Leak.Scenario, "heap:Shop.AuditLog.Lines", 124, "until spring", "leaks(1)");
}
