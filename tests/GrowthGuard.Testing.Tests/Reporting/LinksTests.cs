using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Testing.Tests.Reporting;

public sealed class LinksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string? OnGitHub(string name) => name switch
    {
        "GITHUB_SERVER_URL" => "https://github.com",
        "GITHUB_REPOSITORY" => "shop/shop",
        "GITHUB_SHA" => "abc",
        _ => null,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Source_is_on_github_for_a_run_of_its_actions()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".git"));
        var file = Path.Combine(_folder.Path, "src", "A B.cs");

        Assert.Equal("https://github.com/shop/shop/blob/abc/src/A%20B.cs#L12", Links.Source(file, 12, OnGitHub));
        Assert.Equal("https://github.com/shop/shop/blob/abc/src/A%20B.cs", Links.Source(file, null, OnGitHub));
    }

    [Fact]
    public void Elsewhere_there_is_no_link()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".git"));

        Assert.Null(Links.Source(Path.Combine(_folder.Path, "A.cs"), 12, _ => null));
    }

    [Fact]
    public void File_that_is_in_no_repository_has_no_link() =>
        Assert.Null(Links.Source(Path.GetFullPath("/none/A.cs"), 12, OnGitHub));
}
