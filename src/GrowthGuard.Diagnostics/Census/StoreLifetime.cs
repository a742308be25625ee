namespace GrowthGuard.Census;

/// <summary>What holds a store for as long as the process lives.</summary>
internal enum StoreLifetime
{
    /// <summary>A static field or property.</summary>
    Static,

    /// <summary>An object that a static field or a service provider holds.</summary>
    Singleton,

    /// <summary>The one instance whose method the host calls for each invocation.</summary>
    Container,
}
