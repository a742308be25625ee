namespace GrowthGuard.Analyzers.Facts;

/// <summary>What a line of a facts file says; its word in the file is in <see cref="FactWords"/>.</summary>
internal enum FactKind
{
    Keyed,
    Sequence,
    Persistent,
    PersistentKeyed,
    Adder,
    Weak,
    Bounded,
    Closed,
    Code,
    Configuration,
    HandlerParameter,
    HandlerAttribute,
    HandlerBase,
    HandlerTaker,
    SingletonRegistration,
    ProcessLived,
    StartupMethod,
    StartupAttribute,
    StartupParameter,
    RegistrationVerb,
    TestAttribute,
    Queue,
    UnboundedQueue,
    Capacity,
    Cache,
    CacheLimit,
    CacheExpiry,
    CacheSize,
}
