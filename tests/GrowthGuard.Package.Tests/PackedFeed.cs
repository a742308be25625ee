using GrowthGuard.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace GrowthGuard.Package.Tests;

/// <summary>All packages of the repository, packed once for all tests into a folder that serves as a package source.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>A version that no other feed has, so that nothing can come from elsewhere.</summary>
    public const string Version = "0.1.0-local";

    public string Folder { get; } = Directory.CreateTempSubdirectory("growthguard-feed-").FullName;

    /// <summary>Where packages of the feed are unpacked to: not where the user's are.</summary>
    public string Unpacked => Path.Combine(Folder, "unpacked");

    public async ValueTask InitializeAsync()
    {
        var solution = Path.Combine(Folder, "Packages.slnx");
        await File.WriteAllTextAsync(
            solution,
            $"<Solution>{string.Concat(PackableProjects().Select(project => $"<Project Path=\"{project}\" />"))}</Solution>");
        string[] arguments =
        [
            "pack", solution, "--no-build", "--configuration", Places.Configuration, "--output", Folder,
            "-p:IsVersioned=false", "-nologo", "-v:quiet",
        ];
        (await DotnetRun.OfAsync(
            "dotnet",
            arguments,
            Places.Repository,
            new Dictionary<string, string>(),
            CancellationToken.None)).Succeeded();
    }

    private static IEnumerable<string> PackableProjects() =>
        Directory.EnumerateFiles(Path.Combine(Places.Repository, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("<IsPackable>true", StringComparison.Ordinal));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
