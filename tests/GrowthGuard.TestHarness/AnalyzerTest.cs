using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;

namespace GrowthGuard.TestHarness;

/// <summary>The settings and the run of one test.</summary>
public abstract class AnalyzerTest
{
    /// <summary>What every diagnostic of every test must fulfil besides what the test says: gives the fault of one that does not.</summary>
    public static Func<Diagnostic, string?>? Contract { get; set; }

    /// <summary>Adds a source file to <see cref="TestState"/>.</summary>
    public string TestCode
    {
        set => TestState.Sources.Add(value);
    }

    /// <summary>What is analyzed.</summary>
    public SolutionState TestState { get; } = new();

    /// <summary>Diagnostics expected in the main project besides those in markup.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    /// <summary>Which diagnostics of the compiler must be expected.</summary>
    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    /// <summary>The framework that the sources compile against.</summary>
    public ReferenceSet ReferenceAssemblies { get; set; } = ReferenceSets.Net;

    /// <summary>Whether the sources reference the assembly of the annotations.</summary>
    public bool ReferenceAnnotations { get; set; }

    /// <summary>The language version; by default the host's own.</summary>
    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Default;

    /// <summary>The nullable context.</summary>
    public NullableContextOptions NullableContextOptions { get; set; } = NullableContextOptions.Disable;

    /// <summary>How documentation comments are read.</summary>
    public DocumentationMode DocumentationMode { get; set; } = DocumentationMode.Diagnose;

    /// <summary>Symbols defined for <c>#if</c>.</summary>
    public List<string> PreprocessorSymbols { get; } = [];

    /// <summary>Ids of diagnostics that are switched off.</summary>
    public List<string> DisabledDiagnostics { get; } = [];

    /// <summary>The kind of workspace that the solution is in, which hosts differ in.</summary>
    public string KindOfWorkspace { get; set; } = "Custom";

    /// <summary>Last changes to the solution before it is analyzed; the project is the main one.</summary>
    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    /// <summary>Runs the test; throws <see cref="VerificationException"/> when something is not as expected.</summary>
    public async Task RunAsync()
    {
        using var workspace = new AdhocWorkspace(MefHostServices.DefaultHost, KindOfWorkspace);
        await RunAsync(workspace);
    }

    /// <summary>The analyzers to run.</summary>
    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    private protected virtual async Task RunAsync(AdhocWorkspace workspace) => await AnalyzeTestStateAsync(workspace);

    private protected async Task<TestRun> AnalyzeTestStateAsync(AdhocWorkspace workspace)
    {
        var analyzers = GetDiagnosticAnalyzers().ToImmutableArray();
        ImmutableArray<DiagnosticDescriptor> descriptors = [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)];
        var parsed = ParsedSolution.Parse(TestState);
        var runner = new AnalyzerRunner(analyzers);
        var analyzed = await runner.AnalyzeAsync(SolutionBuilder.Build(workspace, parsed, this, descriptors));
        var run = new TestRun(runner, descriptors, parsed, analyzed);
        if (CompareDiagnostics(run, parsed, analyzed) is { } report)
        {
            throw new VerificationException(report);
        }

        return run;
    }

    private protected string? CompareDiagnostics(TestRun run, ParsedSolution expected, AnalyzedSolution actual) =>
        DiagnosticComparer.Compare(Expectations.Of(expected, run.Descriptors), actual, CompilerDiagnostics);
}

/// <summary>What the analysis of the test state leaves for the checks of a fix.</summary>
internal sealed record TestRun(
    AnalyzerRunner Runner, ImmutableArray<DiagnosticDescriptor> Descriptors, ParsedSolution Parsed, AnalyzedSolution Analyzed);
