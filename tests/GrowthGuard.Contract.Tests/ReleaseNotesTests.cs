using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Contract.Tests;

public sealed partial class ReleaseNotesTests
{
    private static readonly string[] ReleaseFiles =
    [
        "src/GrowthGuard.Analyzers/AnalyzerReleases.Shipped.md",
        "src/GrowthGuard.Analyzers/AnalyzerReleases.Unshipped.md",
    ];

    public static TheoryData<string> Ids => RuleData.Ids();

    [Fact]
    public void Release_files_list_every_rule_once_with_its_category_and_severity()
    {
        var listed = ReleaseFiles
            .SelectMany(file => Row().Matches(RepositoryFiles.Read(file)))
            .Select(match => (Id: match.Groups["id"].Value, Category: match.Groups["category"].Value,
                Severity: match.Groups["severity"].Value))
            .OrderBy(row => row.Id, StringComparer.Ordinal);
        var expected = RuleCatalog.All.Select(rule => (
            rule.Id,
            rule.Descriptor.Category,
            Severity: rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "Disabled"));

        Assert.Equal(expected, listed);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Changelog_mentions_the_rule(string id) => Assert.Contains(id, RepositoryFiles.Read("CHANGELOG.md"));

    [GeneratedRegex(@"^(?<id>GG\d{4})\s*\|\s*(?<category>[\w.]+)\s*\|\s*(?<severity>\w+)\s*\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
