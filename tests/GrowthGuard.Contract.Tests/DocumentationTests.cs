using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.DocsGenerator;

namespace GrowthGuard.Contract.Tests;

public sealed class DocumentationTests
{
    private const string HelpLinkBase = "https://github.com/growthguard/growthguard/blob/main/";

    public static TheoryData<string> Ids => RuleData.Ids();

    public static TheoryData<string> Documents => [.. GeneratedDocuments.All.Select(document => document.Path)];

    [Theory, MemberData(nameof(Documents))]
    public void Generated_block_is_fresh(string path)
    {
        var document = GeneratedDocuments.All.Single(candidate => candidate.Path == path);
        Assert.True(RepositoryFiles.Exists(path), $"{path} is missing. Run: dotnet run --project build/DocsGenerator");

        var text = RepositoryFiles.Read(path);

        Assert.True(document.Refresh(text) == text, $"{path} is out of date. Run: dotnet run --project build/DocsGenerator");
    }

    [Theory, MemberData(nameof(Ids))]
    public void Page_begins_with_id_and_title(string id) =>
        Assert.Equal($"# {id}: {RuleData.Rule(id).Descriptor.Title}", Page(id).FirstLine);

    [Theory, MemberData(nameof(Ids))]
    public void Page_has_every_section_in_order_and_none_is_empty(string id)
    {
        var page = Page(id);

        Assert.Equal(RulePage.Sections, page.Sections.Where(RulePage.Sections.Contains));
        Assert.DoesNotContain("", page.Sections.Select(page.Section));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Help_link_leads_to_the_page(string id)
    {
        var link = RuleData.Rule(id).Descriptor.HelpLinkUri;

        Assert.Equal($"{HelpLinkBase}docs/rules/{id}.md", link);
        Assert.True(RepositoryFiles.Exists(link[HelpLinkBase.Length..]), $"{link} leads to no file of this repository.");
    }

    [Fact]
    public void No_page_explains_a_rule_that_does_not_exist()
    {
        var pages = RepositoryFiles.Under("docs/rules", "GG*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);

        Assert.Equal(RuleCatalog.All.Select(rule => rule.Id), pages);
    }

    private static MarkdownPage Page(string id) => new(RepositoryFiles.Read(RulePage.PathOf(RuleData.Rule(id))));
}
