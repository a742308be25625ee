using System.Collections.Concurrent;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Analyzers.Options;
using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.Analyzers.Rules.Policy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Tests.Robustness;

/// <summary>Bounds, facts, baselines and configs that nobody would write: what they cost does not grow faster than they do.</summary>
public sealed class HostileFileTests
{
    private const int Many = 20_000;

    private static readonly Dictionary<string, Func<DiagnosticAnalyzer>> ByFile = new()
    {
        ["GrowthGuard.bounds.txt"] = () => new WrongBoundAnalyzer(),
        ["GrowthGuard.facts.txt"] = () => new FactsFileAnalyzer(),
        ["GrowthGuard.baseline.txt"] = () => new BaselineAnalyzer(),
        [".editorconfig"] = () => new OptionsAnalyzer(),
    };

    private static readonly string[] Forms =
    [
        "{0}", "x{0}", "{0}x", "=#=#=#{0}",
        "F:A.B{0}=1", "F:A.B ={0}1", "F:A.B = 1{0}# x", "F:A.B = unbounded{0}x",
        "GG1001{0}F:A.B", "GG1001 F:A.B{0}x2", "GG1001 F:A.B{0}x2{0}#{0}x{0}",
        "growthguard.excluded_symbols{0}=", "growthguard.excluded_symbols ={0}T:A{0}", "growthguard.excluded_symbols = T:A{0}|{0}x",
        "growable{0}A.B adds{0}Add",
    ];

    public static TheoryData<string, string> Lines()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in ByFile.Keys)
        {
            // The place of the blanks in a line.
            foreach (var line in Forms)
            {
                data.Add(file, line);
            }
        }

        return data;
    }

    /// <summary>With a regular expression some of these took minutes.</summary>
    [Theory, MemberData(nameof(Lines))]
    public async Task Line_of_blanks_is_read(string file, string line)
    {
        foreach (var blank in (char[])[' ', '\t', '\u00A0'])
        {
            var findings = await AnalyzeAsync(file, line.Replace("{0}", new string(blank, Many), StringComparison.Ordinal));

            Assert.True(findings.Count <= 1);
            Assert.All(findings, finding => Assert.InRange(finding.GetMessage().Length, 1, 1000));
        }
    }

    [Theory]
    [InlineData("GrowthGuard.bounds.txt", "what is this?")]
    [InlineData("GrowthGuard.facts.txt", "nothing of the sort")]
    [InlineData("GrowthGuard.baseline.txt", "GG9999 F:A.B")]
    [InlineData(".editorconfig", "growthguard.nothing = 1")]
    public async Task Only_so_many_faults_are_listed(string file, string line)
    {
        var findings = await AnalyzeAsync(file, string.Concat(Enumerable.Repeat(line + "\n", 150_000)));

        Assert.Equal(1000, findings.Count);
        var last = Assert.Single(findings, finding => LineOf(finding) == 999);
        Assert.EndsWith("; further lines of this file are not listed", last.GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => LineOf(finding) > 999);

        static int LineOf(Diagnostic finding) => finding.Location.GetLineSpan().StartLinePosition.Line;
    }

    [Theory]
    [InlineData("GrowthGuard.bounds.txt", "F:A.B = ", "is longer than")]
    [InlineData("GrowthGuard.facts.txt", "growable A.B adds ", "is longer than")]
    [InlineData("GrowthGuard.baseline.txt", "GG1001 F:A.B ", "is longer than")]
    [InlineData(".editorconfig", "growthguard.excluded_symbols = ", "is longer than")]
    public async Task Line_of_megabytes_is_not_quoted(string file, string start, string part)
    {
        var finding = Assert.Single(await AnalyzeAsync(file, start + new string('x', 4_000_000)));

        Assert.Contains(part, finding.GetMessage(), StringComparison.Ordinal);
        Assert.InRange(finding.GetMessage().Length, 1, 1000);
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        var file = new PolicyFile("x", SourceText.From("growable\ngrowthguard.x = 1\n"));
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => FactsFile.Errors(file, cancelled).Count());
        Assert.Throws<OperationCanceledException>(() => ConfigFile.Faults(file, cancelled).Count());
        Assert.Single(FactsFile.Errors(file, TestContext.Current.CancellationToken).Take(1));
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string path, string text)
    {
        var exceptions = new ConcurrentQueue<Exception>();
        var compilation = CSharpCompilation.Create("A", references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([new Given(path, text)]),
            (exception, _, _) => exceptions.Enqueue(exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var analysis = compilation.WithAnalyzers([ByFile[path]()], options);
        var findings = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(exceptions);
        return findings;
    }

    private sealed class Given(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
