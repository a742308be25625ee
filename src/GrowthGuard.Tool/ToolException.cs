namespace GrowthGuard.Tool;

/// <summary>Ends the command with one message that tells the user what to do next.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(ExitCodes.Usage, message);

    public static ToolException BuildFailed(string message) => new(ExitCodes.BuildFailed, message);
}
