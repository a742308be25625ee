namespace GrowthGuard.Package.Tests;

/// <summary>A class in one project, its registration in another: who sees both says that the class is a singleton.</summary>
public sealed class LayeredSolutionTests(PackedFeed feed) : IDisposable
{
    private const string Registered = "'_rates' of 'RateBook', registered as a singleton in 'Web', grows in 'Of'";

    private readonly Workspace _workspace = new(feed);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Singleton_of_another_project_is_found_by_a_check_and_by_a_gate_over_the_logs_of_a_build()
    {
        _workspace.WriteProject("Core", "<ErrorLog>../Core.sarif,version=2.1</ErrorLog>");
        _workspace.Write("Core/RateBook.cs", """
            namespace Core;

            public sealed class RateBook
            {
                private readonly Dictionary<string, decimal> _rates = new();

                public decimal Of(string currency) => _rates[currency] = currency.Length;
            }
            """);
        _workspace.WriteProject(
            "Web",
            "<OutputType>Exe</OutputType><ErrorLog>../Web.sarif,version=2.1</ErrorLog>",
            "<ItemGroup><FrameworkReference Include=\"Microsoft.AspNetCore.App\" /><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup>");
        _workspace.Write("Web/Program.cs", """
            using Microsoft.Extensions.DependencyInjection;

            new ServiceCollection().AddSingleton<Core.RateBook>();
            """);

        var build = await _workspace.BuildAsync("Web");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Empty(build.Diagnostics);
        var gate = await _workspace.ToolAsync(inCI: false, "gate", "Core.sarif", "Web.sarif");
        Assert.Contains($"warning GG1008: {Registered}", gate.Output, StringComparison.Ordinal);
        Assert.Equal(1, gate.ExitCode);

        var check = await _workspace.ToolAsync(inCI: false, "check", "Web");
        Assert.Contains($"warning GG1008: {Registered}", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, check.ExitCode);
    }
}
