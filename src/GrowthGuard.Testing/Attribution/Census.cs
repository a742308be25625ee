namespace GrowthGuard.Testing.Attribution;

/// <summary>Makes the census that a run takes.</summary>
internal static class Census
{
    /// <summary>
    /// The census for a scenario. Its first count should be thrown away, before the first measurement: it runs the static constructors
    /// of types that nothing has used yet.
    /// </summary>
    public static ICensus For(CensusRequest request) => new StoreCensus(request);
}
