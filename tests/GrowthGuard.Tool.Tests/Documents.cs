using System.Text.RegularExpressions;

namespace GrowthGuard.Tool.Tests;

/// <summary>The pages of the repository, with which tests compare what the tool prints.</summary>
internal static partial class Documents
{
    /// <summary>The full path of a page.</summary>
    public static string PathOf(string page)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, page)))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, page);
    }

    /// <summary>The text of the code block below a comment with a name.</summary>
    public static string Block(string page, string name)
    {
        const string Start = "```text\n";
        var text = File.ReadAllText(PathOf(page)).ReplaceLineEndings("\n");
        var from = text.IndexOf($"<!-- {name} -->\n{Start}", StringComparison.Ordinal);
        Assert.True(from >= 0, $"{page} has no block '{name}'.");
        from = text.IndexOf(Start, from, StringComparison.Ordinal) + Start.Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    /// <summary>A text without its numbers, the signs and units that change with them, and the width of its columns.</summary>
    public static string Shape(string text) => Blanks().Replace(Number().Replace(text.ReplaceLineEndings("\n"), "#"), " ").Trim();

    [GeneratedRegex("–|([+-]|< )?[0-9][0-9.,]*( [KMG]?B)?")]
    private static partial Regex Number();

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Blanks();
}
