using GrowthGuard.Testing.Experiments;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Statistics;

/// <summary>Series that the experiment measured (<c>run --series FOLDER</c>).</summary>
internal static class RecordedSeries
{
    public static Decision Decide(string file)
    {
        var judge = new FlatOrConfirm(JudgeOptions.Of(new MemoryFlatOptions(), TestEnvironment.Any));
        return SeriesText
            .Read(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", file)))
            .Select(judge.Judge)
            .First(decision => decision is not null)!;
    }
}
