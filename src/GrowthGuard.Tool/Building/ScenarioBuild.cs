namespace GrowthGuard.Tool.Building;

/// <summary>Builds the project that has a scenario, and copies what it makes to a folder.</summary>
/// <param name="Configuration">Of the build, such as <c>Release</c>.</param>
/// <param name="Framework">The framework, when the project has several; null when it has one.</param>
internal sealed record ScenarioBuild(string Configuration, string? Framework)
{
    private const int MostErrorsShown = 3;

    /// <summary>Builds a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="shownRoot">What paths in the symbols start with, in place of <paramref name="root"/>; null for no other.</param>
    /// <param name="root">The folder that holds all sources.</param>
    /// <param name="output">Where to put what is built; the folder is made.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <returns>The assembly in the output folder.</returns>
    /// <exception cref="ToolException">The project does not build: <see cref="ExitCodes.BuildFailed"/>.</exception>
    public async Task<string> RunAsync(string project, string root, string? shownRoot, string output, CancellationToken cancellation)
    {
        using var folder = new CheckFolder(Path.GetTempPath());
        var errors = new List<BuildError>();
        var lastLine = "";
        var exitCode = await DotnetProcess.RunAsync(
            "dotnet",
            Arguments(project, root, shownRoot, folder.Logs),
            Path.GetDirectoryName(project)!,
            Keep,
            cancellation);
        if (exitCode != 0)
        {
            var said = errors.Count == 0
                ? lastLine
                : string.Join("; ", errors.Distinct().Take(MostErrorsShown).Select(error => $"{error.Code} {error.Text}".Trim()));
            throw ToolException.BuildFailed($"it does not build: {said}");
        }

        var assembly = AssemblyIn(folder.Logs, Path.GetFileNameWithoutExtension(project));
        CopyFolder(Path.GetDirectoryName(assembly)!, output);
        return Path.Combine(output, Path.GetFileName(assembly));

        void Keep(string line)
        {
            if (BuildError.Parse(line) is { } error)
            {
                errors.Add(error);
            }

            lastLine = line.Length > 0 ? line : lastLine;
        }
    }

    private IEnumerable<string> Arguments(string project, string root, string? shownRoot, string folder)
    {
        // Nodes that are reused would keep the properties and our output streams.
        string[] fixedArguments =
        [
            "build", project, "-nologo", "-tl:off", "-nodeReuse:false", "-verbosity:quiet", "-consoleLoggerParameters:NoSummary;ErrorsOnly",
            $"--configuration={Configuration}",
        ];
        var properties = new List<(string Name, string Value)>(TargetsHook.PropertiesFor("GrowthGuard.Scenario.targets", chosen: []))
        {
            ("GrowthGuardAssemblyFolder", folder),
            // A weakness that became known since then is no error of the commit.
            ("NuGetAudit", "false"),
        };
        if (shownRoot is not null && (root + shownRoot).IndexOfAny([',', '=']) < 0)
        {
            properties.Add(("PathMap", $"{root}={shownRoot}"));
        }

        IEnumerable<string> arguments =
        [
            .. fixedArguments,
            .. properties.Select(property => MSBuildText.Property(property.Name, property.Value))
        ];
        return Framework is { } framework ? arguments.Append($"--framework={framework}") : arguments;
    }

    private string AssemblyIn(string folder, string project) =>
        Directory.GetFiles(folder, $"{project}.*.txt")
            .Select(file => File.ReadAllText(file).Trim())
            .Where(File.Exists)
            .Order(StringComparer.Ordinal).ToList() switch
        {
            [var only] => only,
            [] => throw ToolException.BuildFailed("it makes no assembly."),
            _ => throw ToolException.Usage($"'{project}' builds for several frameworks: choose one with --framework NAME."),
        };

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
        }
    }
}
