using System.Text.Json;
using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool.Tests;

/// <summary>
/// One solution with a project for each thing that a user's project may do to an injected analyzer, built twice: first in full, then
/// in strict mode with everything up to date.
/// </summary>
public sealed class InjectionTests(InjectionTests.Builds builds) : IClassFixture<InjectionTests.Builds>
{
    [Theory]
    [InlineData("Plain")]
    [InlineData("WarningsAreErrors")]
    [InlineData("MSBuildWarningsAreErrors")]
    [InlineData("Multi")]
    [InlineData("NoAnalyzers")]
    [InlineData("OwnLog")]
    [InlineData("Packaged")]
    [InlineData("MappedPaths")]
    [InlineData("MadeError")]
    [InlineData("UsesMadeError")]
    public void Finds_the_leak(string project) => Assert.Equal([$"{project}/Cache.cs"], FilesWithFindings(builds.First, project));

    [Theory]
    [InlineData("Clean")]
    [InlineData("Silenced")]
    [InlineData("NoWarn")]
    [InlineData("Pragma")]
    public void Reports_nothing(string project) => Assert.Empty(FilesWithFindings(builds.First, project));

    [Fact]
    public void Multi_targeted_project_and_linked_file_are_reported_once()
    {
        Assert.Single(Findings(builds.First), finding => File(finding) == "Multi/Cache.cs");
        var shared = Assert.Single(Findings(builds.First), finding => File(finding) == "Shared/Cache.cs");
        Assert.Equal(
            ["LinkOne/LinkOne.csproj", "LinkTwo/LinkTwo.csproj"],
            shared.GetProperty("projects").EnumerateArray().Select(project => project.GetString()));
    }

    [Fact]
    public void Finding_carries_the_evidence()
    {
        var finding = Assert.Single(Findings(builds.First), finding => File(finding) == "Plain/Cache.cs");
        Assert.Equal("GG1001", finding.GetProperty("rule").GetString());
        Assert.Equal("Static 'Leaky' grows in 100% of \"calls\"", finding.GetProperty("message").GetString());
        Assert.Equal("F:Shop.Cache.Leaky", finding.GetProperty("symbol").GetString());
        Assert.Equal((5, 79, 84), (Int(finding, "line"), Int(finding, "column"), Int(finding, "endColumn")));
        var related = Assert.Single(finding.GetProperty("related").EnumerateArray());
        Assert.Equal(("Plain/Cache.cs", 7), (File(related), Int(related, "line")));
    }

    [Fact]
    public void User_severity_stands_in_every_mode()
    {
        Assert.Equal("info", Level(builds.First, "Suggested"));
        Assert.Equal("info", Level(builds.UpToDate, "Suggested"));
        Assert.Equal("error", Level(builds.First, "MadeError"));
    }

    [Fact]
    public void Mode_decides_the_level()
    {
        Assert.Equal("warning", Level(builds.First, "Plain"));
        Assert.Equal("warning", Level(builds.First, "WarningsAreErrors"));
        Assert.Equal("error", Level(builds.UpToDate, "Plain"));
    }

    [Theory]
    [InlineData(false, "info")]
    [InlineData(true, "warning")]
    public void Rules_of_the_build_are_heard(bool strict, string level)
    {
        var finding = Assert.Single(
            Findings(strict ? builds.UpToDate : builds.First),
            finding => File(finding).StartsWith("LowMemory/", StringComparison.Ordinal));
        Assert.Equal(
            ("LowMemory/LowMemory.csproj", "GG4002", level),
            (File(finding), finding.GetProperty("rule").GetString(), finding.GetProperty("level").GetString()));
        Assert.Equal(
            "'LowMemory' runs on AWS Lambda, where memory is short, and ConcurrentGarbageCollection is off, which doubles the memory at its peak",
            finding.GetProperty("message").GetString());
    }

    [Fact]
    public void Up_to_date_projects_are_checked_again()
    {
        Assert.NotEmpty(Findings(builds.First));
        Assert.Equal(Findings(builds.First).Select(File), Findings(builds.UpToDate).Select(File));
    }

    [Fact]
    public void Violations_make_the_exit_code() => Assert.Equal((1, 1), (builds.First.ExitCode, builds.UpToDate.ExitCode));

    [Fact]
    public void Nothing_but_findings_is_written()
    {
        Assert.Equal("", builds.First.Error);
        Assert.Equal("", builds.UpToDate.Error);
    }

