using GrowthGuard.Tool.Building;

namespace GrowthGuard.Tool.Tests;

public sealed class BuildTargetTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("App.sln", "App.sln", "App.csproj")]
    [InlineData("App.slnx", "App.slnx", "Lib/Lib.csproj")]
    [InlineData("App.csproj", "App.csproj", "readme.txt")]
    [InlineData("App.CSPROJ", "App.CSPROJ")]
    public void Folder_stands_for_its_one_solution_or_project(string expected, params string[] files)
    {
        WriteAll(files);

        Assert.Equal(_scratch.PathOf(expected), BuildTarget.Resolve(".", _scratch.Root).File);
    }

    [Theory]
    [InlineData("There is no solution and no C# project in '.'.")]
    [InlineData("There is no solution and no C# project in '.'.", "readme.txt")]
    [InlineData("below it there is 'a/A.csproj', 'b/B.slnx'.", "a/A.csproj", "b/B.slnx", "b/notes.txt")]
    [InlineData("holds 2 candidates; name one of them: 'A.csproj', 'B.csproj'.", "A.csproj", "B.csproj")]
    [InlineData("holds 2 candidates; name one of them: 'A.sln', 'A.slnx'.", "A.sln", "A.slnx", "C.csproj")]
    [InlineData("'App.fsproj' is of another kind, and only C# is checked.", "App.fsproj")]
    public void Folder_that_leaves_it_open_is_refused(string part, params string[] files)
    {
        WriteAll(files);

        AssertRefused(".", part);
    }

    [Theory]
    [InlineData("nowhere", "'nowhere' does not exist.")]
    [InlineData("App.vbproj", "'App.vbproj' is neither a solution (.sln, .slnx) nor a C# project (.csproj)")]
    [InlineData("notes.txt", "'notes.txt' is neither")]
    public void File_that_is_no_target_is_refused(string path, string part)
    {
        WriteAll(["App.vbproj", "notes.txt"]);

        AssertRefused(path, part);
    }

    [Theory]
    [InlineData(".git/HEAD", "src/App/App.csproj", "")]
    [InlineData("src/.git", "src/App/App.csproj", "src")]
    [InlineData("other/.git", "src/App/App.csproj", "src/App")]
    public void Repository_is_the_nearest_above_or_the_target_folder(string git, string target, string expected)
    {
        WriteAll([git, target]);

        Assert.Equal(_scratch.PathOf(expected).TrimEnd('/'), BuildTarget.Resolve(target, _scratch.Root).RepositoryRoot);
    }

    private void AssertRefused(string path, string part)
    {
        var exception = Assert.Throws<ToolException>(() => BuildTarget.Resolve(path, _scratch.Root));
        Assert.Equal(ExitCodes.Usage, exception.ExitCode);
        Assert.Contains(part, exception.Message.Replace('\\', '/'), StringComparison.Ordinal);
    }

    private void WriteAll(string[] files)
    {
        foreach (var file in files)
        {
            _scratch.Write(file, "");
        }
    }
}
