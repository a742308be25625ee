namespace GrowthGuard.Analyzers.Tests.Testing;

/// <summary>The shape of the test kit, and a test class of a user.</summary>
internal static class Kit
{
    private const string Types = """
        namespace GrowthGuard.Testing
        {
            using System;
            using System.Threading.Tasks;

            public enum Verdict { Flat, Leak }

            public sealed class MemoryFlatResult
            {
                public Verdict Verdict { get; }
                public void ShouldBeFlat() { }
            }

            public static class MemoryFlat
            {
                public static Task<MemoryFlatResult> RunAsync<T>() where T : new() => Task.FromResult(new MemoryFlatResult());
                public static Task<MemoryFlatResult> RunAsync(Func<int, ValueTask> handler) => Task.FromResult(new MemoryFlatResult());
                public static MemoryFlatResult InProcess(Action handler) => new MemoryFlatResult();
                public static string Version() => "1";
            }

            public static class MemoryFlatTasks
            {
                public static async Task<MemoryFlatResult> ShouldBeFlat(this Task<MemoryFlatResult> run) => await run;
            }
        }

        public sealed class Checkout { }

        public static class Assert
        {
            public static void Equal(object expected, object actual) { }
            public static System.Threading.Tasks.Task ThrowsAsync(System.Func<System.Threading.Tasks.Task> run) => run();
        }

        """;

    /// <summary>A class with one test.</summary>
    public static string Test(string test) => $$"""
        using System;
        using System.Threading.Tasks;
        using GrowthGuard.Testing;

        public sealed class CheckoutTests
        {
            {{test}}
        }

        """ + Types;
}
