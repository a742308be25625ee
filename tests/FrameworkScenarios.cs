using GrowthGuard.Testing;

namespace GrowthGuard.FrameworkTests;

/// <summary>Keeps nothing.</summary>
public sealed class FlatHandler : IMemoryScenario
{
    public ValueTask InvokeAsync(int invocation)
    {
        _ = $"order {invocation % 50}".Split(' ');
        return ValueTask.CompletedTask;
    }
}

/// <summary>Keeps a hundred bytes of each invocation.</summary>
public sealed class GrowingHandler : IMemoryScenario
{
    private static readonly List<byte[]> Kept = []; // bound: unbounded (grows on purpose)

    public ValueTask InvokeAsync(int invocation)
    {
        Kept.Add(new byte[100]);
        return ValueTask.CompletedTask;
    }
}
