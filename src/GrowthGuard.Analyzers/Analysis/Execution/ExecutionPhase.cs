namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>When code runs, in the life of a process.</summary>
internal enum ExecutionPhase
{
    /// <summary>While the process or the type is initialised: a bounded number of times.</summary>
    Initialisation,

    /// <summary>No code that is seen calls it, or it cannot be told when: neither proof of growth nor of its absence.</summary>
    Unknown,

    /// <summary>In a test fixture, which lives as long as a test run.</summary>
    Test,

    /// <summary>Again and again, as long as the process lives.</summary>
    SteadyState,
}
