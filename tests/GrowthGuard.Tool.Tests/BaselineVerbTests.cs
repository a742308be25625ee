using System.Text;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool.Tests;

/// <summary>The verbs of <c>growthguard baseline</c>, on projects that are built.</summary>
public sealed class BaselineVerbTests : IDisposable
{
    private static readonly AcceptOptions Local = new([]) { IsContinuousIntegration = false };

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Debt_is_accepted_and_may_only_shrink()
    {
        Directory.CreateDirectory(_scratch.PathOf(".git"));
        _scratch.WriteProject("App");
        _scratch.Write("App/Cache.cs", Checking.Class("Cache", "Leaky"));
        var options = Checking.Of(_scratch, "App");
        Assert.Equal(1, (await Tool.CheckAsync(options)).ExitCode);

        // Accepted once, and again with nothing to do.
        options = options with { NoRestore = true };
        var accepted = await Tool.AcceptAsync(options, Local with { Reason = "evicts from 1.9 on" });
        Assert.Equal(
            (0, "+ GG1001 F:Shop.Cache.Leaky\nAccepted 1 finding in App/GrowthGuard.baseline.txt.\n"),
            (accepted.ExitCode, accepted.Out.ReplaceLineEndings("\n")));
        Assert.Equal("GG1001 F:Shop.Cache.Leaky  # evicts from 1.9 on\n", Baseline("App"));
        var again = await Tool.AcceptAsync(options, Local with { IsContinuousIntegration = true });
        Assert.Equal((0, "Nothing to accept."), (again.ExitCode, again.Out.Trim()));
        var check = await Tool.CheckAsync(options with { Output = new OutputOptions(SarifFile: "log.sarif") });
        Assert.StartsWith("No violations in 1 project (1 in the baseline), ", Assert.Single(check.Lines), StringComparison.Ordinal);
        Assert.Contains(
            "\"kind\": \"external\",\n              \"justification\": \"evicts from 1.9 on\"",
            (await File.ReadAllTextAsync(_scratch.PathOf("log.sarif"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"),
            StringComparison.Ordinal);

        // A new leak fails, moved and reformatted debt does not.
        _scratch.Write(
            "App/Moved.cs",
            "\n\n" + Checking.Class("Cache", "Leaky").Replace("readonly", "\nreadonly", StringComparison.Ordinal));
        _scratch.Write("App/Cache.cs", Checking.Class("Other", "LeakyToo"));
        var failed = await Tool.CheckAsync(options);
        Assert.Equal(1, failed.ExitCode);
        Assert.StartsWith("App/Cache.cs(5,79): warning GG1001", failed.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1 violation in 1 project (1 warning, 1 in the baseline), ", failed.Lines[1], StringComparison.Ordinal);

        // In CI nothing is added unless that is said.
        var refused = await Tool.AcceptAsync(options, Local with { IsContinuousIntegration = true });
        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains(
            "In CI a baseline only shrinks, and 1 line would be new or larger:\n  GG1001 F:Shop.Other.LeakyToo\n",
            refused.Error.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Equal("GG1001 F:Shop.Cache.Leaky  # evicts from 1.9 on\n", Baseline("App"));
        Assert.Equal("Nothing to accept.", (await Tool.AcceptAsync(options, Local with { Only = ["GG1008"] })).Out.Trim());
        Assert.Equal(
            0,
            (await Tool.AcceptAsync(
                options,
                new AcceptOptions(["GG1001"], AllowIncrease: true) { IsContinuousIntegration = true })).ExitCode);
        Assert.Equal("GG1001 F:Shop.Cache.Leaky  # evicts from 1.9 on\nGG1001 F:Shop.Other.LeakyToo\n", Baseline("App"));

        // What is fixed must leave the baseline.
        _scratch.Write("App/Moved.cs", Checking.Class("Cache", "Fine"));
        var stale = await Tool.CheckAsync(options with { HoldsBaseline = true, Mode = PolicyMode.Advisory });
        Assert.Equal(1, stale.ExitCode);
        Assert.StartsWith(
            "App/GrowthGuard.baseline.txt(1,1): warning GG5001: Baseline line 'GG1001 F:Shop.Cache.Leaky' matches no finding any more; delete it",
            stale.Lines[0],
            StringComparison.Ordinal);
        Assert.Equal(0, (await Tool.CheckAsync(options with { Mode = PolicyMode.Advisory })).ExitCode);
        Assert.Equal("Nothing to prune.", (await Tool.PruneAsync(options, "GG1008")).Out.Trim());
        var pruned = await Tool.PruneAsync(options);
        Assert.Equal((0, "- GG1001 F:Shop.Cache.Leaky\nPruned 1 line.\n"), (pruned.ExitCode, pruned.Out.ReplaceLineEndings("\n")));
        Assert.Equal("GG1001 F:Shop.Other.LeakyToo\n", Baseline("App"));
        Assert.Equal(0, (await Tool.CheckAsync(options with { HoldsBaseline = true })).ExitCode);
    }

    /// <summary>By the rules themselves, since they are several.</summary>
    [Fact]
    public async Task Only_the_rule_that_is_asked_for_is_accepted_whatever_its_level()
    {
        _scratch.WriteProject("App");
        _scratch.Write("App/PriceCache.cs", """
            using System.Collections.Generic;

            public class PriceCache
            {
                private static readonly Dictionary<string, int> Prices = new();

                public void Handle(string sku) => Prices[string.Intern(sku)] = 1;
            }
            """);
        string[] inAdvisoryMode = ["--mode", "advisory", "--allow-increase"];

        // Everything is information in this mode, and fails nothing.
        Assert.Equal("Nothing to accept.", (await AcceptAsync()).Out.Trim());
        Assert.Equal("+ GG1010 M:PriceCache.Handle(System.String)", (await AcceptAsync("--no-restore", "--only", "GG1010")).Lines[0]);
        Assert.Equal("GG1010 M:PriceCache.Handle(System.String)\n", Baseline("App"));
        Assert.Equal("+ GG1001 F:PriceCache.Prices", (await AcceptAsync("--no-restore", "--only", "GG1010", "--only", "GG1001")).Lines[0]);
        Assert.Equal("GG1001 F:PriceCache.Prices\nGG1010 M:PriceCache.Handle(System.String)\n", Baseline("App"));

        async Task<ToolResult> AcceptAsync(params string[] more)
        {
            var result = await Tool.RunAsync(["baseline", "accept", _scratch.PathOf("App"), .. inAdvisoryMode, .. more]);
            Assert.True(result.ExitCode == ExitCodes.Clean, result.Error);
            return result;
        }
    }

    [Fact]
    public async Task Mark_of_the_encoding_and_line_ends_are_kept()
    {
        _scratch.WriteProject("App");
        _scratch.Write("App/Cache.cs", Checking.Class("Cache", "Leaky"));
        var file = _scratch.PathOf("App/GrowthGuard.baseline.txt");
        await File.WriteAllTextAsync(
            file,
            "# Schulden \u00FC\r\nGG1001 F:Shop.Gone.Leaky\r\n",
            Encoding.UTF8,
            TestContext.Current.CancellationToken);
        var options = Checking.Of(_scratch, "App") with { IsWhole = true };

        Assert.Equal(0, (await Tool.AcceptAsync(options, Local)).ExitCode);
        Assert.Equal(0, (await Tool.PruneAsync(options with { NoRestore = true })).ExitCode);

        Assert.Equal(
            "\uFEFF# Schulden \u00FC\r\nGG1001 F:Shop.Cache.Leaky\r\n"u8.ToArray(),
            await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Name_of_a_baseline_may_hold_what_separates_lines_and_words()
    {
        // Windows has no such names.
        var name = OperatingSystem.IsWindows() ? "GrowthGuard.baseline%0A;'s.txt" : "GrowthGuard.baseline\n%0A;'s\r.txt";
        _scratch.WriteProject("App");
        _scratch.Write("App/Cache.cs", Checking.Class("Cache", "Leaky"));
        _scratch.Write($"App/{name}", "GG1001 F:Shop.Cache.Leaky\n");
        var result = await Tool.CheckAsync(Checking.Of(_scratch, "App"));

        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        Assert.StartsWith("No violations in 1 project (1 in the baseline), ", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_above_several_projects()
    {
        Directory.CreateDirectory(_scratch.PathOf(".git"));
        _scratch.WriteProject("One");
        _scratch.WriteProject("Two", frameworks: "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        _scratch.Write("One/Cache.cs", Checking.Class("One", "Leaky"));
        _scratch.Write("Two/Cache.cs", Checking.Class("Two", "Leaky"));
        _scratch.Write("All.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /></Solution>""");
        var baseline = _scratch.PathOf("GrowthGuard.baseline.txt");
        await File.WriteAllTextAsync(
            baseline,
            "# Debt\r\n\r\nGG1001 F:Shop.Gone.Leaky\r\nGG1002 F:Shop.One.Leaky # of strict mode\r\n",
            Encoding.Unicode,
            TestContext.Current.CancellationToken);
        var all = Checking.Of(_scratch, "All.slnx");
        var one = Checking.Of(_scratch, "One") with { NoRestore = true };

        // Comments, line ends, encoding and what is stale stay.
        var accepted = await Tool.AcceptAsync(all, Local);
        Assert.True(accepted.ExitCode == 0, accepted.Error);
        Assert.Equal(
            "# Debt\r\n\r\nGG1001 F:Shop.Gone.Leaky\r\nGG1001 F:Shop.One.Leaky\r\nGG1001 F:Shop.Two.Leaky\r\nGG1002 F:Shop.One.Leaky # of strict mode\r\n",
            await File.ReadAllTextAsync(baseline, TestContext.Current.CancellationToken));
        Assert.Equal([0xFF, 0xFE], (await File.ReadAllBytesAsync(baseline, TestContext.Current.CancellationToken))[..2]);
        Assert.False(File.Exists(_scratch.PathOf("One/GrowthGuard.baseline.txt")));

        // Only a check that sees all projects can say what is stale.
        Assert.StartsWith(
            "No violations in 1 project (1 in the baseline), ",
            Assert.Single((await Tool.CheckAsync(one)).Lines),
            StringComparison.Ordinal);
        var partly = await Tool.PruneAsync(one);
        Assert.Equal((0, "Nothing to prune."), (partly.ExitCode, partly.Out.Trim()));
        Assert.Contains(
            "2 lines of GrowthGuard.baseline.txt matched nothing but may be about projects that were not built (Two/Two.csproj)",
            partly.Error,
            StringComparison.Ordinal);
        all = all with { NoRestore = true };
        var whole = await Tool.CheckAsync(all);
        Assert.Equal(1, whole.ExitCode);
        Assert.StartsWith("GrowthGuard.baseline.txt(3,1): warning GG5001: ", whole.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1 violation (1 warning, 2 in the baseline), ", whole.Lines[1], StringComparison.Ordinal);
        Assert.Equal("- GG1001 F:Shop.Gone.Leaky", (await Tool.PruneAsync(all)).Lines[0]);

        // A file of its own is nearer; two that accept the same are one too many.
        _scratch.Write("One/GrowthGuard.baseline.txt", "GG1001 F:Shop.One.Leaky\n");
        Assert.Equal(["- GG1001 F:Shop.One.Leaky", "Pruned 1 line."], (await Tool.PruneAsync(all)).Lines);
    }

    [Theory]
    [InlineData("<<<<<<< HEAD", "is the mark of a merge conflict")]
    [InlineData("GG1001 F:Shop.Cache.Leaky why", "is not understood")]
    public async Task Faulty_line_is_not_written_over(string line, string part)
    {
        _scratch.WriteProject("App");
        _scratch.Write("App/Cache.cs", Checking.Class("Cache", "Leaky"));
        var text = $"# Debt\n{line}\n";
        var file = _scratch.Write("App/GrowthGuard.baseline.txt", text);
        var options = Checking.Of(_scratch, "App");

        var accepted = await Tool.AcceptAsync(options, Local);
        AssertRefused(accepted);
        AssertRefused(await Tool.PruneAsync(options with { NoRestore = true }));
        var check = await Tool.CheckAsync(options with { NoRestore = true });
        Assert.Contains(
            check.Lines,
            shown => shown.StartsWith("App/GrowthGuard.baseline.txt(2,1): warning GG5001", StringComparison.Ordinal));
        Assert.Equal(1, check.ExitCode);

        void AssertRefused(ToolResult result)
        {
            Assert.Equal(ExitCodes.Usage, result.ExitCode);
            Assert.Contains($"{file}(2): line '{line}' {part}", result.Error, StringComparison.Ordinal);
            Assert.Equal(text, Baseline("App"));
        }
    }

    [Theory]
    [InlineData("none.txt", "The baseline cannot be read: ")]
    [InlineData("latin1.txt", "is no UTF-8 text")]
    [InlineData("folder", "The baseline cannot be read: ")]
    public async Task Baseline_that_cannot_be_read(string name, string part)
    {
        _scratch.Write("App/App.csproj", "this would not build");
        await File.WriteAllBytesAsync(_scratch.PathOf("latin1.txt"), [0x23, 0xE4, 0xF6], TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_scratch.PathOf("folder"));
        var result = await Tool.CheckAsync(Checking.Of(_scratch, "App") with { Mode = PolicyMode.Off, Baselines = [name] });

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(part, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private string Baseline(string folder) => File.ReadAllText(_scratch.PathOf(folder + "/GrowthGuard.baseline.txt"));
}
