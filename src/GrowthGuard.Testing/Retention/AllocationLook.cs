using System.Diagnostics;
using GrowthGuard.Census;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Retention;

/// <summary>
/// Says where what grows is allocated: lets a child go on when the verdict is known, and samples what it allocates. The runtime samples one
/// object in so many bytes, so a leak of few bytes needs many invocations to show.
/// </summary>
/// <param name="subject">The process.</param>
/// <param name="options">How it is run.</param>
/// <param name="find">Finds what looks into a process, for an assembly.</param>
internal sealed class AllocationLook(ISubject subject, MemoryFlatOptions options, Func<string, IHeapReader?> find)
{
    private const double BytesPerSample = 100 * 1024;

    /// <summary>Enough to tell the place that leaks from places that allocate the same type now and then.</summary>
    private const int WantedSamples = 20;

    /// <summary>Few and large ones: what the kit allocates after each of them would be most of what is sampled.</summary>
    private const int Batches = 5;

    private const int MostSites = 6;

    private const int MostSitesOfType = 3;

    /// <summary>Farther out, a stack is that of the host.</summary>
    private const int MostFrames = 15;

    /// <summary>An invocation that takes long is sampled for so long.</summary>
    private static readonly TimeSpan TimeToInvoke = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestInvocation = TimeSpan.FromMicroseconds(10);

    private static readonly TimeSpan TimeToLook = TimeSpan.FromSeconds(60);

    /// <summary>The result with the places that allocate what grows. The verdict is the same, whatever happens here.</summary>
    public async Task<MemoryFlatResult> ExplainAsync(MemoryFlatResult result, CancellationToken cancellation)
    {
        var types = TypesThatGrow(result);
        if (subject.ProcessId is not { } process)
        {
            return WithNote("run it in a process of its own (RunAsync).");
        }

        var look = await LateLook<IReadOnlyList<AllocationSample>>.TakeAsync(TimeToLook, LookAsync, cancellation).ConfigureAwait(false);
        result = result with { HasFailedLate = look.HasFailedLate };
        return look switch
        {
            { Failure: { } failure } => WithNote(failure),
            { Seen: null } => WithNote($"reference the package {HeapReaders.Package} in the test project."),
            _ when types.Count == 0 => WithNote("no type is known to grow."),
            { Seen: { } samples } => result with { Allocated = Sites(samples, types) },
        };

        MemoryFlatResult WithNote(string why) => result.WithNote($"Allocations were not sampled: {why}");

        async Task<IReadOnlyList<AllocationSample>?> LookAsync(CancellationToken limit)
        {
            if (find(subject.AssemblyFile) is not { } reader)
            {
                return null;
            }

            if (types.Count == 0)
            {
                return [];
            }

            var batch = Math.Max(options.BatchSize, Invocations(result) / Batches);
            using var sampling = await Task.Run(() => reader.SampleAllocations(process), limit).ConfigureAwait(false);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Batches && watch.Elapsed < TimeToInvoke; i++)
            {
                await subject.RunAsync(batch, limit).ConfigureAwait(false);
            }

            return await Task.Run(() => sampling.Stop(limit), limit).ConfigureAwait(false);
        }
    }

    /// <summary>As many as give the wanted samples, and as fit into the time.</summary>
    private static int Invocations(MemoryFlatResult result) => (int)Math.Min(
        WantedSamples * BytesPerSample / Math.Max(1, result.BytesPerInvocation),
        TimeToInvoke / (result.Latency?.Median is { } time && time > ShortestInvocation ? time : ShortestInvocation));

    /// <summary>The places that allocate objects of some types, type by type, the one that does most first.</summary>
    /// <param name="samples">What was sampled.</param>
    /// <param name="types">Names of types, without namespaces.</param>
    public static IReadOnlyList<AllocationSite> Sites(IReadOnlyList<AllocationSample> samples, IReadOnlyList<string> types)
    {
        var known = samples
            .Select(sample => (Type: HeapTypeName.CSharp(sample.Type), Stack: string.Join('\n', Frames(sample))))
            .ToLookup(sample => sample.Type, sample => sample.Stack);
        return [.. types.SelectMany(type => SitesOf(type, [.. known[type]])).Take(MostSites)];
    }

    private static IEnumerable<AllocationSite> SitesOf(string type, List<string> stacks) => stacks
        .GroupBy(stack => stack)
        .OrderByDescending(site => site.Count())
        .ThenBy(site => site.Key, StringComparer.Ordinal)
        .Take(MostSitesOfType)
        .Select(site => new AllocationSite(type, site.Key.Split('\n'), site.Count(), (double)site.Count() / stacks.Count));

    /// <summary>
    /// What the heap showed to grow, and the entries of stores that grew; then what these hold, which is allocated elsewhere too.
    /// </summary>
    public static IReadOnlyList<string> TypesThatGrow(MemoryFlatResult result)
    {
        var held = (result.Held ?? []).Where(held => !held.IsThread).ToList();
        return
        [
            .. held.Select(grown => HeapTypeName.WithKeywords(grown.Type))
                .Concat(result.Roots.SelectMany(root => root.Root.Entry?.Split(": ") ?? []))
                .Concat(held.SelectMany(grown => grown.Contents).Select(HeapTypeName.CSharp))
                .Distinct(),
        ];
    }

    private static IEnumerable<string> Frames(AllocationSample sample) =>
        sample.Stack.TakeWhile(frame => !HeapTypeName.IsOfKit(frame)).Take(MostFrames).Select(HeapTypeName.Readable);
}
