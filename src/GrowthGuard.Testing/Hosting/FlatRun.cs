using System.Diagnostics;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Leaks;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Testing.Retention;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Hosting;

/// <summary>One run: batch after batch until the judge has decided.</summary>
/// <param name="name">The name of the scenario.</param>
/// <param name="options">How it is run and judged.</param>
/// <param name="repeat">The command that makes the same run again; null when only the test can.</param>
/// <param name="heap">Finds what looks into the process, for the tested assembly; null for the package that its project references.</param>
/// <param name="isHosted">Whether the scenario is a host.</param>
internal sealed class FlatRun(
    string name,
    MemoryFlatOptions options,
    string? repeat = null,
    Func<string, IHeapReader?>? heap = null,
    bool isHosted = false)
{
    /// <summary>More than that, and the share of invocations that throw has changed.</summary>
    private const double AllowedChange = 0.2;

    /// <summary>Names of stores to list when one was not found.</summary>
    private const int MostNames = 10;

    private readonly Func<string, IHeapReader?> _find = heap ?? HeapReaders.Find;

    /// <summary>Runs to the end, and writes the reports; the subject is ended in any case.</summary>
    /// <param name="subject">What is measured.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="makeAnother">Starts again where chance kept the first run from a verdict; null where that cannot be done.</param>
    public async Task<MemoryFlatResult> RunAsync(ISubject subject, CancellationToken cancellation, Func<ISubject>? makeAnother = null)
    {
        // Before anything runs: a mistake in the file is told at once.
        var leaks = options.LeaksFile ?? LeaksFile.Find(Path.GetDirectoryName(subject.AssemblyFile));
        IReadOnlyList<AcceptedLeak> accepted = leaks is null ? [] : LeaksFile.Read(leaks);
        var result = await MeasureToEndAsync(subject, cancellation).ConfigureAwait(false);
        if (makeAnother is not null && IsLeftToChance(result.Verdict))
        {
            var note = $"A run before this one came to no verdict ({result.Verdict}): {result.Reason}";
            result = await MeasureToEndAsync(makeAnother(), cancellation).ConfigureAwait(false);
            result = result.WithNote(note);
        }

        result = LeakJudge.Judge(result, accepted);
        return ReportWriter.Write(result, options.ReportFolder, Path.GetDirectoryName(subject.AssemblyFile));
    }

    /// <summary>
    /// What disturbs one run, on a machine that does other work, seldom comes again in the next. Memory that slows down is no chance:
    /// it would do so again.
    /// </summary>
    private static bool IsLeftToChance(Verdict verdict) => verdict is Verdict.Noisy or Verdict.Rare;

    private async Task<MemoryFlatResult> MeasureToEndAsync(ISubject subject, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.RunTimeLimit);
        var series = new MemorySeries();
        MemoryFlatResult result;
        await using (subject.ConfigureAwait(false))
        {
            try
            {
                result = await MeasureAsync(subject, series, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                var invocations = series.Samples.Count == 0 ? 0 : series.Samples[^1].Invocations;
                var failure = new MemoryRunException(
                    RunFailure.TimedOut,
                    FormattableString.Invariant(
                        $"{name}: no verdict within {options.RunTimeLimit.TotalSeconds:0.#} s; {invocations} invocations were made. Allow more with TimeLimit, or make fewer with Invocations."));
                await CompleteAsync(failure, subject, series).ConfigureAwait(false);
                throw failure;
            }
            catch (MemoryRunException e)
            {
                await CompleteAsync(e, subject, series).ConfigureAwait(false);
                throw;
            }
        }

        // All that a process wrote has been read only when it has ended.
        return result with { OutputTail = subject.OutputTail };
    }

    /// <summary>Adds what is known of the run to a failure: what was read, and where a process is that does not go on.</summary>
    private async Task CompleteAsync(MemoryRunException failure, ISubject subject, MemorySeries series)
    {
        failure.Scenario = name;
        failure.Series = series.Samples.Count > 0 ? series : null;
        if (failure.Failure is RunFailure.Hang or RunFailure.TimedOut)
        {
            failure.Stacks = await ChildStacks.InWordsAsync(subject, _find).ConfigureAwait(false);
        }

        var dump = new ChildDump(subject, options, name);
        failure.Dump = failure.Failure switch
        {
            _ when !options.KeepsDump => null,
            RunFailure.Hang or RunFailure.TimedOut => (await dump.KeepAsync(_find, CancellationToken.None).ConfigureAwait(false)).File,
            RunFailure.Crashed => dump.OfCrash(),
            _ => null,
        };
    }

    private async Task<MemoryFlatResult> MeasureAsync(ISubject subject, MemorySeries series, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var environment = await subject.StartAsync(cancellation).ConfigureAwait(false);
        var judging = JudgeOptions.Of(options, environment);
        var judge = new FlatOrConfirm(judging);
        var failures = new List<int>();
        var elapsed = new List<double>();
        var durations = new List<long[]>();
        Decision? decision;
        do
        {
            var report = await subject.RunAsync(series.Samples.Count == 0 ? 0 : options.BatchSize, cancellation).ConfigureAwait(false);
            foreach (var root in report.NewRoots)
            {
                series.Add(root);
            }

            series.Add(report.Sample, report.Counts);
            failures.Add(report.Failures);
            elapsed.Add(report.Elapsed.TotalMicroseconds);
            durations.Add(report.Durations);
            options.Progress?.Invoke(new RunProgress(report.Sample.Invocations, judging.Length * judging.Batch, report.Sample));
            decision = judge.Judge(series);
        }
        while (decision is null);

        RefuseChangedFailures(failures, judging);
        RefuseUnknownBounds(series);

        await DescribeAsync(subject, series, decision, cancellation).ConfigureAwait(false);
        var trimmed = await subject.TrimAsync(cancellation).ConfigureAwait(false);
        var result = new Findings(judging, series, decision, trimmed).ToResult(
            name,
            failures.Sum(),
            watch.Elapsed,
            environment,
            options.MemoryLimit);
        if (options.ReadsHeap && result.IsUnexplained)
        {
            result = await new HeapLook(subject, options, _find).ExplainAsync(result, cancellation).ConfigureAwait(false);
        }

        if (options.SamplesAllocations && result is { Verdict: not Verdict.Flat, HasFailedLate: false })
        {
            result = await new AllocationLook(subject, options, _find).ExplainAsync(result, cancellation).ConfigureAwait(false);
        }

        if (options.KeepsDump && result is { Verdict: not Verdict.Flat, HasFailedLate: false })
        {
            result = await new ChildDump(subject, options, name).AddToAsync(result, _find, cancellation).ConfigureAwait(false);
        }

        // A scenario that threw while the heap was looked at has been decided all the same, and answers no more.
        if (!result.HasFailedLate)
        {
            await subject.FinishAsync(cancellation).ConfigureAwait(false);
        }

        return result with
        {
            Workers = options.WorkerCount,
            IsHosted = isHosted,
            Duration = watch.Elapsed,
            InvocationTime = TimeSpan.FromMicroseconds(Quantiles.MedianOf(elapsed.Skip(Settling(elapsed))) / judging.Batch),
            Latency = InvocationLatency.Of(
                durations.Skip(Settling(elapsed)).SelectMany(batch => batch),
                TimeSpan.FromMicroseconds(elapsed.Skip(Settling(elapsed)).Sum())),
            RepeatCommand = repeat,
        };
    }

    /// <summary>How many batches at the start say nothing of how long an invocation takes.</summary>
    private static int Settling(List<double> elapsed) => Math.Max(1, elapsed.Count / 4);

    /// <summary>
    /// An invocation that throws takes another path and leaves other things behind: a run that changes from one to the other measured
    /// neither.
    /// </summary>
    private void RefuseChangedFailures(List<int> failures, JudgeOptions judging)
    {
        var half = failures.Count / 2;
        var (before, after) = (Share(failures.Take(half).Skip(judging.WarmUp)), Share(failures.Skip(half)));
        if (Math.Abs(before - after) > AllowedChange)
        {
            throw new MemoryRunException(
                RunFailure.InvocationThrew,
                FormattableString.Invariant(
                    $"{name}: in the first half of the run {before:P0} of the invocations threw, in the second {after:P0}. Let the scenario do the same work all along."));
        }

        double Share(IEnumerable<int> batches) => batches.DefaultIfEmpty().Average() / judging.Batch;
    }

    /// <summary>A bound that is about nothing would be believed to be watched.</summary>
    private void RefuseUnknownBounds(MemorySeries series)
    {
        if (options.ExpectedBounds.FirstOrDefault(bound => !series.Roots.Any(root => Limits.IsAbout(bound, root.Root))) is not { } unknown)
        {
            return;
        }

        var counted = series.Roots.Select(root => root.Root).Where(root => root.SymbolId is not null).Select(root => root.Name).ToList();
        var member = unknown.RootName[(unknown.RootName.LastIndexOf('.') + 1)..];
        var shown = counted
            .OrderByDescending(root => root.Contains(member, StringComparison.OrdinalIgnoreCase))
            .ThenBy(root => root, StringComparer.Ordinal)
            .Take(MostNames).ToList();
        throw new MemoryRunException(
            RunFailure.Setup,
            $"{name}: ExpectBounded names '{unknown.RootName}', but no store of that name was counted. "
                + (shown.Count == 0
                    ? "None was counted at all."
                    : $"Counted were {string.Join(", ", shown)}{(counted.Count > shown.Count ? $" and {counted.Count - shown.Count} more" : "")}.")
                + " Is it held by an assembly of a package (LookInto), or by an object that no static and no field of the scenario leads to (ExtraRoots)?");
    }

    /// <summary>Where a store is declared and what its entries weigh is asked for only when it matters.</summary>
    private static async Task DescribeAsync(ISubject subject, MemorySeries series, Decision decision, CancellationToken cancellation)
    {
        if (decision.Verdict == Verdict.Flat)
        {
            return;
        }

        int[] grown =
        [
            .. Enumerable.Range(0, series.Roots.Count)
                .Where(i => series.Roots[i].HasGrownSince(decision.From) || series.Roots[i] == decision.OverBound)
        ];
        await subject.ConfirmAloneAsync(grown, cancellation).ConfigureAwait(false);
        var described = await subject.DescribeAsync(grown, cancellation).ConfigureAwait(false);
        for (var i = 0; i < grown.Length; i++)
        {
            series.Roots[grown[i]].Root = described[i];
        }
    }
}
