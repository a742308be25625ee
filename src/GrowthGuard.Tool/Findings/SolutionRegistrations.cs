using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Findings;

/// <summary>
/// What all projects of a run register of each other's classes: what one project registers, another defines, and only who sees both knows
/// whether a class is a singleton.
/// </summary>
internal sealed class SolutionRegistrations
{
    private readonly Dictionary<string, SortedSet<string>> _singletons = [];
    private readonly Dictionary<string, SortedSet<string>> _others = [];

    /// <summary>Adds the lines of a record.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public void Add(string record)
    {
        foreach (var line in record.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // The name of an assembly may have blanks.
            var (first, last) = (line.IndexOf(' '), line.LastIndexOf(' '));
            if (first <= 0 || last <= first)
            {
                throw new FormatException($"'{line}' is no registration");
            }

            var lifetimes = line[..first] == SolutionRecord.Singleton ? _singletons : _others;
            var type = line[(last + 1)..];
            if (!lifetimes.TryGetValue(type, out var assemblies))
            {
                lifetimes.Add(type, assemblies = new SortedSet<string>(StringComparer.Ordinal));
            }

            assemblies.Add(line[(first + 1)..last]);
        }
    }

    /// <summary>
    /// Says of each finding that holds if a class is a singleton whether it is one. What was recorded for that case only is left out
    /// otherwise.
    /// </summary>
    public IReadOnlyList<Finding> Join(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(Joined).OfType<Finding>()];

    private Finding? Joined(Finding finding)
    {
        if (finding.IfSingleton is not { } condition)
        {
            return finding;
        }

        if (_singletons.TryGetValue(condition.Type, out var registering))
        {
            return finding with
            {
                Level = condition.Level > finding.Level ? condition.Level : finding.Level,
                Message = WithCondition(finding.Message, $"registered as a singleton in {Names(registering)}"),
            };
        }

        if (condition.IsRecordOnly)
        {
            return null;
        }

        return _others.TryGetValue(condition.Type, out registering)
            ? finding with
            {
                Level = finding.Level < RuleLevel.Info ? finding.Level : RuleLevel.Info,
                Message = $"{finding.Message}; {Names(registering)} registers it with a shorter life",
            }

            // Where nothing was recorded at all, nothing is known.
            : _singletons.Count + _others.Count == 0 ? finding
            : finding with { Message = $"{finding.Message}; no project of this run names it in a registration" };
    }

    private static string WithCondition(string message, string known) =>
        message.Contains(SolutionRecord.Condition, StringComparison.Ordinal)
            ? message.Replace(SolutionRecord.Condition, $", {known},", StringComparison.Ordinal)
            : $"{message} ({known})";

    private static string Names(SortedSet<string> assemblies) => string.Join(" and ", assemblies.Select(name => $"'{name}'"));
}
