using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Testing;

/// <summary>
/// A run came to no verdict: the scenario threw, hung, ended its process, or could not be started. The message says which, and what to do.
/// </summary>
/// <param name="failure">What went wrong.</param>
/// <param name="message">What went wrong in words, with the last output of the process.</param>
public sealed class MemoryRunException(RunFailure failure, string message) : Exception(message)
{
    /// <summary>What went wrong.</summary>
    public RunFailure Failure { get; } = failure;

    /// <summary>The name of the scenario; null when there was none yet.</summary>
    public string? Scenario { get; internal set; }

    /// <summary>What was read until then; null when nothing was.</summary>
    public MemorySeries? Series { get; internal set; }

    /// <summary>What went wrong, and what had grown until then.</summary>
    public override string Message =>
        Series is { } series && UntilThen.InWords(series) is { } until ? $"{base.Message}\n{until}" : base.Message;
}
