namespace GrowthGuard.Package.Tests;

/// <summary>One solution with a project for each way to set the policy, built once.</summary>
public sealed class PolicyTests(PolicyTests.Solution solution) : IClassFixture<PolicyTests.Solution>
{
    private const string Leak = "PriceCache.cs";

    [Theory]
    [InlineData("Unset", "warning")]
    [InlineData("Default", "warning")]
    [InlineData("Strict", "error")]
    [InlineData("StrictInOtherCase", "error")]
    [InlineData("StrictInTargets", "error")]
    [InlineData("StrictButSilenced", null)]
    [InlineData("Advisory", null)]
    [InlineData("Off", null)]
    [InlineData("OffButAsked", "warning")]
    [InlineData("WarningsAreErrors", "error")]
    [InlineData("KeptAsWarnings", "warning")]
    [InlineData("StrictAndKept", "error")]
    [InlineData("GlobalConfig", "error")]
    [InlineData("StrictButSilencedByGlobalConfig", null)]
    [InlineData("BulkOfCategory", "error")]
    [InlineData("BulkOfAll", null)]
    [InlineData("Excluded", null)]
    [InlineData("NoWarn", null)]
    public void Level_of_the_leak(string project, string? level) =>
        Assert.Equal(level is null ? [] : [$"{Leak}: {level} GG1001"], solution.Build.DiagnosticsOf(project));

