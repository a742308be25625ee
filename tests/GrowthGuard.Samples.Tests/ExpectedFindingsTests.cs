namespace GrowthGuard.Samples.Tests;

public sealed class ExpectedFindingsTests
{
    [Fact]
    public void Comments_and_empty_lines_are_left_out() =>
        Assert.Equal(
            [new Finding("GG1001", "A.cs", "F:A.First"), new Finding("GG1001", "B.cs", "F:B.First")],
            ExpectedFindings.Parse("# header\n\nGG1001 A.cs F:A.First # why\r\nGG1001 B.cs F:B.First\n"));

    [Theory]
    [InlineData("GG1001 A.cs")]
    [InlineData("GG1001 A.cs F:A.First twice")]
    public void A_line_of_another_form_is_refused(string line) =>
        Assert.Contains(line, Assert.Throws<FormatException>(() => ExpectedFindings.Parse(line)).Message);

    [Fact]
    public void Unsorted_lines_are_refused() =>
        Assert.Contains(
            "not sorted",
            Assert.Throws<FormatException>(() => ExpectedFindings.Parse("GG1001 B.cs F:B.First\nGG1001 A.cs F:A.First")).Message);

    [Fact]
    public void A_member_with_two_findings_has_two_lines() =>
        Assert.Equal(2, ExpectedFindings.Parse("GG1009 A.cs M:A.Start\nGG1009 A.cs M:A.Start").Count);
}
