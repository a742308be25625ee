namespace GrowthGuard.Analyzers.Facts;

/// <summary>What a line of a facts file says; its word in the file is in <see cref="FactReader"/>.</summary>
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
    MadePerCall,
    LongLived,
    LongLivedMember,
    WeakEvent,
    Registration,
    ProcessCode,
    ProcessData,
    CallbackVerb,
    StartVerb,
    StartupMethod,
    StartupAttribute,
    StartupParameter,
    RegistrationVerb,
    TestAttribute,
}
