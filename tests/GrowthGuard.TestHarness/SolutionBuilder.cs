using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>Makes a workspace's solution out of a parsed state.</summary>
internal static class SolutionBuilder
{
    /// <summary>
    /// Lines that a fix adds end as those of the tests do, whatever the machine. A file of the harness, since workspace options
    /// are no longer read by newer hosts; a test's own end_of_line wins over it.
    /// </summary>
    public const string LineEndsConfig = "/.harness.globalconfig";

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
            DocumentId.CreateNewId(id), LineEndsConfig, SourceText.From("is_global = true\nend_of_line = lf\n"), filePath: LineEndsConfig);
    }

    private static CSharpCompilationOptions Options(ProjectState state, AnalyzerTest settings, ImmutableArray<DiagnosticDescriptor> descriptors) =>
        new(
            state.OutputKind,
            allowUnsafe: true,
            nullableContextOptions: settings.NullableContextOptions,
            specificDiagnosticOptions:
            [
                // A rule that is off by default is on in its own tests. By its severity: an analyzer all of whose rules are off is
                // not run when they are only set to their default.
                .. descriptors.Where(d => !d.IsEnabledByDefault && !settings.DisabledDiagnostics.Contains(d.Id)).DistinctBy(d => d.Id)
                    .Select(rule => KeyValuePair.Create(rule.Id, ReportOf(rule.DefaultSeverity))),
                .. settings.DisabledDiagnostics.Select(rule => KeyValuePair.Create(rule, ReportDiagnostic.Suppress)),
            ]);

    private static ReportDiagnostic ReportOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => ReportDiagnostic.Error,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        DiagnosticSeverity.Info => ReportDiagnostic.Info,
        _ => ReportDiagnostic.Hidden,
    };

    private static string NameOf(ParsedFile file) => Path.GetFileName(file.Path);
}
