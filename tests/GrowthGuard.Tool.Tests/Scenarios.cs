using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Tests;

/// <summary>What <c>growthguard flat</c> is tested with.</summary>
internal static class Scenarios
{
    internal sealed class Still : IMemoryScenario
    {
        public ValueTask InvokeAsync(int invocation) => ValueTask.CompletedTask;
    }

    internal sealed class Keeping : IMemoryScenario
    {
        private static readonly List<byte[]> Kept = []; // bound: unbounded (grows on purpose)

        public ValueTask InvokeAsync(int invocation)
        {
            Kept.Add(new byte[200]);
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class Failing : IMemoryScenario
    {
        public ValueTask InvokeAsync(int invocation) =>
            throw new InvalidOperationException($"A is {Environment.GetEnvironmentVariable("A")}");
    }

    /// <summary>None: it cannot be made.</summary>
    internal sealed class WithParameter(int value) : IMemoryScenario
    {
        public ValueTask InvokeAsync(int invocation) => ValueTask.FromException(new InvalidOperationException($"{value}"));
    }

    /// <summary>None: there is nothing to make.</summary>
    internal abstract class Abstract : IMemoryScenario
    {
        public abstract ValueTask InvokeAsync(int invocation);
    }
}
