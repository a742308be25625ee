using System.Globalization;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Experiments;

/// <summary>A series as text, one sample a line: to keep what was measured, and to judge it again without running anything.</summary>
internal static class SeriesText
{
    private const string RootPrefix = "root:";
    private const string Invocations = "invocations";

    /// <summary>Writes a series, without the roots whose count never changed.</summary>
    public static IEnumerable<string> Write(MemorySeries series)
    {
        var channels = Channels.All.Where(series.Has).ToList();
        var roots = series.Roots.Where(root => root.Counts.Distinct().Count() > 1).ToList();
        yield return string.Join(
            ',',
            channels.Select(channel => $"{channel}").Prepend(Invocations).Concat(roots.Select(root => $"{RootPrefix}{root.Root.Name}")));
        for (var i = 0; i < series.Samples.Count; i++)
        {
            var sample = series.Samples[i];
            yield return string.Join(
                ',',
                channels.Select(channel => sample[channel]).Prepend(sample.Invocations).Concat(roots.Select(root => root.Counts[i])));
        }
    }

    /// <summary>Reads a series sample by sample.</summary>
    /// <returns>The same series each time, with one more sample.</returns>
    public static IEnumerable<MemorySeries> Read(IEnumerable<string> lines)
    {
        var series = new MemorySeries();
        string[]? names = null;
        foreach (var line in lines)
        {
            var cells = line.Split(',');
            if (names is null)
            {
                names = cells;
                foreach (var name in names.Where(name => name.StartsWith(RootPrefix, StringComparison.Ordinal)))
                {
                    series.Add(new CensusRoot { Name = name[RootPrefix.Length..] });
                }

                continue;
            }

            var numbers = cells.Select(cell => long.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            var values = new long[Channels.Count];
            Array.Fill(values, Sample.Unknown);
            for (var i = 1; i < names.Length && !names[i].StartsWith(RootPrefix, StringComparison.Ordinal); i++)
            {
                values[(int)Enum.Parse<MemoryChannel>(names[i])] = numbers[i];
            }

            series.Add(new Sample((int)numbers[0], values), numbers.AsSpan(numbers.Length - series.Roots.Count));
            yield return series;
        }
    }
}
