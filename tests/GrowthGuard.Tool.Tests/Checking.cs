using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool.Tests;

internal static class Checking
{
    /// <summary>Options of a check in <paramref name="scratch"/> with the demo analyzer, whose findings depend on names only.</summary>
    public static CheckOptions Of(Scratch scratch, string path = ".") => new()
    {
        Path = path,
        CurrentDirectory = scratch.Root,
        TemporaryFolder = Directory.CreateDirectory(scratch.PathOf("tmp")).FullName,
        AnalyzerPath = Tool.DemoAnalyzer,
    };

    public static string Class(string name, string field) => $$"""
        namespace Shop;

        public static class {{name}}
        {
            public static readonly System.Collections.Generic.Dictionary<string, int> {{field}} = new();

            public static void Grow(string key) => {{field}}[key] = 1;
        }
        """;
}
