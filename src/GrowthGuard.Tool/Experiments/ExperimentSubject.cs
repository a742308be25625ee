namespace GrowthGuard.Tool.Experiments;

/// <summary>What is compared: a server under load, or a scenario.</summary>
/// <param name="One">What it does again and again, in a word.</param>
/// <param name="MoreOption">The option that makes it do more of it.</param>
internal sealed record ExperimentSubject(string One, string MoreOption)
{
    public static ExperimentSubject Load { get; } = new("request", "--tries");

    public static ExperimentSubject Scenario { get; } = new("invocation", "--budget");
}
