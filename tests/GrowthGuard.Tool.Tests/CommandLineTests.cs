namespace GrowthGuard.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("'--bogus'", "check", "--bogus")]
    [InlineData("'--bogus'", "check", ".", "--bogus")]
    [InlineData("'chekc'", "chekc")]
    [InlineData("'xml' is not a value of --format: choose one of text, json, github, markdown.", "check", "--format", "xml")]
    [InlineData("'loud' is not a value of --mode: choose one of off, advisory, default, strict.", "check", "--mode", "loud")]
    [InlineData("'Key' is not a property: write --property NAME=VALUE.", "check", "--property", "Key")]
    [InlineData("'--bogus'", "baseline", "accept", "--bogus")]
    [InlineData("'--bogus'", "gate", "--bogus")]
    [InlineData("'GG5001' that a baseline can accept", "baseline", "accept", "--only", "GG5001")]
    [InlineData("'nonsense' that a baseline can accept", "baseline", "prune", "--only", "nonsense")]
    [InlineData("'loud' is not a value of --mode", "gate", "x.sarif", "--mode", "loud")]
    [InlineData("See 'growthguard baseline accept --help'", "baseline", "accept", "--only", "nonsense")]
    public async Task Wrong_command_line_is_answered_with_one_line(string part, params string[] args)
    {
        var result = await Tool.RunAsync(args);

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains(part, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("gate")]
    public async Task Name_that_starts_with_an_at_sign_is_a_name(string verb)
    {
        using var scratch = new Scratch();
        var words = scratch.Write("words.txt", "--help");
        var result = await Tool.RunAsync(verb, $"@{words}");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains($"'@{words}' does not exist", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_that_starts_with_an_at_sign_is_a_name()
    {
        using var scratch = new Scratch();
        scratch.WriteProject("App", items: """
            <Target Name="Say" BeforeTargets="CoreCompile"><Message Importance="high" Text="built as $(Configuration)" /></Target>
            """);
        var result = await Tool.RunAsync("check", scratch.PathOf("App"), "-c", "@words", "--verbosity", "detailed");

        Assert.Contains("built as @words", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("baseline")]
    [InlineData("baseline", "accept")]
    [InlineData("gate")]
    [InlineData]
    public async Task Help_is_no_error(params string[] command)
    {
        var result = await Tool.RunAsync([.. command, "--help"]);

        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Contains("Usage:", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bare_call_shows_the_verbs()
    {
        var result = await Tool.RunAsync();

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("Usage:", result.Out, StringComparison.Ordinal);
        Assert.Contains("check", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_reach_the_build_and_the_shipped_analyzers_load()
    {
        using var scratch = new Scratch();
        scratch.WriteProject("App", items: """
            <Target Name="Say" BeforeTargets="CoreCompile"><Message Importance="high" Text="built as $(Configuration), $(Extra)" /></Target>
            """);
        scratch.Write("App/Fine.cs", "class Fine;");
        var result = await Tool.RunAsync("check", scratch.PathOf("App"), "-c", "Release", "-p", "Extra=a=b", "-v", "detailed");

        Assert.True(result.ExitCode == ExitCodes.Clean, result.Error);
        Assert.Contains("built as Release, a=b", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("No violations in 1 project, ", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mode_off_builds_nothing_and_still_writes_its_outputs()
    {
        using var scratch = new Scratch();
        var project = scratch.Write("App.csproj", "this would not build");
        var log = scratch.PathOf("out/log.sarif");
        var result = await Tool.RunAsync("check", project, "--mode", "off", "--format", "json", "--sarif", log);

        Assert.Equal((ExitCodes.Clean, "[]"), (result.ExitCode, result.Out.Trim()));
        Assert.Contains(
            "\"results\": []",
            await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_that_cannot_be_written_is_said()
    {
        using var scratch = new Scratch();
        var project = scratch.Write("App.csproj", "this would not build");
        var result = await Tool.RunAsync("check", project, "--mode", "off", "--sarif", project + "/log.sarif");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
    }
}
