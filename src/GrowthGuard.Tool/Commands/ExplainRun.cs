using System.Globalization;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>
/// Explains a rule, or builds the project of a file in strict mode, where each rule is on, and explains what is found there.
/// </summary>
internal sealed class ExplainRun(ExplainOptions options, ToolConsole console)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var explanation = new Explanation(options.Rule, options.Place is null ? null : await FindAsync(options.Place, cancellation));
        console.Out.Write(ExplainFormat.Of(options.Format, explanation, new ShownPaths(options.Build.CurrentDirectory)));
        return ExitCodes.Clean;
    }

    private async Task<ExplainedPlace> FindAsync(string place, CancellationToken cancellation)
    {
        var (file, line) = Parse(place);
        var project = ProjectOf(file, place);
        var build = await CheckedBuild.RunAsync(options.Build with { Path = project, Mode = PolicyMode.Strict }, console, cancellation);
        var inFile = build.Report.Findings.Where(finding => Touches(finding, file, line: null)).ToList();
        return new ExplainedPlace(
            file,
            line,
            [.. inFile.Where(finding => finding.Rule.Id == options.Rule.Id && Touches(finding, file, line))],
            inFile);
    }

    private (string File, int? Line) Parse(string place)
    {
        if (place.LastIndexOf(':') is > 0 and var colon &&
            int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
        {
            return (Existing(place[..colon]), line);
        }

        return (Existing(place), null);
    }

    private string Existing(string file)
    {
        var full = Path.GetFullPath(file, options.Build.CurrentDirectory);
        return File.Exists(full)
            ? full
            : throw ToolException.Usage($"The file '{file}' does not exist. Write a file of a project, or a line of it as FILE:LINE.");
    }

    /// <summary>The nearest project at or above the file.</summary>
    private static string ProjectOf(string file, string place)
    {
        var root = BuildTarget.FindRepository(Path.GetDirectoryName(file)!);
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = folder == root ? null : Path.GetDirectoryName(folder))
        {
            var projects = Directory.GetFiles(folder, "*.csproj");
            if (projects is [var project])
            {
                return project;
            }

            if (projects.Length > 1)
            {
                throw ToolException.Usage(
                    $"'{folder}' holds {projects.Length} projects, so the one of '{place}' is not known: use 'growthguard check' with " +
                    "one of them.");
            }
        }

        throw ToolException.Usage($"No project at or above '{place}' was found.");
    }

    private static bool Touches(Finding finding, string file, int? line) =>
        finding.Related.Prepend(finding.Place).Any(at => at.File == file && (line is null || at.Line <= line && line <= at.EndLine));
}
