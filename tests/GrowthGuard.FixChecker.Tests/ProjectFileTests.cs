using GrowthGuard.FixChecker.Loading;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.FixChecker.Tests;

public sealed class ProjectFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("projects-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Properties_of_the_project_win_over_those_of_its_folder()
    {
        Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><Nullable>enable</Nullable><LangVersion>8.0</LangVersion></PropertyGroup></Project>");
        var file = Read(
            "Shop/Shop.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><LangVersion>10</LangVersion><AssemblyName>Shop.Core</AssemblyName></PropertyGroup></Project>""");

        Assert.True(file.IsNullable);
        Assert.Equal(LanguageVersion.CSharp10, file.LanguageVersion);
        Assert.Equal("Shop.Core", file.AssemblyName);
    }

    [Fact]
    public void Sources_are_those_below_without_other_projects_and_what_is_removed()
    {
        Write("Shop/Order.cs", "");
        Write("Shop/Old/Removed.cs", "");
        Write("Shop/obj/Generated.cs", "");
        Write("Shop/Tests/OrderTests.cs", "");
        Write("Common/Linked.cs", "");
        var file = Read(
            "Shop/Shop.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Compile Remove="Old\**" /><Compile Include="..\Common\Linked.cs" /></ItemGroup></Project>""");

        var sources = file.Sources(new HashSet<string> { Path.Combine(_folder, "Shop"), Path.Combine(_folder, "Shop", "Tests") });

        Assert.Equal(["Linked.cs", "Order.cs"], sources.Select(Path.GetFileName));
    }

    [Fact]
    public void Global_usings_are_those_of_the_SDK_and_the_projects_own()
    {
        var file = Read(
            "Shop.csproj",
            """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><Using Include="Shop.Model" /><Using Remove="System.IO" /></ItemGroup></Project>""");

        var usings = file.GlobalUsings();

        Assert.Contains("global using global::Microsoft.AspNetCore.Builder;\n", usings, StringComparison.Ordinal);
        Assert.Contains("global using global::Shop.Model;\n", usings, StringComparison.Ordinal);
        Assert.DoesNotContain("System.IO;", usings, StringComparison.Ordinal);
    }

    private ProjectFile Read(string path, string text)
    {
        Write(path, text);
        return ProjectFile.Read(Path.Combine(_folder, path), _folder);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
