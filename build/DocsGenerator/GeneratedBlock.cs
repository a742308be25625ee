namespace GrowthGuard.DocsGenerator;

/// <summary>The part of a document between <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- /generated --&gt;</c>.</summary>
public static class GeneratedBlock
{
    private const string End = "<!-- /generated -->";

    /// <summary>The block with its markers, as a new document has it.</summary>
    public static string Create(string name, string content) => $"{Start(name)}\n{content}\n{End}";

    /// <summary>The document with the block's content replaced.</summary>
    public static string Replace(string document, string name, string content)
    {
        var start = document.IndexOf(Start(name), StringComparison.Ordinal);
        var end = start < 0 ? -1 : document.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0
            ? throw new FormatException($"The document has no block '{Start(name)} … {End}'; add both markers where the table belongs.")
            : document[..start] + Create(name, content) + document[(end + End.Length)..];
    }

    private static string Start(string name) => $"<!-- generated: {name} -->";
}
