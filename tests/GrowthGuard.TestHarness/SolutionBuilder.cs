using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>Makes a workspace's solution out of a parsed state.</summary>
internal static class SolutionBuilder
{
    /// <summary>
    /// The harness's own settings: rules that are off by default are on in their tests, and lines that a fix adds end as those of
    /// the tests do, whatever the machine. A file, since hosts differ in which options they read; a test's own settings win over it.
    /// </summary>
    public const string HarnessConfig = "/.harness.globalconfig";

    public static Solution Build(AdhocWorkspace workspace, ParsedSolution parsed, AnalyzerTest settings, ImmutableArray<DiagnosticDescriptor> descriptors)
    {
        var solution = workspace.CurrentSolution;
        var ids = parsed.Projects.ToDictionary(p => p.State.Name, p => ProjectId.CreateNewId(p.State.Name));
        foreach (var project in parsed.Projects)
        {
            solution = AddProject(solution, ids[project.State.Name], project, settings, descriptors);
        }

        foreach (var project in parsed.Projects)
        {
            foreach (var name in project.State.AdditionalProjectReferences)
            {
                var target = ids.TryGetValue(name, out var id)
                    ? id
                    : throw new VerificationException($"Project '{project.State.Name}' references '{name}', which is not among AdditionalProjects.");
                solution = solution.AddProjectReference(ids[project.State.Name], new ProjectReference(target));
            }
        }

        var main = ids[SolutionState.MainProjectName];
        return settings.SolutionTransforms.Aggregate(solution, (current, transform) => transform(current, main));
    }

    private static Solution AddProject(
        Solution solution, ProjectId id, ParsedProject project, AnalyzerTest settings, ImmutableArray<DiagnosticDescriptor> descriptors)
    {
        var framework = project.State.ReferenceAssemblies ?? settings.ReferenceAssemblies;
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Create(),
            project.State.Name,
            project.State.Name,
            LanguageNames.CSharp,
            compilationOptions: Options(project.State, settings, descriptors),
            parseOptions: new CSharpParseOptions(settings.LanguageVersion, settings.DocumentationMode, preprocessorSymbols: settings.PreprocessorSymbols),
            metadataReferences:
            [
                .. framework.References,
                .. settings.ReferenceAnnotations ? ReferenceSets.Annotations.References : [],
                .. project.State.AdditionalReferences,
            ]));

        foreach (var file in project.Sources)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), NameOf(file), file.Text, filePath: file.Path);
        }

        foreach (var file in project.AdditionalFiles)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), NameOf(file), file.Text, filePath: file.Path);
        }

        foreach (var file in project.AnalyzerConfigFiles)
        {
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), NameOf(file), file.Text, filePath: file.Path);
        }

        return solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(id), HarnessConfig, SourceText.From(HarnessConfigText(descriptors)), filePath: HarnessConfig);
    }

    private static CSharpCompilationOptions Options(ProjectState state, AnalyzerTest settings, ImmutableArray<DiagnosticDescriptor> descriptors) =>
        new(
            state.OutputKind,
            allowUnsafe: true,
            nullableContextOptions: settings.NullableContextOptions,
            specificDiagnosticOptions:
            [
                .. settings.DisabledDiagnostics.Select(rule => KeyValuePair.Create(rule, ReportDiagnostic.Suppress)),
            ]);

    private static readonly ImmutableDictionary<DiagnosticSeverity, string> SeverityWords = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(DiagnosticSeverity.Error, "error"),
        KeyValuePair.Create(DiagnosticSeverity.Warning, "warning"),
        KeyValuePair.Create(DiagnosticSeverity.Info, "suggestion"),
        KeyValuePair.Create(DiagnosticSeverity.Hidden, "silent"),
    ]);

    // Of the lowest level, so that whatever a test configures wins.
    private static string HarnessConfigText(ImmutableArray<DiagnosticDescriptor> descriptors) => string.Concat(
    [
        "is_global = true\nglobal_level = -1000\nend_of_line = lf\n",
        .. descriptors.Where(rule => !rule.IsEnabledByDefault).DistinctBy(rule => rule.Id).Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {SeverityWords[rule.DefaultSeverity]}\n"),
    ]);

    private static string NameOf(ParsedFile file) => Path.GetFileName(file.Path);
}
