using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Statistics;

/// <summary>Makes a series from functions of the number of invocations, as far as the judge lets it.</summary>
internal sealed class SeriesBuilder(MemoryFlatOptions? options = null, RunEnvironment? environment = null)
{
    private readonly MemoryFlatOptions _options = options ?? new MemoryFlatOptions();
    private readonly Dictionary<MemoryChannel, Func<int, long>> _channels = new()
    {
        [MemoryChannel.Heap] = _ => 1_000_000,
        [MemoryChannel.Private] = _ => 5_000_000
    };
    private readonly List<(CensusRoot Root, Func<int, long> Count)> _roots = [];

    public MemorySeries Series { get; } = new();

    public JudgeOptions Judging => JudgeOptions.Of(_options, environment ?? TestEnvironment.Any);

    public SeriesBuilder With(MemoryChannel channel, Func<int, double> value)
    {
        _channels[channel] = invocations => (long)value(invocations);
        return this;
    }

    public SeriesBuilder With(CensusRoot root, Func<int, long> count)
    {
        _roots.Add((root, count));
        Series.Add(root);
        return this;
    }

    public SeriesBuilder With(string root, Func<int, long> count, long? bound = null) =>
        With(new CensusRoot { Name = root, Bound = bound }, count);

    public Decision Decide()
    {
        var judge = new FlatOrConfirm(Judging);
        for (var invocations = 0; ; invocations += _options.BatchSize)
        {
            var values = Channels.All
                .Select(channel => _channels.TryGetValue(channel, out var value) ? value(invocations) : Sample.Unknown).ToArray();
            Series.Add(new Sample(invocations, values), _roots.Select(root => root.Count(invocations)).ToArray());
            if (judge.Judge(Series) is { } decision)
            {
                return decision;
            }
        }
    }

    public MemoryFlatResult Result(long? trimmed = null)
    {
        var decision = Decide();
        return new Findings(Judging, Series, decision, trimmed).ToResult(
            "Test",
            failures: 0,
            TimeSpan.Zero,
            TestEnvironment.Any,
            memoryLimit: null);
    }
}
