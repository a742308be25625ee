using System.Security.Cryptography;
using System.Text;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Sarif;

/// <summary>
/// Says that a finding is the same as one in an earlier log. Made of what edits elsewhere in the file do not change: the rule and
/// the symbol, or the file and the message where there is no symbol. Never of lines.
/// </summary>
internal static class Fingerprint
{
    public const string Key = "growthGuard/v1";

    /// <summary>
    /// The one fingerprint that GitHub's code scanning looks at. It would make one of the lines around a finding, which change.
    /// </summary>
    public const string GitHubKey = "primaryLocationLineHash";

    private const int HexDigits = 32;

    /// <summary>The fingerprints of all findings, in order; a number tells those apart that are alike.</summary>
    public static IEnumerable<string> Of(IEnumerable<Finding> findings, string root)
    {
        var seen = new Dictionary<string, int>();
        foreach (var finding in findings)
        {
            var anchor = finding.Symbol ?? $"{Path.GetRelativePath(root, finding.Place.File).Replace('\\', '/')}|{finding.Message}";
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule.Id}|{anchor}")))[..HexDigits];
            seen[hash] = seen.GetValueOrDefault(hash) + 1;
            yield return $"{hash}:{seen[hash]}";
        }
    }
}
