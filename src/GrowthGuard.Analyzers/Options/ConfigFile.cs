using System.Text.RegularExpressions;
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

    // As the compiler reads them: what stands behind '#' or ';' is a comment, wherever it begins.
    private static readonly Regex Setting = new(@"^\s*(?<key>[\w.\-]+)\s*[=:]\s*(?<value>[^#;]*?)\s*([#;].*)?$", RegexOptions.CultureInvariant);

    /// <summary>Whether the file may hold options.</summary>
    public static bool Is(AdditionalText file) =>
        file.Path.EndsWith(".editorconfig", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".globalconfig", StringComparison.OrdinalIgnoreCase);

    /// <summary>Each fault: where it stands, the key, and what is wrong with it.</summary>
    public static IEnumerable<(TextSpan Span, string Key, string Fault)> Faults(PolicyFile file)
    {
        foreach (var line in file.Text.Lines)
        {
            if (Setting.Match(file.Text.ToString(line.Span)) is not { Success: true } match || !match.Groups["key"].Value.StartsWith(FamilyName, StringComparison.OrdinalIgnoreCase))
                continue;
            var (key, value) = (match.Groups["key"], match.Groups["value"]);
            if (!OptionKeys.All.Contains(key.Value, StringComparer.OrdinalIgnoreCase))
                yield return (SpanOf(key), key.Value, "does not exist; " + Advice(key.Value));
            else if (SymbolList.Wrong(value.Value) is { } wrong)
                yield return (SpanOf(value), key.Value, $"has '{wrong}', which is no documentation id; write ids such as 'T:Shop.LegacyCache', with '|' between them");

            TextSpan SpanOf(Group group) => new(line.Start + group.Index, group.Length);
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
