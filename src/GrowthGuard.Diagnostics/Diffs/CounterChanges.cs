namespace GrowthGuard.Diagnostics;

/// <summary>Compares the counters of two snapshots.</summary>
internal static class CounterChanges
{
    public static CounterChange[] Between(CensusSnapshot before, CensusSnapshot after, WorkDone work)
    {
        var changes = new List<CounterChange>();
        Compare([], before.Sections, after.Sections, work, changes);
        return
        [
            .. changes
                .OrderByDescending(change => change.IsOverBound)
                .ThenByDescending(change => change.Delta > 0 && !change.IsUnbounded)
                .ThenByDescending(change => change.Delta ?? 0)
                .ThenBy(change => string.Join('\n', change.Section), StringComparer.Ordinal)
                .ThenBy(change => change.Name, StringComparer.Ordinal),
        ];
    }

    private static void Compare(
        string[] path,
        IReadOnlyList<SectionReading> before,
        IReadOnlyList<SectionReading> after,
        WorkDone work,
        List<CounterChange> changes)
    {
        foreach (var (first, last) in Paired(before, after, section => section.Name))
        {
            string[] here = [.. path, (last ?? first)!.Name];
            changes.AddRange(Paired(
                first?.Counters ?? [],
                last?.Counters ?? [],
                counter => counter.Name).Select(pair => Change(here, pair.Before, pair.After, work)));
            Compare(here, first?.Sections ?? [], last?.Sections ?? [], work, changes);
        }
    }

    /// <summary>Each with its namesake, or with null.</summary>
    private static IEnumerable<(T? Before, T? After)> Paired<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name)
        where T : class
    {
        // Files may come from anywhere, and hold a name twice.
        var rest = before.DistinctBy(name).ToDictionary(name);
        foreach (var last in after.DistinctBy(name))
        {
            rest.Remove(name(last), out var first);
            yield return (first, last);
        }

        foreach (var first in rest.Values)
        {
            yield return (first, null);
        }
    }

    private static CounterChange Change(string[] section, CounterReading? before, CounterReading? after, WorkDone work)
    {
        var known = (after ?? before)!;
        var delta = after?.Count - before?.Count;
        return new CounterChange
        {
            Section = section,
            Name = known.Name,
            Kind = known.Kind,
            Before = before?.Count,
            After = after?.Count,
            PerHour = work.PerHour(delta),
            PerRequest = work.PerRequest(delta),
            PerInvocation = work.PerInvocation(delta),
            Bound = known.Bound,
            IsUnbounded = known.IsUnbounded,
            StoreType = known.StoreType,
            Symbol = known.Symbol,
            RuleId = known.RuleId,
        };
    }
}
