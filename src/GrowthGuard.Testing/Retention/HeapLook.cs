using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Retention;

/// <summary>
/// Looks at the heap of a child twice, with some batches in between, when the verdict is known and the counted stores do not explain it.
/// What is judged has been read by then, so that stopping the process changes nothing that was measured.
/// </summary>
/// <param name="subject">The process.</param>
/// <param name="options">How it is run.</param>
/// <param name="find">Finds what reads the heap, for an assembly.</param>
internal sealed class HeapLook(ISubject subject, MemoryFlatOptions options, Func<string, IHeapReader?> find)
{
    /// <summary>Enough to tell what comes with each invocation from what comes once.</summary>
    private const int BatchesBetween = 10;

    /// <summary>A heap that takes longer is too large to be read here.</summary>
    private static readonly TimeSpan TimeToLook = TimeSpan.FromSeconds(60);

    /// <summary>The result with what grew and what holds it. The verdict is the same, whatever happens here.</summary>
    public async Task<MemoryFlatResult> ExplainAsync(MemoryFlatResult result, CancellationToken cancellation)
    {
        if (subject.ProcessId is not { } process)
        {
            return result;
        }

        var look = await LateLook<IReadOnlyList<HeapGrowth>>.TakeAsync(TimeToLook, LookAsync, cancellation).ConfigureAwait(false);
        return result with { Held = look.Seen, HeapFailure = look.Failure, HasFailedLate = look.HasFailedLate };

        async Task<IReadOnlyList<HeapGrowth>?> LookAsync(CancellationToken limit)
        {
            if (find(subject.AssemblyFile) is not { } reader)
            {
                return null;
            }

            var before = await Task.Run(() => reader.Read(process, limit), limit).ConfigureAwait(false);
            for (var batch = 0; batch < BatchesBetween; batch++)
            {
                await subject.RunAsync(options.BatchSize, limit).ConfigureAwait(false);
            }

            var after = await Task.Run(() => reader.Read(process, limit), limit).ConfigureAwait(false);
            return Compare(before, after, result);
        }
    }

    private IReadOnlyList<HeapGrowth> Compare(HeapSnapshot before, HeapSnapshot after, MemoryFlatResult result)
    {
        var perInvocation = result.RateOf(MemoryChannel.Heap)?.PerInvocation ?? 0;
        var grown = result.Series.Samples[^1][MemoryChannel.Heap] - result.Series.Samples[0][MemoryChannel.Heap];
        return new HeapComparison(before, after, BatchesBetween * options.BatchSize, options.AllowedHeap).Growths(
            perInvocation,
            (grown, result.Invocations));
    }
}
