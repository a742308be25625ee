using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Setup;

/// <summary>
/// Adds the package to all projects at once: in <c>Directory.Packages.props</c> where versions are managed there, else in
/// <c>Directory.Build.props</c>.
/// </summary>
internal static partial class PackageSetup
{
    public const string Package = "GrowthGuard.Analyzers";

    private const string BuildProps = "Directory.Build.props";
    private const string PackagesProps = "Directory.Packages.props";

    private static readonly string[] WhereItMayBe = [BuildProps, "Directory.Build.targets", PackagesProps];

    /// <param name="folder">Where a new file is made.</param>
    /// <param name="root">The last folder in which files are looked for.</param>
    /// <param name="projects">Full paths of the projects.</param>
    /// <param name="version">Of the package.</param>
    /// <param name="mode">The mode that is chosen.</param>
    /// <returns>What to change; nothing, and where the package is, when it is there already.</returns>
    /// <exception cref="ToolException">A file cannot be read, or is no project file.</exception>
    public static (IReadOnlyList<SetupChange> Changes, string? Installed) Plan(
        string folder,
        string root,
        IReadOnlyCollection<string> projects,
        string version,
        PolicyMode mode)
    {
        var files = projects
            .Concat(projects.SelectMany(project => WhereItMayBe.SelectMany(name => Above(project, root, name))))
            .Distinct()
            .Where(File.Exists)
            .ToDictionary(file => file, SetupFile.Read);
        if (files.Values.FirstOrDefault(file => MentionsPackage().IsMatch(file.Text)) is { } installed)
        {
            return ([], installed.Path);
        }

        return (
            [
                .. projects
                    .Select(project => TargetOf(project, root, files) ?? (Path.Combine(folder, BuildProps), IsCentral: false))
                    .Distinct()
                    .OrderBy(target => target.File, StringComparer.Ordinal)
                    .Select(target => Change(target.File, target.IsCentral, files.GetValueOrDefault(target.File), version, mode))
            ],
            null);
    }

    /// <summary>The file that MSBuild reads for a project: the nearest, or the one further up that it imports.</summary>
    private static (string File, bool IsCentral)? TargetOf(string project, string root, Dictionary<string, SetupFile> files)
    {
        var props = Above(project, root, BuildProps).ToList();
        var central = Above(project, root, PackagesProps).FirstOrDefault();
        if (central is not null && props.Append(central).Any(file => ManagesVersions().IsMatch(files[file].Text)))
        {
            return (central, true);
        }

        var read = props.TakeWhile((_, index) => index == 0 || ImportsAbove().IsMatch(files[props[index - 1]].Text)).LastOrDefault();
        return read is null ? null : (read, false);
    }

    private static SetupChange Change(string path, bool isCentral, SetupFile? file, string version, PolicyMode mode)
    {
        var reference = isCentral
            ? $"<GlobalPackageReference Include=\"{Package}\" Version=\"{version}\" />"
            : $"<PackageReference Include=\"{Package}\" Version=\"{version}\" PrivateAssets=\"all\" />";
        var newLine = file?.Text.Contains("\r\n", StringComparison.Ordinal) == true ? "\r\n" : "\n";
        string[] lines =
        [
            .. mode == PolicyMode.Default
                ? Array.Empty<string>()
                :
                [
                    "  <PropertyGroup>",
                    $"    <GrowthGuardMode>{mode.ToString().ToLowerInvariant()}</GrowthGuardMode>",
                    "  </PropertyGroup>"
                ],
            "  <ItemGroup>",
            $"    {reference}",
            "  </ItemGroup>"
        ];
        var added = string.Concat(lines.Select(line => line + newLine));
        return file is null
            ? SetupChange.NewFile(path, $"<Project>\n{added}</Project>\n")
            : new SetupChange(path, file.Text, EndOf(file, ref added, newLine), added) { Encoding = file.Encoding };
    }

    /// <summary>Where the root element ends, at the start of a line.</summary>
    private static int EndOf(SetupFile file, ref string added, string newLine)
    {
        try
        {
            if (XDocument.Parse(file.Text).Root?.Name.LocalName != "Project")
            {
                throw NoProjectFile(file, "its root element is not Project");
            }
        }
        catch (XmlException exception)
        {
            throw NoProjectFile(file, exception.Message);
        }

        var end = file.Text.LastIndexOf("</Project>", StringComparison.Ordinal);
        if (end < 0)
        {
            throw NoProjectFile(file, "it has no </Project>");
        }

        var start = file.Text.LastIndexOf('\n', Math.Max(end - 1, 0)) + 1;
        if (string.IsNullOrWhiteSpace(file.Text[start..end]))
        {
            return start;
        }

        added = newLine + added;
        return end;
    }

    private static ToolException NoProjectFile(SetupFile file, string reason) => ToolException.Usage(
        $"'{file.Path}' is no file of MSBuild that something can be added to: {reason}. Nothing was changed.");

    private static IEnumerable<string> Above(string project, string root, string name)
    {
        for (var folder = Path.GetDirectoryName(project);
            folder is not null;
            folder = folder == root ? null : Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file))
            {
                yield return file;
            }
        }
    }

    [GeneratedRegex("""(Include|Update)\s*=\s*["']GrowthGuard\.Analyzers["']""", RegexOptions.IgnoreCase)]
    private static partial Regex MentionsPackage();

    [GeneratedRegex(@"<ManagePackageVersionsCentrally[^>]*>\s*true\s*<", RegexOptions.IgnoreCase)]
    private static partial Regex ManagesVersions();

    [GeneratedRegex(@"<Import\s[^>]*(GetPathOfFileAbove|GetDirectoryNameOfFileAbove|\.\.[/\\])", RegexOptions.IgnoreCase)]
    private static partial Regex ImportsAbove();
}
