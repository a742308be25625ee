using System.Text;

namespace GrowthGuard.Comparison;

/// <summary>The findings of GrowthGuard, and what the related rules of the peers say of the same lines.</summary>
internal static class ComparisonTable
{
    private static readonly (string Name, string Prefix)[] Peers = [("SonarAnalyzer", "S"), ("Meziantou", "MA"), (".NET analyzers", "CA")];

    public static string Of(IReadOnlyList<Result> results, IReadOnlySet<string> related)
    {
        var found = results.Where(result => result.Rule.StartsWith("GG", StringComparison.Ordinal))
            .OrderBy(result => result.File, StringComparer.Ordinal)
                .ThenBy(result => result.Line)
                .ThenBy(result => result.Rule, StringComparer.Ordinal).ToList();
        var peers = results.Where(result => related.Contains(result.Rule)).ToList();
        var table = new StringBuilder();
        table.Append(
            $"| leak | GrowthGuard |{string.Concat(Peers.Select(peer => $" {peer.Name} |"))}\n" +
            $"| --- | --- |{string.Concat(Peers.Select(_ => " --- |"))}\n");
        foreach (var result in found)
        {
            var said = peers.Where(peer => result.Lines.Contains((peer.File, peer.Line)))
                .Select(peer => peer.Rule).Distinct()
                .Order(StringComparer.Ordinal).ToList();
            table.Append(
                $"| {result.File}:{result.Line} | {result.Rule} |{string.Concat(Peers.Select(peer => $" {string.Join(", ", said.Where(rule => IsOf(rule, peer.Prefix)))} |".Replace("  |", " |", StringComparison.Ordinal)))}\n");
        }

        var together =
            Peers.Select(
                peer =>
                    $" {found.Count(result => peers.Any(one => IsOf(one.Rule, peer.Prefix) && result.Lines.Contains((one.File, one.Line))))} |");
        table.Append($"| of {found.Count} findings | {found.Count} |{string.Concat(together)}");
        return table.ToString();
    }

    private static bool IsOf(string rule, string prefix) =>
        rule.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(rule[prefix.Length]);
}
