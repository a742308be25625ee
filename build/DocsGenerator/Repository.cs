namespace GrowthGuard.DocsGenerator;

/// <summary>Where the repository is.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution, searched upwards from the running program.</summary>
    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Analyzers.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"No Analyzers.sln above {AppContext.BaseDirectory}; run this from a build inside the repository.");
    }
}
