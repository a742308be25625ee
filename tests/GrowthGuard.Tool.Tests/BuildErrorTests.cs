using GrowthGuard.Tool.Building;

namespace GrowthGuard.Tool.Tests;

public sealed class BuildErrorTests
{
    [Theory]
    [InlineData(
        "/src/A b.cs(1,27): error CS0103: The name 'x: y' does not exist [/src/A.csproj]",
        "/src/A b.cs(1,27)",
        "CS0103",
        "The name 'x: y' does not exist")]
    [InlineData(
        @"C:\src\A.cs(1,2): error CS1002: ; expected [C:\src\A.csproj::TargetFramework=net8.0]",
        @"C:\src\A.cs(1,2)",
        "CS1002",
        "; expected")]
    [InlineData(
        "/src/App.sln : Solution file error MSB5010: No file format header found.",
        "/src/App.sln",
        "MSB5010",
        "No file format header found.")]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", "MSBUILD", "MSB1009", "Project file does not exist.")]
    [InlineData(
        "  /src/A.csproj : error NU1101: Unable to find package X. [/src/App.sln]",
        "/src/A.csproj",
        "NU1101",
        "Unable to find package X.")]
    [InlineData("EXEC : error : it went wrong [/src/A.csproj]", "EXEC", "", "it went wrong")]
    public void Canonical_errors_are_read(string line, string origin, string code, string text) =>
        Assert.Equal(new BuildError(origin, code, text), BuildError.Parse(line));

    [Theory]
    [InlineData("/src/A.cs(1,27): warning CS0168: The variable 'error' is never used [/src/A.csproj]")]
    [InlineData("Build FAILED.")]
    [InlineData("    2 Error(s)")]
    [InlineData("  App -> /src/error/App.dll")]
    public void Other_lines_are_not(string line) => Assert.Null(BuildError.Parse(line));
}
