namespace GrowthGuard.Samples.Tests;

public sealed class FindingDiffTests
{
    private static readonly Finding First = new("GG1001", "A.cs", "F:A.First");
    private static readonly Finding Second = new("GG1001", "A.cs", "F:A.Second");

    [Fact]
    public void Equal_findings_do_not_differ_whatever_their_order() => Assert.Empty(FindingDiff.Of([First, Second], [Second, First]));

    [Fact]
    public void A_finding_that_was_not_made_is_missing() =>
        Assert.Equal(["missing  GG1001 A.cs F:A.Second"], FindingDiff.Of([First, Second], [First]));

    [Fact]
    public void A_finding_that_was_not_expected_is_extra() =>
        Assert.Equal(["extra    GG1001 A.cs F:A.Second"], FindingDiff.Of([First], [First, Second]));

    [Fact]
    public void A_finding_that_was_made_twice_is_extra_once() =>
        Assert.Equal(["extra    GG1001 A.cs F:A.First"], FindingDiff.Of([First], [First, First]));

    [Fact]
    public void A_symbol_under_another_rule_is_wrong() =>
        Assert.Equal(
            ["wrong    GG1008 A.cs F:A.First   (expected GG1001 A.cs)"],
            FindingDiff.Of([First], [First with { Rule = "GG1008" }]));
}
