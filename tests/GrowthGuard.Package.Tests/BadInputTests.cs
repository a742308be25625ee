using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace GrowthGuard.Package.Tests;

/// <summary>The table of errors in docs/ci.md: each row's input is given, and its message and exit code must come out.</summary>
public sealed class BadInputTests(BadInputTests.Inputs inputs) : IClassFixture<BadInputTests.Inputs>
{
    private const string ByMode = "by mode";

    /// <summary>Exit codes and levels of what is a warning in the default mode and an error in strict mode.</summary>
    private static readonly (string Mode, string? Level, int ExitCode)[] Modes =
    [
        ("advisory", null, 0),
        ("default", "warning", 1),
        ("strict", "error", 1)
    ];

    /// <summary>What is run for a row; null for what a check finds, in the mode that it is run in.</summary>
    private static readonly Dictionary<string, Func<Workspace, Task<DotnetRun>>?> Cases = new()
    {
        ["a mode that does not exist"] = workspace => workspace.BuildAsync("Shop", "-p:GrowthGuardMode=strikt"),
        ["the same for the tool"] = workspace => workspace.ToolAsync(inCI: false, "check", "Shop", "--mode", "loud"),
        ["an option that does not exist"] = null,
        ["a fact that is not understood"] = null,
        ["a bound that is not understood"] = null,
        ["a line of a baseline that is not understood"] = null,
        ["the same, when the file is to be changed"] = workspace => workspace.ToolAsync(
            inCI: false,
            "baseline",
            "prune",
            "Shop",
            "--baseline",
            "GrowthGuard.baseline.txt"),
        ["a baseline that is not there"] = workspace => workspace.ToolAsync(inCI: false, "check", "Shop", "--baseline", "none.txt"),
        ["more debt, in CI"] = workspace => workspace.ToolAsync(inCI: true, "baseline", "accept", "area/Indebted"),
        ["nothing at the path"] = workspace => workspace.ToolAsync(inCI: false, "check", "Shop/None.csproj"),
        ["code that does not compile"] = workspace => workspace.ToolAsync(inCI: false, "check", "Broken"),
        ["a log that is not there"] = workspace => workspace.ToolAsync(inCI: false, "gate", "none.sarif"),
        ["a log that is damaged"] = workspace => workspace.ToolAsync(inCI: false, "gate", "cut.sarif"),
        ["what a report folder keeps of its last report is damaged"] = workspace => workspace.ToolAsync(
            inCI: false,
            "check",
            "Shop",
            "--report",
            "damaged"),
        ["a report folder that cannot be made"] = workspace => workspace.ToolAsync(inCI: false, "check", "Shop", "--report", "cut.sarif"),
        ["`init`, where nobody can be asked"] = workspace => workspace.ToolAsync(inCI: false, "init", "Shop"),
        ["`init`, and a file of MSBuild that nothing can be added to"] = workspace => workspace.ToolAsync(
            inCI: false,
            "init",
            "odd",
            "--yes"),
        ["a log of a build without the analyzers"] = async workspace =>
        {
            await workspace.ToolAsync(inCI: false, "check", "area/Indebted", "--sarif", "analyzed.sarif");
            return await workspace.ToolAsync(inCI: false, "gate", "analyzed.sarif", "plain.sarif");
        },
        ["a history that is not there"] = workspace => workspace.ToolAsync(inCI: false, "trend", "none.jsonl"),
        ["a line of a history that is not understood"] = workspace => workspace.ToolAsync(inCI: false, "trend", "history.jsonl"),
        ["a history without a line"] = workspace => workspace.ToolAsync(inCI: false, "trend", "empty.jsonl"),
        ["a revision that does not exist"] = workspace => workspace.ToolAsync(
            inCI: false,
            "bisect",
            "Checkout",
            "--project",
            "Shop",
            "--good",
            "none",
            "--bad",
            "HEAD"),
        ["a compiler older than .NET SDK 7.0.200"] = OnOldCompilerAsync,
    };

    public static TheoryData<string, string, string> Rows => [.. Table().Select(row => (row[0], row[1], row[2]))];

    [Fact]
    public void Every_row_is_tested() => Assert.Equal(Cases.Keys, Table().Select(row => row[0]));

    [Theory, MemberData(nameof(Rows))]
    public async Task Message_and_exit_code_are_as_documented(string input, string message, string code)
    {
        if (Cases[input] is { } run)
        {
            AssertSays(
                message,
                code == "build error" ? 1 : int.Parse(code, System.Globalization.CultureInfo.InvariantCulture),
                await run(inputs.Workspace));
            return;
        }

        Assert.Equal(ByMode, code);
        foreach (var (mode, level, exitCode) in Modes)
        {
            AssertSays(
                level is null ? null : message.Replace(": warning ", $": {level} ", StringComparison.Ordinal),
                exitCode,
                inputs.Checks[mode]);
        }
    }

