using System.Globalization;

namespace GrowthGuard.TestHarness;

/// <summary>Files of a test project, with markup.</summary>
/// <param name="folder">Folder of the files that are added without a path.</param>
public sealed class SourceFileList(string folder) : List<(string Path, string Content)>
{
    /// <summary>Adds a file that is named by its place: Test0.cs, Test1.cs and so on.</summary>
    public void Add(string content) => Add((DefaultPath(Count), content));

    internal string DefaultPath(int index) => folder + "Test" + index.ToString(CultureInfo.InvariantCulture) + ".cs";
}
