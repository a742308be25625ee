using System.Text;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Setup;

namespace GrowthGuard.Tool.Tests;

public sealed class InitTests : IDisposable
{
    private const string Reference = "    <PackageReference Include=\"GrowthGuard.Analyzers\" Version=\"1.2.3\" PrivateAssets=\"all\" />\n";
    private const string Global = "    <GlobalPackageReference Include=\"GrowthGuard.Analyzers\" Version=\"1.2.3\" />\n";
    private const string Central =
        "<Project>\n  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>\n</Project>\n";

    private readonly Scratch _scratch = new();

    public InitTests() => _scratch.Write(".git/HEAD", "ref: refs/heads/main\n");

    [Fact]
    public async Task Dry_run_shows_what_yes_writes_and_nothing_is_written_twice()
    {
        _scratch.WriteProject("Shop");
        _scratch.Write("Shop/Cache.cs", Checking.Class("Cache", "Leaky"));
        var before = _scratch.UserFiles();

        var dry = await InitAsync("", dryRun: true);
        Assert.Equal((0, ""), (dry.ExitCode, dry.Error));
        Assert.Equal(before, _scratch.UserFiles());
        Assert.EndsWith("Nothing was written (--dry-run).", dry.Out.TrimEnd(), StringComparison.Ordinal);

        var all = await InitAsync("", yes: true);
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        string[] made = ["Shop/Directory.Build.props", "Shop/GrowthGuard.baseline.txt", ".github/workflows/growthguard.yml"];
        Assert.Equal(made.Order(StringComparer.Ordinal), Added(before));
        Assert.All(made, file => Assert.Contains($"New file {file}:", dry.Out, StringComparison.Ordinal));
        Assert.Contains("GG1001 F:Shop.Cache.Leaky\n", File.ReadAllText(_scratch.PathOf(made[1])), StringComparison.Ordinal);
        Assert.Contains("  + GG1001 F:Shop.Cache.Leaky", dry.Lines.Select(line => "  " + line));
        Assert.Contains("path: 'Shop/Shop.csproj'", File.ReadAllText(_scratch.PathOf(made[2])), StringComparison.Ordinal);
        var written = _scratch.UserFiles();

        // What was written is found, is not written again, and accepts what was found.
        var again = await InitAsync("", yes: true, isRestored: true);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(written, _scratch.UserFiles());
        Assert.Contains("GrowthGuard.Analyzers is in Shop/Directory.Build.props already", again.Out, StringComparison.Ordinal);
        Assert.Contains("There is a baseline already", again.Out, StringComparison.Ordinal);
        Assert.Contains("growthguard.yml has one.", again.Out, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written.", again.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_answered_with_yes_is_written()
    {
        _scratch.WriteProject("Shop");
        _scratch.Write("Shop/Cache.cs", Checking.Class("Cache", "Leaky"));
        var before = _scratch.UserFiles();

        var result = await InitAsync("no\ny\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["Shop/GrowthGuard.baseline.txt"], Added(before));
        Assert.Contains("Write Shop/Directory.Build.props? [y/N] ", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 file written. Next: growthguard check.", result.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_answers_nothing_is_built_or_written()
    {
        var result = await Tool.RunAsync("init", _scratch.PathOf("none"));

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains("give --yes to write everything, or --dry-run", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PolicyMode.Default, "")]
    [InlineData(PolicyMode.Strict, "  <PropertyGroup>\n    <GrowthGuardMode>strict</GrowthGuardMode>\n  </PropertyGroup>\n")]
    public void New_file_is_made_where_there_is_none(PolicyMode mode, string properties)
    {
        var change = Assert.Single(Plan(mode, "src/Shop/Shop.csproj", "src/Lib/Lib.csproj").Changes);

        Assert.Equal((_scratch.PathOf("Directory.Build.props"), null), (change.Path, change.Before));
        Assert.Equal($"<Project>\n{properties}  <ItemGroup>\n{Reference}  </ItemGroup>\n</Project>\n", change.Added);
    }

    [Fact]
    public void File_that_is_there_keeps_its_text_line_ends_and_mark()
    {
        var file = _scratch.PathOf("Directory.Build.props");
        const string Text = "<Project>\r\n  <!-- ours é -->\r\n  <PropertyGroup />\r\n</Project>\r\n";
        File.WriteAllText(file, Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Single(Plan(PolicyMode.Default, "src/Shop/Shop.csproj").Changes).Write();

        Assert.Equal(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text.Replace(
                "</Project>",
                $"  <ItemGroup>\r\n{Reference.ReplaceLineEndings("\r\n")}  </ItemGroup>\r\n</Project>",
                StringComparison.Ordinal))],
            File.ReadAllBytes(file));
    }

    [Fact]
    public void File_of_one_line_stays_well_formed()
    {
        _scratch.Write("Directory.Build.props", "<Project><PropertyGroup /></Project>");

        Assert.Single(Plan(PolicyMode.Default, "Shop/Shop.csproj").Changes).Write();

        Assert.Equal(
            $"<Project><PropertyGroup />\n  <ItemGroup>\n{Reference}  </ItemGroup>\n</Project>",
            File.ReadAllText(_scratch.PathOf("Directory.Build.props")));
    }

    [Theory]
    [InlineData(Central, "<Project />")]
    [InlineData("<Project>\n</Project>\n", Central)]
    public void Central_package_management_gets_a_global_reference(string packages, string props)
    {
        _scratch.Write("Directory.Packages.props", packages);
        _scratch.Write("Directory.Build.props", props);

        var change = Assert.Single(Plan(PolicyMode.Default, "src/Shop/Shop.csproj").Changes);

        Assert.Equal(_scratch.PathOf("Directory.Packages.props"), change.Path);
        Assert.Equal($"  <ItemGroup>\n{Global}  </ItemGroup>\n", change.Added);
    }

    [Fact]
    public void Packages_file_without_central_management_is_left_alone()
    {
        _scratch.Write("Directory.Packages.props", Central.Replace("true", "false", StringComparison.Ordinal));

        var change = Assert.Single(Plan(PolicyMode.Default, "Shop/Shop.csproj").Changes);

        Assert.EndsWith("Directory.Build.props", change.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Project>\n</Project>", "src/Directory.Build.props", "Directory.Build.props")]
    [InlineData(
        "<Project>\n  <Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\" />\n</Project>",
        "Directory.Build.props")]
    public void File_nearer_to_a_project_hides_the_one_above_unless_it_imports_it(string nearer, params string[] changed)
    {
        _scratch.Write("Directory.Build.props", "<Project>\n</Project>");
        _scratch.Write("src/Directory.Build.props", nearer);

        Assert.Equal(
            changed.Select(_scratch.PathOf).Order(StringComparer.Ordinal),
            Plan(PolicyMode.Default, "src/Shop/Shop.csproj", "test/Tests.csproj").Changes.Select(change => change.Path));
    }

    [Theory]
    [InlineData("Shop/Shop.csproj", "<PackageReference Include=\"GrowthGuard.Analyzers\" Version=\"1.0.0\" />")]
    [InlineData("Directory.Build.targets", "<PackageReference Include='growthguard.analyzers' />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"GrowthGuard.Analyzers\" Version=\"1.0.0\" />")]
    public void Package_that_is_there_is_left_alone(string file, string item)
    {
        _scratch.Write(file, $"<Project><ItemGroup>{item}</ItemGroup></Project>");

        var (changes, installed) = Plan(PolicyMode.Default, "Shop/Shop.csproj");

        Assert.Empty(changes);
        Assert.Equal(_scratch.PathOf(file), installed);
    }

    [Theory]
    [InlineData("<Project>")]
    [InlineData("<Project />")]
    [InlineData("<Targets></Targets>")]
    [InlineData("")]
    public void File_that_nothing_can_be_added_to_is_said(string text)
    {
        _scratch.Write("Directory.Build.props", text);

        var exception = Assert.Throws<ToolException>(() => Plan(PolicyMode.Default, "Shop/Shop.csproj"));

        Assert.Equal(ExitCodes.Usage, exception.ExitCode);
        Assert.Contains(
            "Directory.Build.props' is no file of MSBuild that something can be added to",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_made_meanwhile_is_not_overwritten()
    {
        var change = SetupChange.NewFile(_scratch.PathOf("new.txt"), "ours");
        _scratch.Write("new.txt", "theirs");
        _scratch.Write("Directory.Build.props", "<Project>\n</Project>\n");
        var edit = Assert.Single(Plan(PolicyMode.Default, "Shop/Shop.csproj").Changes);
        _scratch.Write("Directory.Build.props", "<Project>\n  <!-- theirs -->\n</Project>\n");

        Assert.Throws<ToolException>(change.Write);
        Assert.Throws<ToolException>(edit.Write);

        Assert.Equal("theirs", File.ReadAllText(_scratch.PathOf("new.txt")));
        Assert.Contains("theirs", File.ReadAllText(_scratch.PathOf("Directory.Build.props")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("[remote \"origin\"]\n\turl = https://github.com/shop/shop.git\n", true)]
    [InlineData("[remote \"origin\"]\n\turl = https://gitlab.com/shop/shop.git\n", false)]
    public void Workflow_is_made_for_GitHub_only(string config, bool isMade)
    {
        _scratch.Write(".git/config", config);

        var (change, reason) = WorkflowSetup.Plan(_scratch.Root, _scratch.PathOf("it's/Shop.sln"), PolicyMode.Strict);

        Assert.Equal((isMade, !isMade), (change is not null, reason is not null));
        if (isMade)
        {
            Assert.Contains("          path: 'it''s/Shop.sln'\n          mode: strict\n", change!.Added, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _scratch.Dispose();

    private IEnumerable<string> Added(IReadOnlyDictionary<string, string> before) =>
        _scratch.UserFiles().Keys.Except(before.Keys).Select(file => file.Replace('\\', '/')).Order(StringComparer.Ordinal);

    private (IReadOnlyList<SetupChange> Changes, string? Installed) Plan(PolicyMode mode, params string[] projects) =>
        PackageSetup.Plan(_scratch.Root, _scratch.Root, [.. projects.Select(_scratch.PathOf)], "1.2.3", mode);

    private Task<ToolResult> InitAsync(string answers, bool yes = false, bool dryRun = false, bool isRestored = false) =>
        Tool.InitAsync(new InitOptions(Checking.Of(_scratch, "Shop") with { NoRestore = isRestored }, yes, dryRun), answers);
}
