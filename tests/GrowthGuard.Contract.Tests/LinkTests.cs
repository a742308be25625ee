using System.Text.RegularExpressions;

namespace GrowthGuard.Contract.Tests;

public sealed partial class LinkTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Root, "*.md")
            .Concat(RepositoryFiles.Under("docs", "*.md"))
            .Concat(Directory.EnumerateFiles(
                RepositoryFiles.FullPath("samples"),
                "*.md",
                new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }))
            .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/')),
    ];

    [Theory, MemberData(nameof(Documents))]
    public void Relative_links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        var broken = LinkTarget().Matches(RepositoryFiles.Read(document))
            .Select(match => match.Groups["path"].Value)
            .Where(target => !RepositoryFiles.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?![a-z]+:|#)(?<path>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex LinkTarget();
}