    [Fact]
    public void User_files_are_as_before() => Assert.Equal(builds.FilesBefore, builds.FilesAfter);

    [Fact]
    public void Temporary_folder_is_gone() => Assert.Empty(Directory.EnumerateFileSystemEntries(builds.Scratch.PathOf("tmp")));

    [Fact]
    public void Merged_log_has_each_finding_once_with_relative_paths_and_suppressions()
    {
        using var log = JsonDocument.Parse(System.IO.File.ReadAllText(builds.Scratch.PathOf("logs/first.sarif")));
        var run = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        var results = run.GetProperty("results").EnumerateArray().ToArray();

        var open = results.Where(result => !result.TryGetProperty("suppressions", out _)).Select(Uri).ToArray();
        Assert.Equal(Findings(builds.First).Select(File), open.Select(System.Uri.UnescapeDataString));
        Assert.Contains("Weird%20%C3%B1ame%2C%20%25/Cache.cs", open);
        Assert.Equal(["Pragma/Cache.cs"], results.Where(result => result.TryGetProperty("suppressions", out _)).Select(Uri));
        Assert.All(results, result => Assert.Equal("SRCROOT", Artifact(result).GetProperty("uriBaseId").GetString()));

        // The base and the paths lead back to the files.
        var root = new Uri(run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString()!);
        Assert.All(open, uri => Assert.True(System.IO.File.Exists(new Uri(root, uri).LocalPath)));
    }

    [Fact]
    public void Fingerprints_do_not_depend_on_lines()
    {
        var first = Fingerprints("logs/first.sarif");
        var second = Fingerprints("logs/second.sarif");
        Assert.NotEqual(first["Moved/Cache.cs"].Line, second["Moved/Cache.cs"].Line);
        Assert.Equal(
            first.ToDictionary(row => row.Key, row => row.Value.Fingerprint),
            second.ToDictionary(row => row.Key, row => row.Value.Fingerprint));
        Assert.Equal(first.Count, first.Values.Select(row => row.Fingerprint).Distinct().Count());
    }

