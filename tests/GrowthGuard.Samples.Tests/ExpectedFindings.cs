namespace GrowthGuard.Samples.Tests;

/// <summary>
/// Reads <c>expected-findings.txt</c>: one finding per line, sorted, a line for each finding in the same member; <c>#</c> starts a comment.
/// </summary>
internal static class ExpectedFindings
{
    public const string FileName = "expected-findings.txt";

    public static IReadOnlyList<Finding> Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Split('#')[0].Trim())
            .Where(line => line.Length > 0)
            .ToArray();
        var findings = lines.Select(Line).ToArray();

        if (lines.Zip(lines.Skip(1))
            .FirstOrDefault(pair => string.CompareOrdinal(pair.First, pair.Second) > 0) is { First: { } first, Second: { } second })
        {
            throw new FormatException($"{FileName} is not sorted: '{first}' stands before '{second}'.");
        }

        return findings;
    }

    private static Finding Line(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var rule, var file, var symbol]
        ? new Finding(rule, file, symbol)
        : throw new FormatException($"{FileName}: '{line}' is not of the form 'RULE FILE SYMBOL'.");
}
