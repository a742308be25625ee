using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Setup;

/// <summary>Makes the workflow that checks a repository on GitHub.</summary>
internal static class WorkflowSetup
{
    public const string Resource = "setup/growthguard.yml";

    private const string Name = "growthguard.yml";

    /// <returns>The new file, or why there is none.</returns>
    public static (SetupChange? Change, string? Reason) Plan(string repository, string target, PolicyMode mode)
    {
        if (!Path.Exists(Path.Combine(repository, ".git")))
        {
            return (null, "No workflow, since this is no git repository.");
        }

        var folder = Path.Combine(repository, ".github", "workflows");
        var existing = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.y*ml").Order(StringComparer.Ordinal).ToArray() : [];
        var there = existing.FirstOrDefault(
            file => SetupFile.Read(file).Text.Contains("growthguard", StringComparison.OrdinalIgnoreCase));
        if (there is not null)
        {
            return (null, $"No workflow, since {Path.GetRelativePath(repository, there)} has one.");
        }

        if (!Directory.Exists(Path.Combine(repository, ".github")) && IsElsewhere(repository))
        {
            return (null, "No workflow, since the repository is not on GitHub: docs/ci.md has Azure Pipelines and GitLab.");
        }

        var path = Path.GetRelativePath(repository, target).Replace('\\', '/').Replace("'", "''", StringComparison.Ordinal);
        using var template = new StreamReader(typeof(WorkflowSetup).Assembly.GetManifestResourceStream(Resource)!);
        return (
            SetupChange.NewFile(
                Path.Combine(folder, Name),
                template.ReadToEnd().ReplaceLineEndings("\n")
                    .Replace("'.'", $"'{path}'", StringComparison.Ordinal)
                    .Replace("mode: default", $"mode: {mode.ToString().ToLowerInvariant()}", StringComparison.Ordinal)),
            null);
    }

    private static bool IsElsewhere(string repository)
    {
        var config = Path.Combine(repository, ".git", "config");
        return File.Exists(config) && SetupFile.Read(config).Text is var text &&
            text.Contains("url =", StringComparison.Ordinal) && !text.Contains("github.com", StringComparison.OrdinalIgnoreCase);
    }
}