    private Dictionary<string, (string Fingerprint, int Line)> Fingerprints(string log)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(builds.Scratch.PathOf(log)));
        return document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToDictionary(Uri, result => (
            result.GetProperty("partialFingerprints").EnumerateObject().Select(row => row.Value.GetString()!).Distinct().Single(),
            result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32()));
    }

    private static JsonElement Artifact(JsonElement result) =>
        result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

    private static string Uri(JsonElement result) => Artifact(result).GetProperty("uri").GetString()!;

    private static IEnumerable<string> FilesWithFindings(ToolResult result, string project) =>
        Findings(result).Select(File).Where(file => file.StartsWith(project + "/", StringComparison.Ordinal));

    private static string Level(ToolResult result, string project) =>
        Findings(result).Single(finding => File(finding) == $"{project}/Cache.cs").GetProperty("level").GetString()!;

    private static IReadOnlyList<JsonElement> Findings(ToolResult result) => JsonSerializer.Deserialize<JsonElement[]>(result.Out)!;

    private static string File(JsonElement place) => place.GetProperty("file").GetString()!;

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    /// <summary>The two builds; they are the slow part, so that all tests look at the same two.</summary>
    public sealed class Builds : IAsyncLifetime
    {
        internal Scratch Scratch { get; } = new();

        internal ToolResult First { get; private set; } = null!;

        internal ToolResult UpToDate { get; private set; } = null!;

        internal IReadOnlyDictionary<string, string> FilesBefore { get; private set; } = null!;

        internal IReadOnlyDictionary<string, string> FilesAfter { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            // Stands for a repository, so that paths are relative to it.
            Directory.CreateDirectory(Scratch.PathOf(".git"));
            WriteProjects();
            var check = Checking.Of(Scratch);
            FilesBefore = Scratch.UserFiles();
            First = await Tool.CheckAsync(check with { Output = new OutputOptions("json", "logs/first.sarif") }, CancellationToken.None);
            Assert.True(First.ExitCode == 1, First.Error);
            FilesAfter = Scratch.UserFiles().Where(file => !file.Key.StartsWith("logs", StringComparison.Ordinal)).ToDictionary();

            Scratch.Write("Moved/Cache.cs", "\n\n" + Checking.Class("Moved", "Leaky"));
            UpToDate = await Tool.CheckAsync(
                check with { Output = new OutputOptions("json", "logs/second.sarif"), Mode = PolicyMode.Strict, NoRestore = true },
                CancellationToken.None);
        }

        public ValueTask DisposeAsync()
        {
            Scratch.Dispose();
            return ValueTask.CompletedTask;
        }

        private void WriteProjects()
        {
            var projects = new List<string>();
            Add("Clean", field: "Fine");
            Add("Plain");
            Add("Moved");
            Add("Weird ñame, %");
            Add("WarningsAreErrors", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
            Add("MSBuildWarningsAreErrors", "<MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>");
            Add("Multi", frameworks: "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
            Add("OwnLog", "<ErrorLog>$(MSBuildProjectDirectory)/obj/own.sarif,version=2.1</ErrorLog>");
            Add("MappedPaths", "<PathMap>$(MSBuildProjectDirectory)=/_/</PathMap>");

            Add(
                "LowMemory",
                "<AWSProjectType>Lambda</AWSProjectType><ConcurrentGarbageCollection>false</ConcurrentGarbageCollection><GrowthGuardHandlers>none</GrowthGuardHandlers>",
                field: "Fine");

            // Its other analyzers would fail the build if they ran: once through the SDK's set, once through a package's.
            Add(
                "NoAnalyzers",
                "<RunAnalyzers>false</RunAnalyzers><TreatWarningsAsErrors>true</TreatWarningsAsErrors><AnalysisMode>All</AnalysisMode><EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>");
            Scratch.Write(
                "NoAnalyzers/.editorconfig",
                "[*.cs]\ndotnet_diagnostic.CA1051.severity = error\ndotnet_diagnostic.CA1812.severity = error\ndotnet_diagnostic.IDE0090.severity = error\n");
            Scratch.Write("NoAnalyzers/Bad.cs", "namespace Shop; internal class Unused { public int Visible = 1; }");

            // As when the package is referenced: its assembly, and its config of the same level, which says otherwise. Where
            // two disagree the compiler heeds neither.
            Add("Packaged", items: $"""
                <ItemGroup>
                  <EditorConfigFiles Include="$(MSBuildProjectDirectory)/package/GrowthGuard.strict.globalconfig" />
                  <Analyzer Include="$(MSBuildProjectDirectory)/package/GrowthGuard.Analyzers.dll" />
                </ItemGroup>
                """);
            Scratch.Write(
                "Packaged/package/GrowthGuard.strict.globalconfig",
                "is_global = true\nglobal_level = -100\ndotnet_diagnostic.GG1001.severity = error\n");
            Scratch.Write("Packaged/package/GrowthGuard.Analyzers.dll", "not an assembly");

            Add("Silenced");
            Scratch.Write("Silenced/.editorconfig", "[*.cs]\ndotnet_diagnostic.GG1001.severity = none\n");
            Add("Suggested");
            Scratch.Write("Suggested/.editorconfig", "[*.cs]\ndotnet_diagnostic.GG1001.severity = suggestion\n");
            Add("MadeError");
            Scratch.Write("MadeError/.editorconfig", "[*.cs]\ndotnet_diagnostic.GG1001.severity = error\n");
            Add("UsesMadeError", items: """<ItemGroup><ProjectReference Include="../MadeError/MadeError.csproj" /></ItemGroup>""");
            Add("NoWarn", "<NoWarn>$(NoWarn);GG1001</NoWarn>");
            Add("Pragma");
            Scratch.Write("Pragma/Cache.cs", "#pragma warning disable GG1001\n" + Checking.Class("Pragma", "Leaky"));

            Scratch.Write("Shared/Cache.cs", Checking.Class("Shared", "Leaky"));
            const string Link = """<ItemGroup><Compile Include="../Shared/Cache.cs" /></ItemGroup>""";
            projects.Add(Scratch.WriteProject("LinkOne", items: Link));
            projects.Add(Scratch.WriteProject("LinkTwo", items: Link));
            Scratch.Write(
                "All.slnx",
                $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{Path.GetRelativePath(Scratch.Root, project)}\" />"))}</Solution>");

            void Add(
                string name,
                string properties = "",
                string items = "",
                string frameworks = "<TargetFramework>net10.0</TargetFramework>",
                string field = "Leaky")
            {
                projects.Add(Scratch.WriteProject(name, properties, items, frameworks));
                var type = name == "Plain" ? "Cache" : Regex.Replace(name, @"\W", "");
                Scratch.Write($"{name}/Cache.cs", Checking.Class(type, field));
            }
        }
    }
}
