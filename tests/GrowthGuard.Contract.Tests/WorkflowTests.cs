using System.Text.RegularExpressions;

namespace GrowthGuard.Contract.Tests;

/// <summary>What all workflows and the examples of documents have in common.</summary>
public sealed partial class WorkflowTests
{
    private const string Ours = "growthguard/growthguard/";

    public static TheoryData<string> Files =>
    [
        .. RepositoryFiles.Under(".github", "*.yml").Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/')),
        "src/GrowthGuard.Tool/Setup/growthguard.yml",
        "docs/ci.md"
    ];

    /// <summary>A tag can be moved to other code by whoever owns the action; a commit cannot.</summary>
    [Theory, MemberData(nameof(Files))]
    public void Actions_are_pinned_by_commit(string file) => Assert.All(
        Used(file).Where(action => !action.StartsWith(Ours, StringComparison.Ordinal)),
        action => Assert.Matches(@"^[\w-]+/[\w-]+(/[\w-]+)*@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action));

    /// <summary>The parts of one repository are of one commit too.</summary>
    [Fact]
    public void One_action_has_one_commit() => Assert.All(
        Files.SelectMany(row => Used(row.Data))
            .Where(action => !action.StartsWith(Ours, StringComparison.Ordinal))
            .GroupBy(action => string.Join('/', action.Split('@')[0].Split('/').Take(2))),
        action => Assert.Single(action.Select(use => use.Split('@')[1]).Distinct()));

    [Fact]
    public void Workflows_use_actions() => Assert.Contains(Files, row => Used(row.Data).Any());

    /// <summary>Without it a job may write whatever the organisation allows.</summary>
    [Fact]
    public void Workflows_say_what_they_may_do() => Assert.All(
        RepositoryFiles.Under(".github/workflows", "*.yml").Append(RepositoryFiles.FullPath("src/GrowthGuard.Tool/Setup/growthguard.yml")),
        file => Assert.Matches("(?m)^permissions:\r?$", File.ReadAllText(file)));

    private static IEnumerable<string> Used(string file) =>
        UsesLine().Matches(RepositoryFiles.Read(file)).Select(match => match.Groups["action"].Value.Trim());

    [GeneratedRegex(@"^\s*-?\s*uses:\s*(?<action>[^\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex UsesLine();
}
