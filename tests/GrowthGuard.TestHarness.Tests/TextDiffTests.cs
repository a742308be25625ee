namespace GrowthGuard.TestHarness.Tests;

public sealed class TextDiffTests
{
    [Fact]
    public void EqualTextsHaveNoDiff() => Assert.Null(TextDiff.Unified("a\nb", "a\nb"));

    [Fact]
    public void ShowsChangedLinesBetweenThreeLinesOfContext()
    {
        var expected = "1\n2\n3\n4\n5\nold\n6\n7\n8\n9\n10";
        var actual = "1\n2\n3\n4\n5\nnew\nmore\n6\n7\n8\n9\n10";
        Assert.Equal(
            "--- expected\n+++ actual\n@@ 2 equal lines @@\n 3\n 4\n 5\n-old\n+new\n+more\n 6\n 7\n 8\n",
            TextDiff.Unified(expected, actual));
    }

    [Fact]
    public void FindsTheLinesThatStay() =>
        Assert.Equal("--- expected\n+++ actual\n-a\n b\n c\n+a\n", TextDiff.Unified("a\nb\nc", "b\nc\na"));

    [Fact]
    public void ShowsBlanksAtTheEndOfChangedLines() =>
        Assert.Equal("--- expected\n+++ actual\n-a··→\n+a␍\n b\n", TextDiff.Unified("a  \t\nb", "a\r\nb"));
}
