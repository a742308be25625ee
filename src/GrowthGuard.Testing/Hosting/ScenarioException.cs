namespace GrowthGuard.Testing.Hosting;

/// <summary>The scenario cannot be made or has thrown; the message says what and where.</summary>
internal sealed class ScenarioException(RunFailure failure, string message) : Exception(message)
{
    public RunFailure Failure { get; } = failure;

    /// <summary>Tells of an exception of the scenario, with its stack.</summary>
    public static ScenarioException Of(RunFailure failure, string what, Exception exception) => new(failure, $"{what}:\n{exception}");
}
