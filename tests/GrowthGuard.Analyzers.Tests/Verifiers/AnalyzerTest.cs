using System.Collections.Immutable;
using System.Text;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Tests.Baselines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing.Model;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>The settings that tests of analyzers and of fixes share, over those of Microsoft.CodeAnalysis.Testing.</summary>
public abstract class AnalyzerTest : CodeFixTest<DefaultVerifier>
{
    // Of the lowest level, so that whatever a test configures wins. New lines end as those of the tests do, whatever the machine.
    private const string Defaults = "is_global = true\nglobal_level = -1000\nend_of_line = lf\n";

    // Old hosts run a rule that is off by itself only when a config names it.
    private static readonly string AllRules = string.Concat(
        RuleCatalog.All.Where(static rule => !rule.Descriptor.IsEnabledByDefault)
            .Select(static rule => $"dotnet_diagnostic.{rule.Id}.severity = suggestion\n"));

    private int _titlesChecked;

    private protected AnalyzerTest()
    {
        // The packages' own reference assemblies would be downloaded.
        ReferenceAssemblies = NoPackages;
        MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode;
        // Each takes as long as the test itself; SuppressionTests make them for every rule.
        TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        CodeActionVerifier = CheckTitle;
        DiagnosticVerifier = (diagnostic, _, verifier) =>
        {
            if (SymbolContract.FaultOf(diagnostic) is { } fault)
            {
                verifier.Fail(fault);
            }
        };
    }

    /// <summary>What the sources compile against.</summary>
    public ReferenceSet References { get; set; } = ReferenceSets.Net;

    /// <summary>Whether the sources reference the assembly of the annotations.</summary>
    public bool ReferenceAnnotations { get; set; }

    /// <summary>The language version; by default the host's own.</summary>
    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Default;

    /// <summary>The nullable context.</summary>
    public NullableContextOptions NullableContextOptions { get; set; } = NullableContextOptions.Disable;

    /// <summary>Whether rules that are off by themselves run too, whatever the host.</summary>
    public bool RunsAllRules { get; set; } = true;

    /// <summary>The kind of workspace that the solution is in, which hosts differ in.</summary>
    public string KindOfWorkspace { get; set; } = "Custom";

    /// <summary>What the chosen fix of the first diagnostic is called; not checked by default.</summary>
    public string? CodeActionTitle { get; set; }

    /// <inheritdoc/>
    public override string Language => LanguageNames.CSharp;

    /// <inheritdoc/>
    public override Type SyntaxKindType => typeof(SyntaxKind);

    /// <inheritdoc/>
    protected override string DefaultFileExt => "cs";

    private static ReferenceAssemblies NoPackages { get; } = new("net10.0");

    /// <summary>Runs the test until the runner cancels it.</summary>
    public Task RunAsync() => RunAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions);

    /// <inheritdoc/>
    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion);

    /// <inheritdoc/>
    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [];

    /// <inheritdoc/>
    protected override Task<Workspace> CreateWorkspaceImplAsync() =>
        Task.FromResult<Workspace>(new AdhocWorkspace(MefHostServices.DefaultHost, KindOfWorkspace));

    /// <inheritdoc/>
    protected override async Task<Project> CreateProjectImplAsync(
        EvaluatedProjectState primaryProject, ImmutableArray<EvaluatedProjectState> additionalProjects, CancellationToken cancellationToken)
    {
        var project = await base.CreateProjectImplAsync(primaryProject, additionalProjects, cancellationToken);
        var references = ReferenceAnnotations ? References.WithAnnotations : References;
        return project.Solution.ProjectIds
            .Aggregate(project.Solution, (solution, id) => solution.AddMetadataReferences(id, references.References))
            .GetProject(project.Id)!;
    }

    /// <inheritdoc/>
    protected override Task RunImplAsync(CancellationToken cancellationToken)
    {
#if !ROSLYN_5_0_OR_GREATER
        // Fix All applies the fix that the host has just applied, once more for each scope; the newest host does it.
        CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
#endif
        TestState.AnalyzerConfigFiles.Add(("/.defaults.globalconfig", RunsAllRules ? Defaults + AllRules : Defaults));

        // A result that names one place says nothing of the others.
        for (var i = 0; i < ExpectedDiagnostics.Count; i++)
        {
            if (ExpectedDiagnostics[i].Spans.Length == 1)
            {
                ExpectedDiagnostics[i] = ExpectedDiagnostics[i].WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
            }
        }

        // The same text means that no fix is offered; so what is reported stays as it is.
        if (FixedState.AdditionalFiles.Count == 0 && FixedState.Sources.Select(TextOf).SequenceEqual(TestState.Sources.Select(TextOf)))
        {
            FixedState.Sources.Clear();
            FixedState.Sources.AddRange(TestState.Sources);
        }

        foreach (var state in new[] { FixedState, BatchFixedState }.Where(state => state.Sources.Count > 0))
        {
            // What is marked in fixed code is what the fix leaves, of the same rule too.
            state.MarkupHandling = MarkupMode.Allow;
        }

        foreach (var project in new[]
        {
            TestState,
            FixedState,
            BatchFixedState
        }.SelectMany(state => state.AdditionalProjects.Values.Prepend<ProjectState>(state)))
        {
            GiveEncoding(project.Sources);
        }

        return base.RunImplAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(
        ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        [.. base.FilterDiagnostics(diagnostics).Where(reported => !reported.diagnostic.IsSuppressed)];

    private static string TextOf((string Name, SourceText Content) file)
    {
        TestFileMarkupParser.GetSpans(
            file.Content.ToString(),
            treatPositionIndicatorsAsCode: true,
            out var text,
            out ImmutableDictionary<string, ImmutableArray<TextSpan>> _);
        return text;
    }

    // A file has an encoding, and a fix that adds or changes one must give it one.
    private static void GiveEncoding(SourceFileCollection files)
    {
        for (var i = 0; i < files.Count; i++)
        {
            files[i] = (files[i].filename, SourceText.From(files[i].content.ToString(), Encoding.UTF8));
        }
    }

    private void CheckTitle(CodeAction action, IVerifier verifier)
    {
        if (CodeActionTitle is { } title && Interlocked.Increment(ref _titlesChecked) == 1)
        {
            verifier.Equal(title, action.Title, "The fix is called otherwise.");
        }
    }
}
