namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Finds out whether others work in this process, such as tests that run in parallel: it waits a moment, in which the scenario stands
/// still, and looks at what has been allocated meanwhile. It looks again before it refuses, since a runner that still reports the test
/// before comes to rest and a test that runs in parallel does not. No test framework can be asked, and it would not know of threads that a
/// test has left behind. What does not allocate does no harm to the managed heap.
/// </summary>
internal static class OtherWork
{
    /// <summary>How long to wait before the first invocation.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);

    /// <summary>How long to wait between batches.</summary>
    public static readonly TimeSpan Later = TimeSpan.FromMilliseconds(10);

    /// <summary>More than a runner that waits for its test allocates, and a hundredth of what one busy test does.</summary>
    private const long AllowedBytes = 64 * 1024;

    /// <summary>How many moments in a row must be busy.</summary>
    private const int Moments = 20;

    /// <summary>Waits until nothing works, or gives up.</summary>
    /// <returns>Whether it had to wait.</returns>
    /// <exception cref="MemoryRunException">There is other work, and it does not come to rest.</exception>
    public static async Task<bool> RefuseAsync(string name, TimeSpan wait, CancellationToken cancellation)
    {
        var allocated = 0L;
        for (var moment = 0; moment < Moments; moment++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.Delay(wait, cancellation).ConfigureAwait(false);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (allocated <= AllowedBytes)
            {
                return moment > 0;
            }
        }

        throw Refusal(
            name,
            FormattableString.Invariant(
                $"{allocated / 1024} KB were allocated within {wait.TotalMilliseconds:0} ms while the scenario stood still"));
    }

    /// <summary>The failure of a run that was not alone.</summary>
    /// <param name="name">The name of the scenario.</param>
    /// <param name="evidence">How that is known.</param>
    public static MemoryRunException Refusal(string name, string evidence) => new(
        RunFailure.NotAlone,
        $"{name}: other work runs in this process: {evidence}. "
            + "Its memory cannot be told from that of the scenario. Let no other test run beside this one ([Collection] with DisableParallelization in xunit, [NonParallelizable] in NUnit, "
            + "[DoNotParallelize] in MSTest), or give the run a process of its own with MemoryFlat.RunAsync.");
}
