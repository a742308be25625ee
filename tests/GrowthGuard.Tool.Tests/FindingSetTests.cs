using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Tests;

public sealed class FindingSetTests
{
    [Fact]
    public void Same_finding_of_two_projects_is_one_with_both()
    {
        var one = Assert.Single(FindingSet.Merge(
        [
            Sample.Finding(project: "b.csproj", related: [Sample.Place("x.cs", 2)]),
            Sample.Finding(project: "a.csproj", related: [Sample.Place("x.cs", 1), Sample.Place("x.cs", 2)]),
        ]));

        Assert.Equal(["a.csproj", "b.csproj"], one.Projects.Select(Path.GetFileName));
        Assert.Equal([1, 2], one.Related.Select(place => place.Line));
    }

    [Fact]
    public void Different_place_or_message_is_another_finding() =>
        Assert.Equal(3, FindingSet.Merge([Sample.Finding(), Sample.Finding(line: 13), Sample.Finding(message: "Other")]).Count);

    [Fact]
    public void Suppressed_in_one_framework_only_is_not_suppressed()
    {
        var suppressed = Sample.Finding(suppression: new Suppression("inSource", null), level: RuleLevel.Error);

        Assert.True(Assert.Single(FindingSet.Merge([suppressed, Sample.Finding()])).IsViolation);
        Assert.False(Assert.Single(FindingSet.Merge([suppressed, suppressed])).IsViolation);
    }

    [Fact]
    public void Loudest_level_stands() =>
        Assert.Equal(RuleLevel.Error, Assert.Single(FindingSet.Merge([Sample.Finding(), Sample.Finding(level: RuleLevel.Error)])).Level);

    [Fact]
    public void Order_is_by_place()
    {
        Finding[] findings = [Sample.Finding("b.cs", 1), Sample.Finding("a.cs", 20), Sample.Finding("a.cs", 3)];

        Assert.Equal(
            [("a.cs", 3), ("a.cs", 20), ("b.cs", 1)],
            FindingSet.Merge(findings).Select(finding => (Path.GetFileName(finding.Place.File), finding.Place.Line)));
    }
}
