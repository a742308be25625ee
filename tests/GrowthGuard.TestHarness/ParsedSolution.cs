using System.Collections.Immutable;

namespace GrowthGuard.TestHarness;

/// <summary>One project of a state with the markup taken out of its files.</summary>
internal sealed record ParsedProject(
    ProjectState State,
    ImmutableArray<ParsedFile> Sources,
    ImmutableArray<ParsedFile> AdditionalFiles,
    ImmutableArray<ParsedFile> AnalyzerConfigFiles)
{
    public IEnumerable<ParsedFile> AllFiles => [.. Sources, .. AdditionalFiles, .. AnalyzerConfigFiles];

    public static ParsedProject Parse(ProjectState state) => new(
        state,
        [.. state.Sources.Select(file => MarkupParser.Parse(file.Path, file.Content))],
        [.. state.AdditionalFiles.Select(file => MarkupParser.Parse(file.Path, file.Content))],
        // No markup: a section such as [*.{cs,vb}] is not far from it.
        [.. state.AnalyzerConfigFiles.Select(file => new ParsedFile(file.Path, Microsoft.CodeAnalysis.Text.SourceText.From(file.Content), []))]);

    /// <summary>The state after a fix: lists of files that it leaves out are those of the state before, less the marks that the fix answers.</summary>
    public static ParsedProject Parse(ProjectState state, ParsedProject before, Func<MarkedSpan, bool> isFixable)
    {
        var after = Parse(state);
        return new ParsedProject(
            state,
            after.Sources.IsEmpty ? Inherit(before.Sources) : after.Sources,
            after.AdditionalFiles.IsEmpty ? Inherit(before.AdditionalFiles) : after.AdditionalFiles,
            after.AnalyzerConfigFiles.IsEmpty ? before.AnalyzerConfigFiles : after.AnalyzerConfigFiles);

        ImmutableArray<ParsedFile> Inherit(ImmutableArray<ParsedFile> files) =>
            [.. files.Select(file => file with { Marks = [.. file.Marks.Where(mark => !isFixable(mark))] })];
    }
}

/// <summary>A state with the markup taken out: what the solution consists of and which diagnostics it has.</summary>
internal sealed record ParsedSolution(ImmutableArray<ParsedProject> Projects)
{
    public static ParsedSolution Parse(SolutionState state) =>
        new([ParsedProject.Parse(state), .. state.AdditionalProjects.Select(ParsedProject.Parse)]);

    public static ParsedSolution Parse(SolutionState state, ParsedSolution before, Func<MarkedSpan, bool> isFixable)
    {
        var unknown = state.AdditionalProjects.FirstOrDefault(project => before.Projects.All(p => p.State.Name != project.Name));
        if (unknown is not null)
        {
            throw new VerificationException($"The fixed state has a project '{unknown.Name}' that TestState has not. A fix cannot add projects.");
        }

        return new(
        [
            .. before.Projects.Select(project => ParsedProject.Parse(
                project.State.Name == state.Name ? state : state.AdditionalProjects[project.State.Name], project, isFixable)),
        ]);
    }

    /// <summary>Whether both consist of the same texts under the same paths.</summary>
    public bool HasSameTextsAs(ParsedSolution other) => Texts().SequenceEqual(other.Texts());

    private IEnumerable<(string Project, string Path, string Text)> Texts() =>
        from project in Projects
        from file in project.AllFiles
        orderby project.State.Name, file.Path
        select (project.State.Name, file.Path, file.Text.ToString());
}
