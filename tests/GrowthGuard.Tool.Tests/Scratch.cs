namespace GrowthGuard.Tool.Tests;

/// <summary>A folder for one test, outside of every repository, whose name has what breaks careless quoting.</summary>
internal sealed class Scratch : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("grówth guard's ").FullName;

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public string Write(string relative, string text)
    {
        var file = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A project of the SDK, with no packages.</summary>
    public string WriteProject(
        string name,
        string properties = "",
        string items = "",
        string frameworks = "<TargetFramework>net10.0</TargetFramework>") =>
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{frameworks}<Nullable>enable</Nullable>{properties}</PropertyGroup>
              {items}
            </Project>
            """);

    /// <summary>All files that a build does not write, with their content.</summary>
    public IReadOnlyDictionary<string, string> UserFiles() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .ToDictionary(file => file, file => File.ReadAllText(PathOf(file)));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
