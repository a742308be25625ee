namespace GrowthGuard.Package.Tests;

/// <summary>What this repository's build calls its packages: by the history of a clone, and without one.</summary>
public sealed class VersionTests : IDisposable
{
    private static readonly string[] NoEffectOnHistory =
    [
        "-c", "user.name=x", "-c", "user.email=x@x", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("growthguard-version-").FullName;

    [Fact]
    public async Task Height_of_the_history_is_the_last_number_of_releases_alone()
    {
        WriteSources("source");
        Assert.Equal("0.1.0-local", await VersionAsync("source", "Release"));

        await GitAsync("source", "init", "--quiet", "--initial-branch=main");
        await GitAsync("source", "add", ".");
        await GitAsync("source", "commit", "--quiet", "--message=first");
        await GitAsync("source", "commit", "--quiet", "--allow-empty", "--message=second");
        await GitAsync("source", "clone", "--quiet", "--depth=1", "file://" + Path.Combine(_folder, "source"), "../shallow");

        Assert.Equal("0.1.2", await VersionAsync("source", "Release"));
        Assert.Equal("0.1.0-local", await VersionAsync("source", "Debug"));
        Assert.Equal("0.1.0-local", await VersionAsync("shallow", "Release"));
    }

    public void Dispose()
    {
        // Git writes files that cannot be written to.
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void WriteSources(string name)
    {
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "version.json", "global.json"])
        {
            Write(file, File.ReadAllText(Path.Combine(Places.Repository, file)));
        }

        Write(
            "Library/Library.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup></Project>""");
        Write(".gitignore", "artifacts/\n");

        void Write(string path, string text)
        {
            var full = Path.Combine(_folder, name, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    private async Task<string> VersionAsync(string clone, string configuration) =>
        (await RunAsync(
            clone,
            "dotnet",
            "build",
            "Library",
            "-t:Restore;GetBuildVersion",
            "-p:Configuration=" + configuration,
            "-getProperty:PackageVersion",
            "-nologo",
            "-v:quiet")).Output.Trim();

    private Task GitAsync(string clone, params string[] arguments) => RunAsync(clone, "git", [.. NoEffectOnHistory, .. arguments]);

    private async Task<DotnetRun> RunAsync(string clone, string command, params string[] arguments)
    {
        // A build server says of itself which branch it builds; that is another repository's.
        var environment = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "", ["GITHUB_REF"] = "", ["CI"] = "" };
        return (await DotnetRun.OfAsync(
            command,
            arguments,
            Path.Combine(_folder, clone),
            environment,
            TestContext.Current.CancellationToken)).Succeeded();
    }
}
