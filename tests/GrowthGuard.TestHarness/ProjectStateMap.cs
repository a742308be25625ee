using System.Collections;

namespace GrowthGuard.TestHarness;

/// <summary>Projects by name, in the order of their first use.</summary>
public sealed class ProjectStateMap : IEnumerable<ProjectState>
{
    private readonly List<ProjectState> _projects = [];

    /// <summary>The project of that name; its files are in a folder of that name.</summary>
    public ProjectState this[string name]
    {
        get
        {
            var project = _projects.Find(p => p.Name == name);
            if (project is null)
            {
                project = new ProjectState(name, "/" + name + "/");
                _projects.Add(project);
            }

            return project;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ProjectState> GetEnumerator() => _projects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
