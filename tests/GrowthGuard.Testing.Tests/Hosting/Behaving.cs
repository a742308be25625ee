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

/// <summary>Holds a handler, as the first example of the documentation does.</summary>
internal sealed class HoldingScenario : IMemoryScenario
{
    private readonly HeldHandler _handler = new();

    public ValueTask InvokeAsync(int invocation)
    {
        _handler.Handle();
        return ValueTask.CompletedTask;
    }
}

internal sealed class HeldHandler
{
    private readonly HashSet<int> _seen = [];

    public void Handle() => _seen.Add(_seen.Count);
}

/// <summary>A cache of one's own, which drops the oldest entry when it is full.</summary>
internal sealed class OwnCache(int capacity)
{
    private readonly Dictionary<int, byte[]> _entries = [];

    public void Add(int key)
    {
        _entries.Remove(key - capacity);
        _entries[key] = new byte[100];
    }
}

internal sealed class BoundedWrapperScenario : IMemoryScenario
{
    [Bounded(3000, By = "Add drops the oldest")]
    private static readonly OwnCache Bounded = new(3000);

    public ValueTask InvokeAsync(int invocation)
    {
        Bounded.Add(invocation);
        return ValueTask.CompletedTask;
    }
}

internal sealed class PlainWrapperScenario : IMemoryScenario
{
    internal static readonly OwnCache Plain = new(3000);

    public ValueTask InvokeAsync(int invocation)
    {
        Plain.Add(invocation);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Nobody uses it, so nobody should hear of it.</summary>
internal static class LoudStatics
{
    public const string Words = "static constructor of nobody";

    public static readonly List<string> Lines = Speak();

    private static List<string> Speak()
    {
        Console.WriteLine(Words);
        return [];
    }
}
