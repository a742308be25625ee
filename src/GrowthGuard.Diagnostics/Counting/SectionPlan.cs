namespace GrowthGuard.Diagnostics.Counting;

/// <summary>What one snapshot counts of a section: others may register and remove counters meanwhile.</summary>
internal sealed class SectionPlan
{
    private readonly string _name;
    private readonly IReadOnlyList<RegisteredCounter> _counters;
    private readonly SectionPlan[] _sections;
    private readonly int _first;

    private SectionPlan(CensusSection section, List<RegisteredCounter> all)
    {
        _name = section.Name;
        _counters = section.Counters;
        _first = all.Count;
        all.AddRange(_counters);
        _sections = [.. section.Sections.Select(inner => new SectionPlan(inner, all))];
    }

    /// <param name="sections">The sections to count.</param>
    /// <param name="counters">All of their counters, in the order in which <see cref="ToReading"/> wants the results.</param>
    public static SectionPlan[] Of(IReadOnlyList<CensusSection> sections, out List<RegisteredCounter> counters)
    {
        var all = counters = [];
        return [.. sections.Select(section => new SectionPlan(section, all))];
    }

    public SectionReading ToReading(CounterResult[] results) => new()
    {
        Name = _name,
        Source = SectionSource.App,
        Counters = [.. _counters.Select((counter, index) => counter.ToReading(results[_first + index]))],
        Sections = [.. _sections.Select(section => section.ToReading(results))],
    };
}
