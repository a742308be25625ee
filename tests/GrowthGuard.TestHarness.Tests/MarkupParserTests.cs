namespace GrowthGuard.TestHarness.Tests;

public sealed class MarkupParserTests
{
    [Theory]
    [InlineData("a[|b|]c", "abc", "=b")]
    [InlineData("a{|GG1001:b|}c", "abc", "GG1001=b")]
    [InlineData("a{|#0:b|}c{|#12:d|}", "abcd", "#0=b #12=d")]
    [InlineData("[||]x", "x", "=")]
    [InlineData("[|a[|b|]c|]", "abc", "=abc =b")]
    [InlineData("{|GG1001:{|#0:x|}|}", "x", "#0=x GG1001=x")]
    [InlineData("{|GG1001:a[|b|}c|]", "abc", "GG1001=ab =bc")]
    [InlineData("[|a{|CS0246:b|]c|}", "abc", "=ab CS0246=bc")]
    [InlineData("x || y; int[] a = { 1 }; a[0] |= 1;", "x || y; int[] a = { 1 }; a[0] |= 1;", "")]
    public void TakesMarkupOut(string markup, string text, string marks)
    {
        var file = MarkupParser.Parse("/0/Test0.cs", markup);
        Assert.Equal(text, file.Text.ToString());
        Assert.Equal(marks, string.Join(' ', file.Marks.Select(m => m.Name + "=" + file.Text.ToString(m.Span))));
    }

    [Theory]
    [InlineData("a\n  x|]", "line 2, column 4: '|]' closes nothing")]
    [InlineData("x|}", "line 1, column 2: '|}' closes nothing")]
    [InlineData("{|x|}", "line 1, column 1: '{|' is not followed by")]
    [InlineData("[|a[|b{|GG1:c|]", "1 '[|' and 1 '{|' are never closed")]
    public void SaysWhereMarkupIsWrong(string markup, string expected)
    {
        var exception = Assert.Throws<VerificationException>(() => MarkupParser.Parse("/0/Test0.cs", markup));
        Assert.Contains("/0/Test0.cs", exception.Message);
        Assert.Contains(expected, exception.Message);
    }
}
