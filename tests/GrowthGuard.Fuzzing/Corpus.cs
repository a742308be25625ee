using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Fuzzing;

/// <summary>The code that is mutated: what the tests of the analyzers analyze, and the samples; or the files of given folders.</summary>
internal sealed partial class Corpus
{
    private static readonly string[] CodeFolders = ["samples"];

    private static readonly string[] TestFolders = ["tests/GrowthGuard.Analyzers.Tests"];

    private Corpus(IEnumerable<string> texts)
    {
        Texts = [.. texts.Distinct().Order(StringComparer.Ordinal)];
        Words =
        [
            .. Texts.SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens())
                .Select(token => token.Text)
                .Where(word => word.Length is > 0 and < 200)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<string> Texts { get; }

    /// <summary>All tokens of the texts, each once.</summary>
    public IReadOnlyList<string> Words { get; }

    public static Corpus Read(IReadOnlyCollection<string> folders)
    {
        if (folders.Count > 0)
        {
            return new Corpus(folders.SelectMany(FilesIn).Select(File.ReadAllText));
        }

        var repository = Repository();
        return new Corpus(
        [
            .. CodeFolders.SelectMany(folder => FilesIn(Path.Combine(repository, folder))).Select(File.ReadAllText),
            .. TestFolders.SelectMany(folder => FilesIn(Path.Combine(repository, folder)))
                .SelectMany(file => TextsIn(File.ReadAllText(file))),
        ]);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "samples")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The samples are not above this program: run it from the repository.");
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split('/', '\\').Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>The texts in a test's source that are code, without the marks of expected findings.</summary>
    private static IEnumerable<string> TextsIn(string source) => CSharpSyntaxTree
        .ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))
        .GetRoot()
        .DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || token.IsKind(SyntaxKind.StringLiteralToken))
        .Select(token => token.ValueText)
        .Where(text => Declaration().IsMatch(text))
        .Select(text => Mark().Replace(text, ""));

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w+")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\{\|[^:|\n]*:|\|\}|\[\||\|\]|\$\$")]
    private static partial Regex Mark();
}
