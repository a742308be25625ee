namespace GrowthGuard.Testing.Hosting;

/// <summary>The files that say what the tested assembly runs with.</summary>
/// <param name="DependencyFile">Its <c>.deps.json</c>; null when there is none.</param>
/// <param name="RuntimeConfig">Its <c>.runtimeconfig.json</c>.</param>
internal sealed record TestedAssembly(string? DependencyFile, string RuntimeConfig)
{
    /// <summary>
    /// Finds the files of an assembly: its own, or, for a library that a test project uses, those of the program in the same folder.
    /// </summary>
    /// <exception cref="MemoryRunException">There are none, or there is a choice.</exception>
    public static TestedAssembly Find(string assemblyFile)
    {
        RequireFile(assemblyFile);
        if (!File.Exists(assemblyFile))
        {
            throw new MemoryRunException(RunFailure.Setup, $"There is no assembly '{assemblyFile}'. Build it first.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(assemblyFile))!;
        var name = Path.GetFileNameWithoutExtension(assemblyFile);
        var config = Path.Combine(folder, $"{name}.runtimeconfig.json");
        if (!File.Exists(config))
        {
            config = Directory.GetFiles(folder, "*.runtimeconfig.json") switch
            {
                [var only] => only,
                [] => throw new MemoryRunException(
                    RunFailure.Setup,
                    $"'{name}' has no {name}.runtimeconfig.json, which says what runtime it needs. Put the scenario into a test project, " +
                    "or set <GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles> in its project."),
                var several => throw new MemoryRunException(
                    RunFailure.Setup,
                    $"'{name}' has no runtime configuration of its own, and its folder has several: {string.Join(", ", several.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Put the scenario into the project that runs it."),
            };
            name = Path.GetFileName(config)[..^".runtimeconfig.json".Length];
        }

        var dependencies = Path.Combine(folder, $"{name}.deps.json");
        return new TestedAssembly(File.Exists(dependencies) ? dependencies : null, config);
    }

    /// <summary>A child process loads the tested assembly from its file, and the kit from its own.</summary>
    /// <exception cref="MemoryRunException">One of them has none.</exception>
    public static void RequireFile(string assemblyFile)
    {
        if (string.IsNullOrEmpty(assemblyFile) || string.IsNullOrEmpty(typeof(TestedAssembly).Assembly.Location))
        {
            throw new MemoryRunException(
                RunFailure.Setup,
                "The assembly of the scenario or of the test kit has no file (it was published as a single file, or made in memory), so " +
                "no child process can load it. Publish without PublishSingleFile, or use MemoryFlat.InProcessAsync.");
        }
    }
}