    private static void AssertSays(string? message, int exitCode, DotnetRun run)
    {
        Assert.True(exitCode == run.ExitCode, $"exit code {run.ExitCode}, expected {exitCode}\n{run.Output}");
        if (message is not null)
        {
            Assert.Matches(Regex.Escape(message).Replace(@"\.\.\.", ".+", StringComparison.Ordinal), run.Output);
        }
    }

    private static IEnumerable<string[]> Table() => File.ReadAllLines(Path.Combine(Places.Repository, "docs/ci.md"))
        .SkipWhile(line => line != "## Errors")
        .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .Select(cells => (string[])[cells[0], cells[1].Trim('`'), cells[2]]);

    /// <summary>No old compiler is at hand; for one of today, analyzers are too new that were made for a compiler to come.</summary>
    private static Task<DotnetRun> OnOldCompilerAsync(Workspace workspace)
    {
        var folder = Directory.CreateDirectory(workspace.PathOf("tool"));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Places.Tool)!, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Path.GetDirectoryName(Places.Tool)!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var analyzers = Path.Combine(folder.FullName, "GrowthGuard.Analyzers.dll");
        File.WriteAllBytes(analyzers, ForCompilerToCome(File.ReadAllBytes(analyzers)));
        return workspace.DotnetAsync(Path.Combine(folder.FullName, Path.GetFileName(Places.Tool)), "check", "area/Indebted");
    }

    private static byte[] ForCompilerToCome(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var metadata = image.GetMetadataReader();
        var compiler = metadata.AssemblyReferences.Single(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) ==
            "Microsoft.CodeAnalysis");

        // A row begins with the major version.
        var row = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef) +
            ((MetadataTokens.GetRowNumber(compiler) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        BinaryPrimitives.WriteUInt16LittleEndian(assembly.AsSpan(row), 99);
        return assembly;
    }

    /// <summary>Projects with all that can be wrong, and the checks of them, which are slow.</summary>
    public sealed class Inputs(PackedFeed feed) : IAsyncLifetime
    {
        internal Workspace Workspace { get; } = new(feed);

        internal Dictionary<string, DotnetRun> Checks { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Workspace.WriteProject("Shop");
            Workspace.Write(
                "Shop/PriceCache.cs",
                Workspace.Leak.Replace(
                    "private static",
                    "// bound: one entry per product\n        private static",
                    StringComparison.Ordinal));
            Workspace.Write(
                "Shop/.editorconfig",
                string.Concat(Enumerable.Repeat("# Layout\n", 10)) + "[*.cs]\ngrowthguard.exclude_symbols = T:Shop.Gone\n");
            Workspace.Write("Shop/GrowthGuard.facts.txt", "# Own types\n\n\nkeyd Shop.PriceTable\n");
            Workspace.Write("Shop/GrowthGuard.bounds.txt", "F:Shop.PriceCache.Prices = twelve\n");
            Workspace.Write("GrowthGuard.baseline.txt", "# Debt\nGG1001 F:Shop.PriceCache.Prices because\n");
            Workspace.WriteLeakyProject("area/Indebted");
            Workspace.Write("area/.git/HEAD", "ref: refs/heads/main\n");
            Workspace.WriteProject("Broken");
            Workspace.Write("Broken/Broken.cs", "class Broken { int M() => missing; }");
            Workspace.Write("cut.sarif", """{ "version": "2.1.0", "runs": [ """);
            Workspace.Write(
                "plain.sarif",
                """{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "Microsoft (R) Visual C# Compiler" } }, "results": [] } ] }""");
            Workspace.Write("damaged/growthguard.json", """{ "version": 1 """);
            Workspace.Write(
                "odd/odd.csproj",
                """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
            Workspace.Write("odd/Odd.cs", "class Odd;");
            Workspace.Write("odd/Directory.Build.props", "<Project />");
            Workspace.Write("history.jsonl", "\noops\n");
            Workspace.Write("empty.jsonl", "\n");
            foreach (var (mode, _, _) in Modes)
            {
                Checks[mode] = await Workspace.ToolAsync(inCI: false, "check", "Shop", "--mode", mode, "--whole");
            }
        }

        public ValueTask DisposeAsync()
        {
            Workspace.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
