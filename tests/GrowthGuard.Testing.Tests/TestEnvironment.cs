namespace GrowthGuard.Testing.Tests;

internal static class TestEnvironment
{
    public static RunEnvironment Any { get; } = new()
    {
        Runtime = ".NET",
        System = "Linux",
        Architecture = "X64",
        Processors = 2,
        IsChildProcess = true,
        TieredCompilation = false,
        ServerGc = false,
        SystemIsProven = true
    };
}
