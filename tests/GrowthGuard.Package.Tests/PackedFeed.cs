using GrowthGuard.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace GrowthGuard.Package.Tests;

/// <summary>All packages of the repository, packed once for all tests into a folder that serves as a package source.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>A version that no other feed has, so that nothing can come from elsewhere.</summary>
    public const string Version = "0.1.0-packed";

    public string Folder { get; } = Directory.CreateTempSubdirectory("growthguard-feed-").FullName;

    /// <summary>Where packages of the feed are unpacked to: not where the user's are.</summary>
    public string Unpacked => Path.Combine(Folder, "unpacked");

    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            "pack", "Analyzers.sln", "--no-build", "--configuration", Places.Configuration, "--output", Folder,
            "-p:GitVersionRead=true", $"-p:Version={Version}", "-nologo", "-v:quiet",
        ];
        (await DotnetRun.OfAsync("dotnet", arguments, Places.Repository, new Dictionary<string, string>(), CancellationToken.None)).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
