using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing;

/// <summary>What came of a run.</summary>
public sealed record MemoryFlatResult
{
    /// <summary>The name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What kind of thing grows; <see cref="GrowthCause.None"/> when nothing does.</summary>
    public required GrowthCause Cause { get; init; }

    /// <summary>Why the verdict is what it is, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>How fast each channel grew; those that decide come first.</summary>
    public required IReadOnlyList<ChannelRate> Rates { get; init; }

    /// <summary>The roots that grew, the one that explains most first.</summary>
    public required IReadOnlyList<GrowingRoot> Roots { get; init; }

    /// <summary>
    /// Of a flat run: stores that grow all along, but by less than is allowed (<see cref="MemoryFlatOptions.AllowEntries"/>), and have no
    /// bound.
    /// </summary>
    public IReadOnlyList<GrowingRoot> SlowRoots { get; init; } = [];

    /// <summary>
    /// What grew on the managed heap, and what holds it, the one that explains most first. Null when the heap was not read, since the
    /// counted stores explain the growth, memory is flat, or the package GrowthGuard.Testing.Heap is not referenced.
    /// </summary>
    public IReadOnlyList<HeapGrowth>? Held { get; init; }

    /// <summary>
    /// Where what grows is allocated, the place that does most first; null when that was not sampled
    /// (<see cref="MemoryFlatOptions.SampleAllocations"/>).
    /// </summary>
    public IReadOnlyList<AllocationSite>? Allocated { get; init; }

    /// <summary>The dump of the process; null when none was kept (<see cref="MemoryFlatOptions.KeepDump"/>).</summary>
    public string? Dump { get; init; }

    /// <summary>
    /// The line of <c>GrowthGuard.leaks.txt</c> that accepts the leak, so that it fails no test; null when it is new or grew worse, and for
    /// memory that is flat.
    /// </summary>
    public AcceptedLeak? Accepted { get; init; }

    /// <summary>All that was read.</summary>
    public required MemorySeries Series { get; init; }

    /// <summary>The first invocation of the part of the run that was judged; what is before it is warm-up or does not matter.</summary>
    public required int JudgedFrom { get; init; }

    /// <summary>How many invocations were made.</summary>
    public required int Invocations { get; init; }

    /// <summary>How many invocations threw; only with <see cref="MemoryFlatOptions.TolerateFailures"/>.</summary>
    public int Failures { get; init; }

    /// <summary>How many invocations were made at the same time.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long the run took, the start of the process included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// How long an invocation took: the median of the batches, without the first quarter of them and without what was read in between; zero
    /// when that was not measured.
    /// </summary>
    public TimeSpan InvocationTime { get; init; }

    /// <summary>How long the invocations took one by one; null when they were made in the process of the test.</summary>
    public InvocationLatency? Latency { get; init; }

    /// <summary>Where and how it was measured.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>The memory limit to project to, in bytes: as set for the run, or that of the container; null when there is none.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The command that makes the same run again, with all its settings; null for a run in the process of the test.</summary>
    public string? RepeatCommand { get; init; }

    /// <summary>The last lines that the process wrote to its standard output and error.</summary>
    public IReadOnlyList<string> OutputTail { get; init; } = [];

    /// <summary>Where the files of the report are; null when none were written.</summary>
    public ReportFiles? Reports { get; init; }

    /// <summary>Whether a host was measured, whose speed is worth a line.</summary>
    internal bool IsHosted { get; init; }

    /// <summary>Whether the scenario failed after the verdict.</summary>
    internal bool HasFailedLate { get; init; }

    /// <summary>
    /// Why the heap could not be read though there was a reason to; null when it was, or when nothing was there to read it.
    /// </summary>
    internal string? HeapFailure { get; init; }

    /// <summary>Whether something grew that the counted stores do not explain, so that a look at the heap would tell more.</summary>
    internal bool IsUnexplained =>
        Verdict is not (Verdict.Flat or Verdict.Noisy)
        && (Cause == GrowthCause.Threads ||
            (Cause != GrowthCause.BoundExceeded && RateOf(MemoryChannel.Heap) is { Verdict: not Verdict.Flat } &&
                Advice.Share(this) < Advice.Explained));

    /// <summary>The same result with a note to its reader.</summary>
    internal MemoryFlatResult WithNote(string note) =>
        this with { Environment = Environment with { Notes = [.. Environment.Notes, note] } };

    /// <summary>The rate of a channel, or null when it was not measured.</summary>
    public ChannelRate? RateOf(MemoryChannel channel) => Rates.FirstOrDefault(rate => rate.Channel == channel);

    /// <summary>
    /// Growth in bytes per invocation that counts for a projection: the fastest of the channels that hold memory of the process; never
    /// negative.
    /// </summary>
    public double BytesPerInvocation =>
        new[] { MemoryChannel.Heap, MemoryChannel.Private, MemoryChannel.NativeInUse }
            .Max(channel => Math.Max(0, RateOf(channel)?.PerInvocation ?? 0));

    /// <summary>The report as one screen of text.</summary>
    public override string ToString() => TextReport.Of(this);

    /// <summary>The report as Markdown, as it is written to the summary of a job.</summary>
    public string ToMarkdown() => MarkdownReport.Of(this);

    /// <summary>The report as one HTML page with the curves, which needs nothing from elsewhere.</summary>
    public string ToHtml() => HtmlReport.Of(this);

    /// <summary>The report as JSON, with all that was read.</summary>
    public string ToJson() => JsonReport.Of(this);

    /// <summary>Throws when memory was not proven flat, and the leak is not accepted.</summary>
    /// <exception cref="MemoryNotFlatException">The verdict is not <see cref="Verdict.Flat"/>; the message is the report.</exception>
    public void ShouldBeFlat()
    {
        if (Verdict != Verdict.Flat && Accepted is null)
        {
            throw new MemoryNotFlatException(this);
        }
    }
}
