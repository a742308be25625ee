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
    Configuration,
    HandlerParameter,
    HandlerAttribute,
    HandlerBase,
    SingletonRegistration,
    ProcessLived,
    StartupMethod,
    StartupAttribute,
    StartupParameter,
    RegistrationVerb,
    TestAttribute,
}
