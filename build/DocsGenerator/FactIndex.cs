using GrowthGuard.Analyzers.Knowledge;

namespace GrowthGuard.DocsGenerator;

/// <summary>The table of what a facts file can say.</summary>
public static class FactIndex
{
    /// <summary>Path of the document in the repository.</summary>
    public const string Path = "docs/facts.md";

    /// <summary>Name of the generated block.</summary>
    public const string Block = "facts";

    /// <summary>One row per kind of line.</summary>
    public static string Table() => string.Join('\n',
    [
        "| kind | of | says | example |",
        "| --- | --- | --- | --- |",
        .. FactWords.All.Select(word => $"| `{word.Word}` | {word.Subject}{Members(word)} | {word.Meaning} | {Code(word.Example)} |"),
    ]);

    private static string Members(FactWord word) => word.Members switch
    {
        FactMembers.Adding => ", members",
        FactMembers.Optional => ", perhaps members",
        FactMembers.Feeding => ", properties",
        _ => "",
    };

    // Generic types have a backtick in their names.
    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"``{text}``" : $"`{text}`";
}
