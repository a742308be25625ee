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

    /// <summary>The dump of the process; null when none was kept (<see cref="MemoryFlatOptions.KeepDump"/>).</summary>
    public string? Dump { get; internal set; }

    /// <summary>What went wrong, where the process was then, and what had grown until then.</summary>
    public override string Message
    {
        get
        {
            string?[] lines =
            [
                base.Message,
                Stacks,
                Series is { } series ? UntilThen.InWords(series) : null,
                Dump is null ? null : $"Dump: {Dump}",
            ];
            return string.Join('\n', lines.OfType<string>());
        }
    }

    /// <summary>Where its threads were, in words; null when that does not matter.</summary>
    internal string? Stacks { get; set; }
}
