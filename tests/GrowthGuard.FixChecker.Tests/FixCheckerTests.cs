using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.FixChecker.Checking;
using GrowthGuard.FixChecker.Loading;

namespace GrowthGuard.FixChecker.Tests;

/// <summary>What the checker says of fixes that do harm, each in its own way, and of one that does none.</summary>
public sealed class FixCheckerTests : IDisposable
{
    private const string Leak = """
        using System.Collections.Generic;

        public static class Prices
        {
            // By key.
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key) => Cache[key] = 1;
        }

        """;

    private const string Field = "    private static readonly Dictionary<string, int> Cache = new();\n";
    private const string Use = "Cache[key] = 1;";
    private const string Harmless = "_ = key;";

    private readonly string _folder = Directory.CreateTempSubdirectory("fixes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fix_that_removes_the_growth_has_no_problem(bool isCrlf)
    {
        var report = await CheckAsync(
            new TextFix(text => text.Replace(Use, Harmless, StringComparison.Ordinal)),
            isCrlf ? LineEnds.Crlf : LineEnds.Lf);

        Assert.Empty(report.Problems);
        Assert.Equal((1, 1, 1, 3), (report.Projects, report.Findings, report.Applied, report.AppliedAll));
    }

    [Theory]
    [InlineData(Problem.NewError, Use, "Missing[key] = 1;")]
    [InlineData(Problem.FindingLeft, "// By key.", "// By key.\n    // And by nothing else.")]
    [InlineData(
        Problem.NewFinding,
        Field,
        Field + "\n    private static readonly List<string> Keys = new();\n\n    public static void Add(string key) => Keys.Add(key);\n")]
    [InlineData(Problem.OneLine, Field + "\n", "    private static readonly Dictionary<string, int> Cache = new(); ")]
    [InlineData(Problem.BlankLines, Field, Field + "\n\n")]
    [InlineData(Problem.TrailingBlanks, Use, Harmless + "  ")]
    [InlineData(Problem.Lost, "    // By key.\n", "")]
    [InlineData(Problem.NoChange, "", "")]
    public async Task A_harm_is_reported_one_by_one_and_for_Fix_All(string kind, string old, string made)
    {
        var report = await CheckAsync(new TextFix(text => old.Length == 0 ? text : text.Replace(old, made, StringComparison.Ordinal)));

        Assert.Equal(4, report.Problems.Count(problem => problem.Kind == kind));
    }

    [Fact]
    public async Task Line_ends_of_another_kind_are_reported_in_either_kind_of_file()
    {
        var fix = new TextFix(text => text.Replace(
            Use,
            Harmless + (text.Contains('\r', StringComparison.Ordinal) ? "\n" : "\r\n"),
            StringComparison.Ordinal));

        Assert.Contains((await CheckAsync(fix, LineEnds.Lf)).Problems, problem => problem.Kind == Problem.LineEnds);
        Assert.Contains((await CheckAsync(fix, LineEnds.Crlf)).Problems, problem => problem.Kind == Problem.LineEnds);
    }

    [Fact]
    public async Task A_fix_that_can_be_applied_for_ever_is_reported()
    {
        var report = await CheckAsync(new TextFix(text => text + "// again\n"));

        Assert.Contains(report.Problems, problem => problem.Kind == Problem.AppliesAgain);
    }

    [Fact]
    public async Task An_exception_is_reported_with_its_place()
    {
        var report = await CheckAsync(new TextFix(_ => throw new InvalidOperationException("no such node")));

        var problem = report.Problems[0];
        Assert.Equal(Problem.Exception, problem.Kind);
        Assert.EndsWith("Prices.cs(6)", problem.Place, StringComparison.Ordinal);
        Assert.Contains("no such node", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fix_that_does_not_end_is_reported_and_left_behind()
    {
        var never = new TaskCompletionSource<string>();

        var report = await CheckAsync(new TextFix((_, _) => never.Task), timeOut: TimeSpan.FromMilliseconds(50));

        // Roslyn holds sessions open while a fix is at work, and ends the process when one is collected that nobody has closed.
        never.SetCanceled(TestContext.Current.CancellationToken);
        Assert.All(report.Problems, problem => Assert.Equal(Problem.TimeOut, problem.Kind));
        Assert.NotEmpty(report.Problems);
    }

    private async Task<Report> CheckAsync(TextFix fix, LineEnds ends = LineEnds.Lf, TimeSpan? timeOut = null)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Shop.csproj"), """<Project Sdk="Microsoft.NET.Sdk" />""");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Prices.cs"), Leak);
        var (solution, projects) = SolutionLoader.Load(_folder, ends, new ReferenceAssemblies([]));
        var report = new Report(TextWriter.Null, showsChanges: true);
        await new SolutionCheck(
            solution,
            new FixSet([new StaticCollectionGrowsAnalyzer()], [fix]),
            report,
            new CheckOptions(timeOut ?? TimeSpan.FromMinutes(2), int.MaxValue)).RunAsync(projects);
        return report;
    }
}
