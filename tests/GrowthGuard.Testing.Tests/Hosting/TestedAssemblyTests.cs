using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class TestedAssemblyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Own_files_are_taken()
    {
        var assembly = _folder.Write("Shop.dll");
        var dependencies = _folder.Write("Shop.deps.json");
        var config = _folder.Write("Shop.runtimeconfig.json");
        _folder.Write("Other.runtimeconfig.json");

        Assert.Equal(new TestedAssembly(dependencies, config), TestedAssembly.Find(assembly));
    }

    [Fact]
    public void Library_is_run_as_the_program_in_its_folder()
    {
        var assembly = _folder.Write("Library.dll");
        _folder.Write("Library.deps.json");
        var dependencies = _folder.Write("Shop.Tests.deps.json");
        var config = _folder.Write("Shop.Tests.runtimeconfig.json");

        Assert.Equal(new TestedAssembly(dependencies, config), TestedAssembly.Find(assembly));
    }

    [Fact]
    public void Dependency_file_may_be_missing()
    {
        var assembly = _folder.Write("Shop.dll");
        var config = _folder.Write("Shop.runtimeconfig.json");

        Assert.Equal(new TestedAssembly(null, config), TestedAssembly.Find(assembly));
    }

    [Fact]
    public void Library_alone_is_refused_with_what_to_do() => Refused(_folder.Write("Library.dll"), "GenerateRuntimeConfigurationFiles");

    [Fact]
    public void Library_beside_several_programs_is_refused()
    {
        _folder.Write("B.runtimeconfig.json");
        _folder.Write("A.runtimeconfig.json");

        Refused(_folder.Write("Library.dll"), "several: A.runtimeconfig.json, B.runtimeconfig.json");
    }

    [Fact]
    public void Assembly_that_is_not_there_is_refused() => Refused(Path.Combine(_folder.Path, "None.dll"), "Build it first");

    [Fact]
    public void Assembly_without_a_file_is_refused() => Refused("", "single file");

    /// <summary>What the location of each assembly is in a program that was published as a single file.</summary>
    [Fact]
    public async Task Run_in_a_single_file_is_refused_before_anything_else()
    {
        var scenario = new ScenarioReference("", typeof(FlatScenario).FullName!);

        var refusal = await Assert.ThrowsAsync<MemoryRunException>(
            () => MemoryFlat.RunAsync(scenario, new MemoryFlatOptions(), TestContext.Current.CancellationToken));

        Assert.Equal(RunFailure.Setup, refusal.Failure);
        Assert.Contains("PublishSingleFile, or use MemoryFlat.InProcessAsync", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void Refused(string assembly, string message)
    {
        var refusal = Assert.Throws<MemoryRunException>(() => TestedAssembly.Find(assembly));

        Assert.Equal(RunFailure.Setup, refusal.Failure);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
