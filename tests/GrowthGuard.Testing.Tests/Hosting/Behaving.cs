#pragma warning disable GG1001, GG1003 // These leak on purpose.
namespace GrowthGuard.Testing.Tests.Hosting;

internal sealed class FlatScenario : IMemoryScenario
{
    public ValueTask InvokeAsync(int invocation)
    {
        GC.KeepAlive(new byte[invocation % 100]);
        return ValueTask.CompletedTask;
    }
}

internal sealed class LeakingScenario : IMemoryScenario
{
    private static readonly List<byte[]> Kept = [];

    public ValueTask InvokeAsync(int invocation)
    {
        Kept.Add(new byte[100]);
        return ValueTask.CompletedTask;
    }
}

internal sealed class OverBoundScenario : IMemoryScenario
{
    [Bounded(10, By = "nothing, on purpose")]
    private static readonly List<int> Recent = [];

    public ValueTask InvokeAsync(int invocation)
    {
        if (invocation % 10 == 0)
        {
            Recent.Add(invocation);
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Tells what it finds in its environment.</summary>
internal sealed class SettingsScenario : IMemoryScenario
{
    public ValueTask SetUpAsync()
    {
        Console.WriteLine($"shop={Environment.GetEnvironmentVariable("SHOP")}");
        return ValueTask.CompletedTask;
    }

    public ValueTask InvokeAsync(int invocation) => ValueTask.CompletedTask;
}
