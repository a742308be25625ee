using System.Text;

namespace GrowthGuard.Tool.Building;

/// <summary>Says why there is no verdict: the build's first errors, and what to do about them.</summary>
internal static class BuildFailure
{
    private const int MostErrorsShown = 8;
    private const int MostLinesShown = 12;

    /// <summary>Advice by the start of an error's code; the first row that fits any error counts.</summary>
    private static readonly (string Code, string Advice)[] AdviceByCode =
    [
        ("NETSDK1004", "The packages are not restored: leave out --no-restore, or run 'dotnet restore' first."),
        ("NETSDK1045", "The project needs a newer .NET SDK than the one in use: install it, or change global.json."),
        ("NU", "The packages cannot be restored: see that the package sources can be reached and have these versions, then check again."),
        ("MSB40", "MSBuild cannot read a project file: fix it, then check again."),
        ("MSB50", "MSBuild cannot read the solution: fix it, or check its projects one by one."),
        ("CS", "Fix the code until 'dotnet build' succeeds, then check again."),
    ];

    public static ToolException Of(BuildTarget target, BuildOutcome outcome)
    {
        var text = new StringBuilder($"'{target.Name}' does not build, so nothing was checked.");
        if (outcome.Errors.Count > 0)
        {
            foreach (var error in outcome.Errors.Take(MostErrorsShown))
            {
                text.Append("\n  ").Append(error);
            }

            if (outcome.Errors.Count > MostErrorsShown)
            {
                text.Append($"\n  ... and {outcome.Errors.Count - MostErrorsShown} more");
            }

            return ToolException.BuildFailed(text.Append('\n').Append(AdviceFor(outcome.Errors)).ToString());
        }

        foreach (var line in outcome.LastLines.TakeLast(MostLinesShown))
        {
            text.Append("\n  ").Append(line);
        }

        return ToolException.BuildFailed(text.Append(outcome.LastLines.Any(IsAboutSdk)
            ? "\nInstall the .NET SDK that the code asks for (https://dotnet.microsoft.com/download), or change global.json."
            : "\nRun 'dotnet build' there to see what is wrong, then check again.").ToString());
    }

    private static string AdviceFor(IEnumerable<BuildError> errors)
    {
        var codes = errors.Select(error => error.Code).ToArray();
        var row = AdviceByCode.FirstOrDefault(row => codes.Any(code => code.StartsWith(row.Code, StringComparison.Ordinal)));
        return row.Advice ?? "Run 'dotnet build' to see the whole error, fix it, then check again.";
    }

    private static bool IsAboutSdk(string line) =>
        line.Contains("No .NET SDKs were found", StringComparison.Ordinal) ||
        line.Contains("compatible .NET SDK was not found", StringComparison.Ordinal);
}
