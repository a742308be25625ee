using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Baselines;

/// <summary>The baselines of a check, which accept together.</summary>
internal sealed class BaselineSet(IReadOnlyList<BaselineFile> files)
{
    private static readonly Rule OutOfDate = RuleCatalog.All.Single(rule => rule.Descriptor == RuleCatalog.BaselineIsOutOfDate);

    /// <summary>How loud lines are that accept nothing.</summary>
    public static RuleLevel LevelIn(PolicyMode mode) => OutOfDate.LevelIn(mode);

    public IReadOnlyList<BaselineFile> Files => files;

    /// <summary>Whether baselines are judged here; otherwise what compilers said of them stands.</summary>
    public bool IsEmpty => files.Count == 0;

    /// <summary>How many findings are accepted.</summary>
    public int CountOf((string Rule, string Symbol) key) => files.Sum(file => file.Text.CountOf(key));

    /// <summary>What a baseline knows a finding by; null when it cannot be accepted.</summary>
    public static (string Rule, string Symbol)? KeyOf(Finding finding) =>
        finding.Symbol is { } symbol && finding.Rule.CanBeAccepted ? (finding.Rule.Id, symbol) : null;

    /// <summary>
    /// The findings with the accepted ones suppressed, and a finding for each line that accepts nothing. A member that has more findings
    /// than are accepted keeps them all, as in the compiler.
    /// </summary>
    /// <param name="findings">Each finding once.</param>
    /// <param name="mode">The rules of other modes find nothing, and their lines are left alone.</param>
    /// <param name="level">How loud lines are that accept nothing.</param>
    /// <param name="isWhole">Whether everything that a file may be about was looked at.</param>
    public IReadOnlyList<Finding> Judge(IReadOnlyList<Finding> findings, PolicyMode mode, RuleLevel level, Func<BaselineFile, bool> isWhole)
    {
        if (IsEmpty)
        {
            return findings;
        }

        var open = Made(findings.Where(finding => finding.Suppression is null));
        var reasons = files.SelectMany(file => file.Text.Entries)
            .Where(entry => entry.Line.Error is null)
            .DistinctBy(entry => entry.Line.Key)
            .ToDictionary(entry => entry.Line.Key, entry => entry.Line.Reason);
        return
        [
            .. findings.Where(finding => finding.Rule != OutOfDate).Select(finding => finding.Suppression is null &&
                KeyOf(finding) is { } key && open[key] <= CountOf(key)
                ? finding with { Suppression = new Suppression(Suppression.External, reasons[key]) }
                : finding),
            .. level == RuleLevel.Off ? [] : Stale(findings, mode, level, isWhole),
        ];
    }

    /// <summary>How many findings there are for each key.</summary>
    public static IReadOnlyDictionary<(string Rule, string Symbol), int> Made(IEnumerable<Finding> findings) =>
        findings.Select(KeyOf).OfType<(string, string)>().CountBy(key => key).ToDictionary();

    /// <summary>Whether a rule was on, so that a line of it can be judged.</summary>
    public static bool IsOn((string Rule, string Symbol) key, PolicyMode mode) =>
        RuleCatalog.All.Single(rule => rule.Id == key.Rule).LevelIn(mode) != RuleLevel.Off;

    private IEnumerable<Finding> Stale(IReadOnlyList<Finding> findings, PolicyMode mode, RuleLevel level, Func<BaselineFile, bool> isWhole)
    {
        var made = Made(findings);
        foreach (var file in files)
        {
            var whole = isWhole(file);
            var seen = new HashSet<(string Rule, string Symbol)>();
            foreach (var (number, line) in file.Text.Entries)
            {
                var fault = line.Error is not null ? line.Error
                    : !seen.Add(line.Key) ? BaselineLine.SaidBefore
                    : whole && made.GetValueOrDefault(line.Key) is var left && left < CountOf(line.Key) &&
                        IsOn(line.Key, mode) ? BaselineLine.Stale(left)
                    : null;
                if (fault is not null)
                {
                    yield return new Finding
                    {
                        Rule = OutOfDate,
                        Level = level,
                        Message = $"Baseline line '{line.Text}' {fault}",
                        Place = new SourcePlace(file.Path, number, 1, number, line.Text.Length + 1),
                        Projects = [],
                    };
                }
            }
        }
    }
}
