namespace GrowthGuard.Testing;

/// <summary>Why a run came to no verdict.</summary>
public enum RunFailure
{
    /// <summary>The scenario cannot be run: wrong type, missing files, options that contradict each other.</summary>
    Setup,

    /// <summary>The process could not be started, or ended before the scenario was made.</summary>
    Start,

    /// <summary>The constructor or the set-up of the scenario threw.</summary>
    ScenarioThrew,

    /// <summary>An invocation threw.</summary>
    InvocationThrew,

    /// <summary>A batch did not end in time.</summary>
    Hang,

    /// <summary>The run as a whole took too long.</summary>
    TimedOut,

    /// <summary>The process was ended by the scenario itself.</summary>
    Exited,

    /// <summary>The process crashed or was killed, for lack of memory perhaps.</summary>
    Crashed,

    /// <summary>Other work in the same process makes a measurement worthless.</summary>
    NotAlone,
}
