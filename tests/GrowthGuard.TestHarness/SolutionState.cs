namespace GrowthGuard.TestHarness;

/// <summary>What a test's solution consists of: the main project and others beside it.</summary>
public sealed class SolutionState : ProjectState
{
    internal const string MainProjectName = "TestProject";

    internal SolutionState()
        : base(MainProjectName, "/0/")
    {
    }

    /// <summary>Projects beside the main one, made by their first use: <c>AdditionalProjects = { ["P2"] = { Sources = { ... } } }</c>.</summary>
    public ProjectStateMap AdditionalProjects { get; } = new();

    internal bool IsEmptySolution => IsEmpty && AdditionalProjects.All(project => project.IsEmpty);
}
