using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Options;

/// <summary>Finds what is wrong with the options in an <c>.editorconfig</c> or <c>.globalconfig</c>.</summary>
internal static class ConfigFile
{
    private const string FamilyName = "growthguard";

    /// <summary>How far a key may be from what was meant.</summary>
    private const int LargestDistance = 6;

    /// <summary>Whether the file may hold options of the user's: the configs of the modes are the pack's own.</summary>
    public static bool Is(AdditionalText file) =>
        !Path.GetFileName(file.Path).StartsWith("GrowthGuard.", StringComparison.Ordinal) && IsConfig(file);

    private static bool IsConfig(AdditionalText file) =>
        file.Path.EndsWith(".editorconfig", StringComparison.OrdinalIgnoreCase) ||
        file.Path.EndsWith(".globalconfig", StringComparison.OrdinalIgnoreCase);

    /// <summary>Each fault: where it stands, the key, and what is wrong with it.</summary>
    public static IEnumerable<(TextSpan Span, string Key, string Fault)> Faults(PolicyFile file, CancellationToken cancellationToken)
    {
        foreach (var (span, text) in file.Lines(cancellationToken))
        {
            if (!text.StartsWith(FamilyName, StringComparison.OrdinalIgnoreCase))
                continue;
            var scanner = new LineScanner(text);
            var key = scanner.Take(static character => char.IsLetterOrDigit(character) || character is '_' or '.' or '-');
            var keySpan = new TextSpan(span.Start, key.Length);
            scanner.SkipBlanks();
            if (!scanner.Skip('=') && !scanner.Skip(':'))
                continue;
            scanner.SkipBlanks();
            var start = span.Start + scanner.Position;

            // As the compiler reads them: what stands behind '#' or ';' is a comment, wherever it begins.
            var value = scanner.Take(static character => character is not ('#' or ';')).TrimEnd();
            if (!OptionKeys.All.Contains(key, StringComparer.OrdinalIgnoreCase))
                yield return (keySpan, LineScanner.Quoted(key), "does not exist; " + Advice(LineScanner.Quoted(key)));
            else if (text.Length > LineScanner.LongestLine)
                yield return (keySpan, key, "has a value that is longer than any list of symbols needs to be");
            else if (SymbolList.Wrong(value) is { } wrong)
                yield return (
                    new TextSpan(start, value.Length),
                    key,
                    $"has '{LineScanner.Quoted(wrong)}', which is no documentation id; " +
                    "write ids such as 'T:Shop.LegacyCache', with '|' between them");
        }
    }

    private static string Advice(string key)
    {
        var (nearest, distance) = OptionKeys.All
            .Select(known => (Key: known, Distance: EditDistance.Between(known.ToLowerInvariant(), key.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .First();
        return distance <= LargestDistance ? $"did you mean '{nearest}'?" : "docs/ci.md of GrowthGuard lists all options";
    }
}
