using System.IO.Compression;
using System.Xml.Linq;

namespace GrowthGuard.Package.Tests;

/// <summary>Compares each package with the list of what must be in it, and nothing else.</summary>
public sealed class PackageContentTests(PackedFeed feed)
{
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["GrowthGuard.Analyzers.nupkg"] =
        [
            "README.md",
            "analyzers/dotnet/cs/GrowthGuard.Analyzers.dll",
            "analyzers/dotnet/cs/GrowthGuard.CodeFixes.dll",
            "build/GrowthGuard.Analyzers.targets",
            "build/GrowthGuard.BuildRules.targets",
            "build/GrowthGuard.Files.targets",
            "build/modes/GrowthGuard.Rules.targets",
            "build/modes/GrowthGuard.advisory.globalconfig",
            "build/modes/GrowthGuard.default.globalconfig",
            "build/modes/GrowthGuard.off.globalconfig",
            "build/modes/GrowthGuard.strict.globalconfig",
            "icon.png",
        ],
        ["GrowthGuard.Annotations.nupkg"] =
        [
            "README.md",
            "icon.png",
            "lib/netstandard2.0/GrowthGuard.Annotations.dll",
            "lib/netstandard2.0/GrowthGuard.Annotations.xml",
        ],
        ["GrowthGuard.Annotations.snupkg"] = ["lib/netstandard2.0/GrowthGuard.Annotations.pdb"],
        ["GrowthGuard.Diagnostics.AspNetCore.nupkg"] =
        [
            "README.md",
            "icon.png",
            "lib/net10.0/GrowthGuard.Diagnostics.AspNetCore.dll",
            "lib/net10.0/GrowthGuard.Diagnostics.AspNetCore.xml",
            "lib/net8.0/GrowthGuard.Diagnostics.AspNetCore.dll",
            "lib/net8.0/GrowthGuard.Diagnostics.AspNetCore.xml",
        ],
        ["GrowthGuard.Diagnostics.AspNetCore.snupkg"] =
        [
            "lib/net10.0/GrowthGuard.Diagnostics.AspNetCore.pdb",
            "lib/net8.0/GrowthGuard.Diagnostics.AspNetCore.pdb",
        ],
        ["GrowthGuard.Diagnostics.nupkg"] =
        [
            "README.md",
            "icon.png",
            "lib/net10.0/GrowthGuard.Diagnostics.dll",
            "lib/net10.0/GrowthGuard.Diagnostics.xml",
            "lib/net8.0/GrowthGuard.Diagnostics.dll",
            "lib/net8.0/GrowthGuard.Diagnostics.xml",
            "schemas/census-1.schema.json",
            "schemas/census-diff-1.schema.json",
        ],
        ["GrowthGuard.Diagnostics.snupkg"] = ["lib/net10.0/GrowthGuard.Diagnostics.pdb", "lib/net8.0/GrowthGuard.Diagnostics.pdb"],
        ["GrowthGuard.Testing.nupkg"] =
        [
            "README.md",
            "icon.png",
            "lib/net8.0/GrowthGuard.Testing.dll",
            "lib/net8.0/GrowthGuard.Testing.xml",
        ],
        ["GrowthGuard.Testing.snupkg"] = ["lib/net8.0/GrowthGuard.Testing.pdb"],
        ["GrowthGuard.Testing.Heap.nupkg"] =
        [
            "README.md",
            "icon.png",
            "lib/net8.0/GrowthGuard.Testing.Heap.dll",
            "lib/net8.0/GrowthGuard.Testing.Heap.xml",
        ],
        ["GrowthGuard.Testing.Heap.snupkg"] = ["lib/net8.0/GrowthGuard.Testing.Heap.pdb"],
        ["GrowthGuard.Testing.Xunit.nupkg"] =
        [
            "README.md",
            "icon.png",
            "lib/net8.0/GrowthGuard.Testing.Xunit.dll",
            "lib/net8.0/GrowthGuard.Testing.Xunit.xml",
        ],
        ["GrowthGuard.Testing.Xunit.snupkg"] = ["lib/net8.0/GrowthGuard.Testing.Xunit.pdb"],
        ["growthguard.nupkg"] =
        [
            "README.md",
            "icon.png",
            "tools/net10.0/any/Dia2Lib.dll",
            "tools/net10.0/any/DotNetEnv.dll",
            "tools/net10.0/any/DotnetToolSettings.xml",
            "tools/net10.0/any/GrowthGuard.Analyzers.dll",
            "tools/net10.0/any/GrowthGuard.Diagnostics.dll",
            "tools/net10.0/any/GrowthGuard.Diagnostics.pdb",
            "tools/net10.0/any/GrowthGuard.Diagnostics.xml",
            "tools/net10.0/any/GrowthGuard.Testing.dll",
            "tools/net10.0/any/GrowthGuard.Testing.pdb",
            "tools/net10.0/any/GrowthGuard.Testing.xml",
            "tools/net10.0/any/HdrHistogram.dll",
            "tools/net10.0/any/Microsoft.Diagnostics.FastSerialization.dll",
            "tools/net10.0/any/Microsoft.Diagnostics.NETCore.Client.dll",
            "tools/net10.0/any/Microsoft.Diagnostics.Tracing.TraceEvent.dll",
            "tools/net10.0/any/Microsoft.Extensions.Caching.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.Configuration.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.Configuration.dll",
            "tools/net10.0/any/Microsoft.Extensions.DependencyInjection.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.Diagnostics.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.FileProviders.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.Hosting.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.Logging.Abstractions.dll",
            "tools/net10.0/any/Microsoft.Extensions.Options.dll",
            "tools/net10.0/any/Microsoft.Extensions.Primitives.dll",
            "tools/net10.0/any/Spectre.Console.Ansi.dll",
            "tools/net10.0/any/Spectre.Console.dll",
            "tools/net10.0/any/Sprache.dll",
            "tools/net10.0/any/System.CommandLine.dll",
            "tools/net10.0/any/TraceReloggerLib.dll",
            "tools/net10.0/any/build/GrowthGuard.BuildRules.targets",
            "tools/net10.0/any/build/GrowthGuard.Check.targets",
            "tools/net10.0/any/build/GrowthGuard.Files.targets",
            "tools/net10.0/any/build/GrowthGuard.Scenario.targets",
            "tools/net10.0/any/build/modes/GrowthGuard.Rules.targets",
            "tools/net10.0/any/growthguard.deps.json",
            "tools/net10.0/any/growthguard.dll",
            "tools/net10.0/any/growthguard.pdb",
            "tools/net10.0/any/growthguard.runtimeconfig.json",
        ],
        ["growthguard.snupkg"] =
        [
            "tools/net10.0/any/GrowthGuard.Diagnostics.pdb",
            "tools/net10.0/any/GrowthGuard.Testing.pdb",
            "tools/net10.0/any/growthguard.pdb"
        ],
    };

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Fact]
    public void There_are_these_packages() =>
        Assert.Equal(
            Expected.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(feed.Folder, "*nupkg").Select(Path.GetFileName).Select(Unversioned!).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public void Content_is_exactly_this(string name)
    {
        using var package = Open(name);

        Assert.Equal(
            Expected[name],
            package.Entries.Select(entry => entry.FullName).Where(path => !IsContainerPart(path)).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void Package_says_where_it_is_from(string name)
    {
        var metadata = Metadata(name);

        Assert.Equal("https://github.com/growthguard/growthguard", Element(metadata, "repository").Attribute("url")?.Value);
        Assert.Matches("^[0-9a-f]{40}$", Element(metadata, "repository").Attribute("commit")?.Value);
        if (!name.EndsWith(".snupkg", StringComparison.Ordinal))
        {
            Assert.Equal("MIT", Element(metadata, "license").Value);
            Assert.Equal(("icon.png", "README.md"), (Element(metadata, "icon").Value, Element(metadata, "readme").Value));
            Assert.NotEmpty(Element(metadata, "tags").Value);
        }
    }

    [Theory]
    [InlineData("GrowthGuard.Analyzers.nupkg", true)]
    [InlineData("GrowthGuard.Annotations.nupkg", false)]
    public void Package_brings_no_dependency(string name, bool developmentOnly)
    {
        var metadata = Metadata(name);

        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal(
            developmentOnly,
            metadata.Elements().Any(element => element.Name.LocalName == "developmentDependency" && element.Value == "true"));
    }

    /// <summary>Packages of one release are tested together, so none may be combined with another of an older one.</summary>
    [Theory]
    [InlineData("GrowthGuard.Testing.Xunit.nupkg", "GrowthGuard.Testing")]
    [InlineData("GrowthGuard.Testing.Heap.nupkg", "GrowthGuard.Testing")]
    [InlineData("GrowthGuard.Diagnostics.AspNetCore.nupkg", "GrowthGuard.Diagnostics")]
    public void Package_depends_on_its_own_version_exactly(string name, string dependency) =>
        Assert.All(
            Metadata(name).Descendants()
                .Where(element => element.Name.LocalName == "dependency" && element.Attribute("id")?.Value == dependency)
                .Select(element => element.Attribute("version")?.Value)
                .DefaultIfEmpty(),
            version => Assert.Equal($"[{PackedFeed.Version}]", version));

    private static string Unversioned(string file) => file.Replace($".{PackedFeed.Version}.", ".", StringComparison.Ordinal);

    // Every package of NuGet's has these.
    private static bool IsContainerPart(string path) =>
        path.StartsWith("_rels/", StringComparison.Ordinal) || path.StartsWith("package/", StringComparison.Ordinal)
            || path.EndsWith(".nuspec", StringComparison.Ordinal) || path == "[Content_Types].xml";

    private static XElement Element(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name);

    private XElement Metadata(string name)
    {
        using var package = Open(name);
        using var text = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(text).Root!.Elements().Single();
    }

    private ZipArchive Open(string name) =>
        ZipFile.OpenRead(Path.Combine(feed.Folder, Path.ChangeExtension(name, $"{PackedFeed.Version}{Path.GetExtension(name)}")));
}
