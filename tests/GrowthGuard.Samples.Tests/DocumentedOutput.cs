using System.Text.RegularExpressions;

namespace GrowthGuard.Samples.Tests;

/// <summary>What README.md and the pages of the rules show of a check of a sample.</summary>
internal static partial class DocumentedOutput
{
    /// <summary>
    /// The lines of the documents that the check does not print. A page may show a file of its own that has the name of one of the sample:
    /// only lines of a rule that reports this file are compared.
    /// </summary>
    /// <param name="output">What the check of the sample printed.</param>
    /// <param name="folder">The sample, as its files are named in the output: <c>samples/LeakyOrders/</c>.</param>
    /// <param name="documents">The texts of the documents by their names.</param>
    public static IReadOnlyList<string> Stale(string output, string folder, IEnumerable<(string Name, string Text)> documents)
    {
        var printed = Lines(output, folder)
            .SelectMany(line => new[] { line, Places().Replace(line, "") })
            .ToHashSet(StringComparer.Ordinal);
        var reported = printed.Select(Source).ToHashSet();
        var summary = Summary().Match(output).Value;
        return
        [
            .. from document in documents
               from line in Lines(document.Text, folder)
               where reported.Contains(Source(line)) && !printed.Contains(line)
               select $"{document.Name}: {line}",
            .. reported.Count == 0 && summary.Length > 0 ? ["No line of the check was understood."] : Array.Empty<string>(),
            .. from document in documents
               from Match line in Summary().Matches(document.Text)
               where summary.Length > 0 && line.Value != summary
               select $"{document.Name}: {line.Value} (not: {summary})",
        ];
    }

    // The tool shows paths from the folder that it is started in.
    private static IEnumerable<string> Lines(string text, string folder) =>
        from Match line in FindingLine().Matches(Regex.Replace(text, @"(?<![\w./-])[\w./-]*" + Regex.Escape(folder), ""))
        select Link().Replace(line.Value.TrimEnd(), "");

    private static (string File, string Rule) Source(string line)
    {
        var match = FindingLine().Match(line);
        return (match.Groups["file"].Value, match.Groups["rule"].Value);
    }

    [GeneratedRegex(@"^(?<file>\w+\.cs)\(\d+,\d+\): (warning|info) (?<rule>GG\d+): .*$", RegexOptions.Multiline)]
    private static partial Regex FindingLine();

    [GeneratedRegex(@" \[https?://[^\]]*\]$")]
    private static partial Regex Link();

    [GeneratedRegex(@" \(see [^()]*\)$")]
    private static partial Regex Places();

    [GeneratedRegex(@"^[0-9]+ violations( and [0-9]+ notes?)? in 1 project \([^)]*\)", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
