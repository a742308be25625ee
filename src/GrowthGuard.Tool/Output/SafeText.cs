using System.Text.RegularExpressions;

namespace GrowthGuard.Tool.Output;

/// <summary>
/// Makes text from outside safe to print: names of files and messages are chosen by whoever wrote the code that is checked, and build
/// servers obey lines of a log such as <c>::error::</c> (GitHub), <c>##vso[...]</c> (Azure) and <c>##teamcity[...]</c>.
/// </summary>
internal static partial class SafeText
{
    /// <summary>The text in one line, with a blank in place of what breaks lines or controls a terminal.</summary>
    public static string Line(string text) =>
        Disarm(new string([.. text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? ' ' : c)]));

    /// <summary>The same, but the text may have lines.</summary>
    public static string Lines(string text) => string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    /// <summary>JSON, in which the only place of such a text is a string.</summary>
    public static string Json(string json) => json.Replace("##", @"\u0023#", StringComparison.Ordinal);

    // GitHub looks for the first at the start of a line, and for '##[' as Azure and TeamCity do for theirs, anywhere.
    private static string Disarm(string line) => Command().Replace(line, match => match.Value.Insert(match.Length - 1, " "));

    [GeneratedRegex(@"^\s*::|##(?=[\w\[])")]
    private static partial Regex Command();
}
