using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Knowledge;
using Xunit;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>What is known of referenced assemblies hangs on the words, so projects with the same words have to share them.</summary>
public sealed class PageWordsTests
{
    [Theory]
    [InlineData("keyed Shop.Ring adds Push removes Pop")]
    [InlineData("few-word tenant")]
    public void Facts_of_other_kinds_share_the_words_of_the_pack(string line) =>
        Assert.Same(PageWords.Of(FactTable.BuiltIn), PageWords.Of(With(line)));

    [Theory]
    [InlineData("page-token ShopMark feeds ShopMark")]
    [InlineData("page-flag ShopMark feeds ShopMark")]
    public void Facts_about_pages_have_words_of_their_own(string line)
    {
        Assert.False(PageWords.Of(FactTable.BuiltIn).IsOutput("ShopMark"));
        Assert.True(PageWords.Of(With(line)).IsOutput("ShopMark"));
    }

    private static FactTable With(string line)
    {
        var fact = FactReader.Read(line, out var error);
        Assert.Null(error);
        return FactTable.BuiltIn.With([fact!]);
    }
}
