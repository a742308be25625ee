namespace GrowthGuard.Package.Tests;

/// <summary>GG4001 to GG4003: one solution built in strict mode, unless a project says otherwise, and one program published.</summary>
public sealed class BuildRuleTests(BuildRuleTests.Builds builds) : IClassFixture<BuildRuleTests.Builds>
{
    [Theory]
    [InlineData("Lambda", "GG4002", "GG4003")]
    [InlineData("Functions", "GG4002", "GG4003")]
    [InlineData("BaseImage", "GG4002", "GG4003")]
    [InlineData("ContainerImage", "GG4002", "GG4003")]
    [InlineData("RuntimeSupport", "GG4002", "GG4003")]
    [InlineData("Deployed", "GG4002", "GG4003")]
    [InlineData("ByName", "GG4002")]
    [InlineData("WebOnLambda", "GG4002", "GG4003")]
    [InlineData("Web", "GG4003")]
    [InlineData("Worker", "GG4003")]
    [InlineData("KeptAsWarning", "GG4002")]
    [InlineData("Tested")]
    [InlineData("Quiet")]
    [InlineData("NotLow")]
    [InlineData("NoWarn")]
    [InlineData("TestProject")]
    [InlineData("Library")]
    [InlineData("Default")]
    public void Project_is_warned(string project, params string[] rules) =>
        Assert.Equal(rules.Select(rule => $"{project}.csproj: warning {rule}"), builds.Build.DiagnosticsOf(project));

