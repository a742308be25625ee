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

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeToLook);
        try
        {
            if (find(subject.AssemblyFile) is not { } reader)
            {
                return result;
            }

            var before = await Task.Run(() => reader.Read(process, limit.Token), limit.Token).ConfigureAwait(false);
            for (var batch = 0; batch < BatchesBetween; batch++)
            {
                await subject.RunAsync(options.BatchSize, limit.Token).ConfigureAwait(false);
            }

            var after = await Task.Run(() => reader.Read(process, limit.Token), limit.Token).ConfigureAwait(false);
            return result with { Held = Compare(before, after, result) };
        }
        catch (MemoryRunException e)
        {
            return result with { HasFailedLate = true, HeapFailure = e.Message };
        }
        catch (OperationCanceledException)
        {
            // The run may have no time left to be torn down; the verdict is known all the same.
            return result with
            {
                HasFailedLate = cancellation.IsCancellationRequested,
                HeapFailure = FormattableString.Invariant($"it took more than {TimeToLook.TotalSeconds:0} s or the time limit of the run.")
            };
        }
        catch (Exception e)
        {
            // What reads the heap knows runtimes and systems that are newer than it only by chance; the verdict needs none of it.
            return result with { HeapFailure = e.Message };
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
