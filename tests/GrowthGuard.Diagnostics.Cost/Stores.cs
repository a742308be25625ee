namespace GrowthGuard.Diagnostics.Cost;

/// <summary>A census of 200 stores, as a program of some size has them.</summary>
internal static class Stores
{
    private const int Sections = 20;
    private const int PerSection = 10;

    public const int Number = Sections * PerSection;

    public static GrowthCensus Census()
    {
        var census = GrowthCensus.Create();
        for (var i = 0; i < Sections; i++)
        {
            var section = census.Section($"section {i}");
            for (var j = 0; j < PerSection; j++)
            {
                var store = Enumerable.Range(0, 1000).ToDictionary(number => number);
                section.Count($"store {j}", () => store.Count, bound: 2000);
            }
        }

        return census;
    }
}
