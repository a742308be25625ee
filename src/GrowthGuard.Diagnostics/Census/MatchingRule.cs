namespace GrowthGuard.Census;

/// <summary>The analyzer rule that finds growth of this sort in the code.</summary>
internal static class MatchingRule
{
    public static string Of(StoreKind kind, StoreLifetime lifetime) => (kind, lifetime) switch
    {
        (StoreKind.Cache, _) => "GG1005",
        (StoreKind.Channel, _) => "GG1006",
        (StoreKind.Event, not StoreLifetime.Container) => "GG1007",
        (StoreKind.Registrations or StoreKind.Timers, _) => "GG1009",
        (StoreKind.Assemblies, _) => "GG1010",
        (_, StoreLifetime.Container) => "GG2002",
        (_, StoreLifetime.Singleton) => "GG1008",
        _ => "GG1001",
    };
}
