using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Analyzers.Tests;

/// <summary>The host that a project file names is the one that its tests run on.</summary>
public sealed class RoslynHostTests
{
    private static readonly Version Chosen = Version.Parse(
        typeof(RoslynHostTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RoslynHost").Value!);

    [Theory]
    [InlineData(typeof(Compilation))]
    [InlineData(typeof(CSharpCompilation))]
    [InlineData(typeof(Workspace))]
    public void LoadedRoslynIsTheChosenOne(Type fromAssembly)
    {
        var loaded = fromAssembly.Assembly.GetName().Version!;
        Assert.Equal((Chosen.Major, Chosen.Minor), (loaded.Major, loaded.Minor));
    }

    [Fact]
    public void ProjectNamedAfterAHostRunsOnThatHost()
    {
        const string marker = ".Roslyn";
        var name = typeof(RoslynHostTests).Assembly.GetName().Name!;
        var at = name.LastIndexOf(marker, StringComparison.Ordinal);
        var expected = at < 0 ? Chosen.ToString(2) : name[(at + marker.Length)..];
        Assert.Equal(expected, Chosen.ToString(2));
    }
}
