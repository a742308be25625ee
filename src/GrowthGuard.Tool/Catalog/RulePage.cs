using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Catalog;

/// <summary>The page of a rule, as it is in <c>docs/rules</c>, which the tool carries with it.</summary>
internal static partial class RulePage
{
    /// <summary>The page in Markdown, without the marks of its generator.</summary>
    public static string Read(Rule rule)
    {
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream($"rules/{rule.Id}.md")!;
        using var reader = new StreamReader(stream);
        return Marks().Replace(reader.ReadToEnd().ReplaceLineEndings("\n"), "").TrimEnd('\n') + "\n";
    }

    [GeneratedRegex("^<!-- .* -->\n", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
