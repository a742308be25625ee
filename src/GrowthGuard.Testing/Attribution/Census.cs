namespace GrowthGuard.Testing.Attribution;

/// <summary>Makes the census that a run takes.</summary>
internal static class Census
{
    /// <summary>The census for a scenario.</summary>
    public static ICensus For(CensusRequest request) => new StaticFieldCensus(request);
}