    [Fact]
    public void Messages_name_project_host_and_fault()
    {
        Assert.Contains(
            "warning GG4002: 'Lambda' runs on AWS Lambda, where memory is short, and ServerGarbageCollection is on, which takes half as much memory again at its peak",
            builds.Build.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "warning GG4002: 'ByName' runs on a container of 256 MB, where memory is short, and ConcurrentGarbageCollection is off, which doubles the memory at its peak",
            builds.Build.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "warning GG4003: 'Web' has handlers (ASP.NET Core), and no test project of the repository that uses GrowthGuard.Testing refers to it",
            builds.Build.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Debug_that_a_settings_file_deploys_fails_the_build() =>
        Assert.Equal(["DeployedDebug.csproj: error GG4001"], builds.Build.DiagnosticsOf("DeployedDebug"));

    [Fact]
    public void Warning_can_be_made_an_error() => Assert.Equal(["AsError.csproj: error GG4002"], builds.Build.DiagnosticsOf("AsError"));

    [Fact]
    public void Debug_is_published_in_silence_when_that_is_meant() => Assert.Empty(builds.PublishedOnPurpose.Succeeded().Diagnostics);

    [Fact]
    public void Debug_is_published_with_a_warning() =>
        Assert.Equal(["Program.csproj: warning GG4001"], builds.PublishedDebug.Succeeded().Diagnostics);

    [Fact]
    public void Debug_is_not_published_in_strict_mode() =>
        Assert.Equal(["Program.csproj: error GG4001"], builds.PublishedStrict.Failed().Diagnostics);

    [Fact]
    public void Release_is_published_in_silence() => Assert.Empty(builds.PublishedRelease.Succeeded().Diagnostics);

    /// <summary>The builds; they are the slow part, so that all tests look at the same ones.</summary>
    public sealed class Builds(PackedFeed feed) : IAsyncLifetime
    {
        private const string Lambda = "<AWSProjectType>Lambda</AWSProjectType>";
        private const string ServerCollector = "<ServerGarbageCollection>true</ServerGarbageCollection>";
        private const string Untested = "<GrowthGuardHandlers>none</GrowthGuardHandlers>";

        private readonly Workspace _workspace = new(feed);

        internal DotnetRun Build { get; private set; } = null!;

        internal DotnetRun PublishedDebug { get; private set; } = null!;

        internal DotnetRun PublishedStrict { get; private set; } = null!;

        internal DotnetRun PublishedOnPurpose { get; private set; } = null!;

        internal DotnetRun PublishedRelease { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var projects = new List<string>();
            _workspace.Write(
                "Directory.Build.props",
                "<Project><PropertyGroup><GrowthGuardMode>strict</GrowthGuardMode><UseAppHost>false</UseAppHost></PropertyGroup></Project>");
            Add("Lambda", Lambda + ServerCollector);
            Add("Functions", "<AzureFunctionsVersion>v4</AzureFunctionsVersion><ServerGarbageCollection>true</ServerGarbageCollection>");
            Add("BaseImage", ServerCollector);
            _workspace.Write("BaseImage/Dockerfile", "FROM public.ecr.aws/lambda/dotnet:10\nCOPY publish .\n");
            Add(
                "ByName",
                "<GrowthGuardLowMemoryHost>a container of 256 MB</GrowthGuardLowMemoryHost><ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>");
            Add("WebOnLambda", Lambda, sdk: "Microsoft.NET.Sdk.Web");
            Add("Web", sdk: "Microsoft.NET.Sdk.Web");
            Add("Tested", Lambda);
            _workspace.Write(
                "tests/Tested.Tests.csproj",
                """<Project><ItemGroup><PackageReference Include="GrowthGuard.Testing" /><ProjectReference Include="../Tested/Tested.csproj" /></ItemGroup></Project>""");
            Add("Quiet", Lambda + Untested);
            Add("NotLow", Lambda + ServerCollector + Untested + "<GrowthGuardLowMemoryHost>none</GrowthGuardLowMemoryHost>");
            Add(
                "ContainerImage",
                ServerCollector + "<ContainerBaseImage>mcr.microsoft.com/azure-functions/dotnet-isolated:4</ContainerBaseImage>");
            _workspace.WritePackage("Amazon.Lambda.RuntimeSupport", ("lib/netstandard2.0/_._", ""));
            Add(
                "RuntimeSupport",
                ServerCollector,
                items: $"""<ItemGroup><PackageReference Include="Amazon.Lambda.RuntimeSupport" Version="{PackedFeed.Version}" /></ItemGroup>""");
            Add("Deployed", ServerCollector);
            _workspace.Write(
                "Deployed/aws-lambda-tools-defaults.json",
                """{ "function-runtime": "dotnet10", "configuration" : "Release" }""");
            Add("Worker", sdk: "Microsoft.NET.Sdk.Worker");
            Add("AsError", Lambda + ServerCollector + Untested + "<MSBuildWarningsAsErrors>GG4002</MSBuildWarningsAsErrors>");
            Add(
                "KeptAsWarning",
                Lambda + ServerCollector + Untested +
                "<MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors><GrowthGuardTreatWarningsAsErrors>false</GrowthGuardTreatWarningsAsErrors>");
            Add("NoWarn", Lambda + ServerCollector + "<NoWarn>$(NoWarn);GG4001,GG4002,GG4003</NoWarn>");
            _workspace.Write("NoWarn/aws-lambda-tools-defaults.json", """{ "configuration": "Debug" }""");
            Add("TestProject", Lambda + ServerCollector + "<IsTestProject>true</IsTestProject>");
            Add("Library", ServerCollector);
            Add("Default", Lambda + ServerCollector + "<GrowthGuardMode>default</GrowthGuardMode>");
            Add("DeployedDebug", Untested);
            _workspace.Write(
                "DeployedDebug/aws-lambda-tools-defaults.json",
                """{ "function-runtime": "dotnet10", "configuration" : "debug" }""");
            _workspace.WriteSolution("All.slnx", projects);
            Build = (await _workspace.BuildAsync("All.slnx")).Failed();

            _workspace.WriteProject("Program", "<OutputType>Exe</OutputType>");
            _workspace.Write("Program/Program.cs", "System.Console.WriteLine();");
            PublishedDebug = await PublishAsync("-c", "Debug", "-p:GrowthGuardMode=default");
            PublishedStrict = await PublishAsync("-c", "Debug");
            PublishedOnPurpose = await PublishAsync("-c", "Debug", "-p:NoWarn=GG4001");
            PublishedRelease = await PublishAsync();

            void Add(string name, string properties = "", string items = "", string sdk = "Microsoft.NET.Sdk")
            {
                _workspace.WriteProject(name, properties, items, sdk);
                _workspace.Write($"{name}/Program.cs", sdk == "Microsoft.NET.Sdk" ? "class Fine;" : "System.Console.WriteLine();");
                projects.Add(name);
            }
        }

        public ValueTask DisposeAsync()
        {
            _workspace.Dispose();
            return ValueTask.CompletedTask;
        }

        private Task<DotnetRun> PublishAsync(params string[] arguments) =>
            _workspace.DotnetAsync(["publish", "Program", "-nologo", "-tl:off", "-v:quiet", .. arguments]);
    }
}