    [Fact]
    public void Wrong_mode_is_one_error()
    {
        Assert.Equal(["GrowthGuard.BuildRules.targets: error GG0001"], solution.Build.DiagnosticsOf("WrongMode"));
        Assert.Contains(
            "'strikt' is no value of the property GrowthGuardMode: write off, advisory, default or strict.",
            solution.Build.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bounded")]
    [InlineData("BoundedAbove")]
    [InlineData("BoundedByHand")]
    public void Bounds_file_is_found(string project) => Assert.Empty(solution.Build.DiagnosticsOf(project));

    [Theory]
    [InlineData("MistypedOption", ".editorconfig")]
    [InlineData("MistypedGlobalOption", ".globalconfig")]
    public void Mistyped_option_is_reported_where_it_stands(string project, string file)
    {
        Assert.Equal([$"{file}: warning GG5003", $"{Leak}: warning GG1001"], solution.Build.DiagnosticsOf(project));
        Assert.Contains(
            $"{Path.Combine(project, file)}(2,1): warning GG5003: Option 'growthguard.exclude_symbols' does not exist; did you mean 'growthguard.excluded_symbols'?",
            solution.Build.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FactsAbove")]
    [InlineData("FactsFromPackage")]
    [InlineData("FactsThroughProject")]
    public void Facts_files_are_found(string project) =>
        Assert.Equal(["GrowthGuard.facts.shop.txt: warning GG5002", $"{Leak}: warning GG1001"], solution.Build.DiagnosticsOf(project));

    [Fact]
    public void Census_file_is_found()
    {
        Assert.Equal(["GrowthGuard.census.json: warning GG1011", $"{Leak}: warning GG1001"], solution.Build.DiagnosticsOf("Census"));
        Assert.Contains("warning GG1011: 'GrowthGuard.census.json' is not JSON", solution.Build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OtherRoot")]
    [InlineData("InClone")]
    [InlineData("InWorkTree")]
    public void File_above_the_last_folder_is_not_found(string project) =>
        Assert.Equal([$"{Leak}: warning GG1001"], solution.Build.DiagnosticsOf(project));

    /// <summary>The build; it is the slow part, so that all tests look at the same one.</summary>
    public sealed class Solution(PackedFeed feed) : IAsyncLifetime
    {
        private readonly Workspace _workspace = new(feed);

        internal DotnetRun Build { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var projects = new List<string>();
            WriteModes();
            WriteFiles();
            _workspace.WriteSolution("All.slnx", projects);
            Build = (await _workspace.BuildAsync("All.slnx")).Failed();

            void Add(string name, string properties = "", string items = "")
            {
                _workspace.WriteLeakyProject(name, properties, items);
                projects.Add(name);
            }

            void WriteModes()
            {
                Add("Unset");
                Add("Default", Mode("default"));
                Add("Strict", Mode("strict"));
                Add("StrictInOtherCase", Mode("Strict"));
                Add("StrictInTargets");
                _workspace.Write(
                    "StrictInTargets/Directory.Build.targets",
                    $"<Project><PropertyGroup>{Mode("strict")}</PropertyGroup></Project>");
                Add("StrictButSilenced", Mode("strict"));
                _workspace.Write("StrictButSilenced/.editorconfig", "[*.cs]\ndotnet_diagnostic.GG1001.severity = none\n");
                Add("Advisory", Mode("advisory"));
                Add("Off", Mode("off"));
                Add("OffButAsked", Mode("off"));
                _workspace.Write("OffButAsked/.editorconfig", "[*.cs]\ndotnet_diagnostic.GG1001.severity = warning\n");
                Add("WrongMode", Mode("strikt"));
                Add("WarningsAreErrors", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
                Add(
                    "KeptAsWarnings",
                    "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><GrowthGuardTreatWarningsAsErrors>false</GrowthGuardTreatWarningsAsErrors>");
                Add("StrictAndKept", Mode("strict") + "<GrowthGuardTreatWarningsAsErrors>false</GrowthGuardTreatWarningsAsErrors>");
                Add("GlobalConfig");
                _workspace.Write("GlobalConfig/.globalconfig", "is_global = true\ndotnet_diagnostic.GG1001.severity = error\n");
                Add("BulkOfCategory");
                _workspace.Write(
                    "BulkOfCategory/.editorconfig",
                    "[*.cs]\ndotnet_analyzer_diagnostic.category-GrowthGuard.StaticGrowth.severity = error\n");
                Add("BulkOfAll");
                _workspace.Write("BulkOfAll/.editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n");
                Add("StrictButSilencedByGlobalConfig", Mode("strict"));
                _workspace.Write(
                    "StrictButSilencedByGlobalConfig/.globalconfig",
                    "is_global = true\ndotnet_diagnostic.GG1001.severity = none\n");
                Add("Excluded");
                _workspace.Write("Excluded/.editorconfig", "[*.cs]\ngrowthguard.excluded_symbols = T:Shop.PriceCache\n");
                Add("Census");
                _workspace.Write("Census/GrowthGuard.census.json", "nonsense");
                Add("MistypedOption");
                _workspace.Write("MistypedOption/.editorconfig", "[*.cs]\ngrowthguard.exclude_symbols = T:Shop.PriceCache\n");
                Add("MistypedGlobalOption");
                _workspace.Write(
                    "MistypedGlobalOption/.globalconfig",
                    "is_global = true\ngrowthguard.exclude_symbols = T:Shop.PriceCache\n");
                Add("NoWarn", "<NoWarn>$(NoWarn);GG1001</NoWarn>");
            }

            void WriteFiles()
            {
                const string Bound = "F:Shop.PriceCache.Prices = unbounded  # one entry per product of the catalogue\n";
                const string WrongFact = "keyd Shop.PriceTable\n";
                Add("Bounded");
                _workspace.Write("Bounded/GrowthGuard.bounds.txt", Bound);

                // Two projects below one folder; one of them looks no further than its own.
                Add("area/BoundedAbove");
                Add("area/OtherRoot", "<GrowthGuardRoot>$(MSBuildProjectDirectory)</GrowthGuardRoot>");
                _workspace.Write("area/GrowthGuard.bounds.txt", Bound);

                // Repositories in it: a clone, and a work tree, where .git is a file.
                Add("area/clone/InClone");
                _workspace.Write("area/clone/.git/HEAD", "ref: refs/heads/main\n");
                Add("area/tree/InWorkTree");
                _workspace.Write("area/tree/.git", "gitdir: ../clone/.git/worktrees/tree\n");

                // Given by hand too: named twice, the compiler would report its errors twice.
                Add("BoundedByHand", items: """<ItemGroup><AdditionalFiles Include="GrowthGuard.bounds.txt" /></ItemGroup>""");
                _workspace.Write("BoundedByHand/GrowthGuard.bounds.txt", Bound);

                Add("facts/FactsAbove");
                _workspace.Write("facts/GrowthGuard.facts.shop.txt", WrongFact);

                _workspace.WritePackage(
                    "Shop.Tables",
                    ("buildTransitive/Shop.Tables.targets",
                    """<Project><ItemGroup><AdditionalFiles Include="$(MSBuildThisFileDirectory)GrowthGuard.facts.shop.txt" /></ItemGroup></Project>"""),
                    ("buildTransitive/GrowthGuard.facts.shop.txt", WrongFact));
                Add(
                    "FactsFromPackage",
                    items: $"""<ItemGroup><PackageReference Include="Shop.Tables" Version="{PackedFeed.Version}" /></ItemGroup>""");
                Add(
                    "FactsThroughProject",
                    items: """<ItemGroup><ProjectReference Include="../FactsFromPackage/FactsFromPackage.csproj" /></ItemGroup>""");
            }
        }

        public ValueTask DisposeAsync()
        {
            _workspace.Dispose();
            return ValueTask.CompletedTask;
        }

        private static string Mode(string mode) => $"<GrowthGuardMode>{mode}</GrowthGuardMode>";
    }
}
