using System.Diagnostics;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Experiments;

const string Usage = """
    Repeats the experiment behind the error rates of GrowthGuard.Testing.

      run [--runs N] [--seed S] [--only flat|leaking|held|tried] [--kind TEXT] [--parallel P] [--again N] [--file FILE] [--series FOLDER]
          makes N runs of each row of the table, each in a process of its own, and prints the table; a row of several rates
          takes the next rate in each run, so that ten runs are one of each;
          'held' are leaks that only the heap explains, 'tried' those that strangers tried, which are not run otherwise;
          with --again, makes a leak that was not decided up to N times more, as other work on the machine may be the cause, and ends
          at the first verdict that is wrong;
          with --file, adds the outcomes to a file, and the table is of all in it;
          with --series, writes what was measured into a folder
      table FILE     prints the table of a file
      cost [--runs N]
          prints what a run costs: time to a verdict, and time per sample

    The exit code is 1 when a flat run was called a leak or a leak was not found.
    """;

var options = new Dictionary<string, string>();
for (var i = 1; i + 1 < args.Length; i += 2)
{
    options[args[i]] = args[i + 1];
}

switch (args.FirstOrDefault())
{
    case "run":
        return await RunAsync(
            Number("--runs", 1),
            Number("--seed", 1),
            Chosen(),
            Number("--parallel", 2),
            Number("--again", 0),
            options.GetValueOrDefault("--file"),
            options.GetValueOrDefault("--series"));
    case "table" when args.Length == 2:
        return Show(File.ReadLines(args[1]).Select(Outcome.FromLine));
    case "cost":
        await Cost.ShowAsync(Number("--runs", 15));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

int Number(string name, int fallback) => options.TryGetValue(name, out var text) ? int.Parse(text) : fallback;

List<Kind> Chosen()
{
    var part = options.GetValueOrDefault("--kind", "");
    var group = options.GetValueOrDefault("--only");
    var only = group switch { "flat" => false, "leaking" => true, _ => (bool?)null };
    return
    [
        .. (group == "tried" ? Kinds.Tried : Kinds.All)
            .Where(kind => kind.IsTried || kind.Holder is not null == (group == "held"))
            .Where(kind => kind.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .Where(kind => (kind.Needs is null || File.Exists(kind.Needs)) && kind.IsLeak == (only ?? kind.IsLeak)),
    ];
}

static async Task<int> RunAsync(int runs, int seed, List<Kind> kinds, int parallel, int again, string? file, string? series)
{
    var outcomes = new List<Outcome>();
    using var wrong = new CancellationTokenSource();
    var limits = new ParallelOptions { MaxDegreeOfParallelism = parallel };
    var watch = Stopwatch.StartNew();
    var rows = kinds.GroupBy(kind => kind.Row).Select(row => row.ToList()).ToList();
    var jobs = Enumerable.Range(seed, runs).SelectMany(_ => rows, (number, row) => (Kind: row[number % row.Count], Seed: number));
    await Parallel.ForEachAsync(jobs.TakeWhile(_ => !wrong.IsCancellationRequested), limits, async (job, cancellation) =>
    {
        var outcome = await MakeAsync(job.Kind, job.Seed, series, cancellation);
        for (var left = again; left > 0 && outcome.IsUndecided && !job.Kind.Allows(outcome); left--)
        {
            Console.Error.WriteLine($"{job.Kind.Name}, seed {job.Seed}: {outcome.Verdict}, once more: {outcome.Reason}");
            outcome = await MakeAsync(job.Kind, job.Seed, series, cancellation);
        }

        lock (outcomes)
        {
            outcomes.Add(outcome);
            if (again > 0 && !outcome.IsUndecided && !job.Kind.Allows(outcome))
            {
                wrong.Cancel();
            }

            if (file is not null)
            {
                File.AppendAllLines(file, [outcome.ToLine()]);
            }

            if (outcome.Verdict != $"{job.Kind.Verdict}" || !outcome.CauseIsRight || !outcome.RootIsRight)
            {
                Console.Error.WriteLine(
                    $"{job.Kind.Name}, seed {job.Seed}: {outcome.Verdict}, {outcome.Cause}, {outcome.Root ?? "no root"}: {outcome.Reason}");
            }
        }
    });
    Console.Error.WriteLine($"{outcomes.Count} runs in {watch.Elapsed.TotalSeconds:0} s");
    return Show(file is null ? outcomes : File.ReadLines(file).Select(Outcome.FromLine));
}

static async Task<Outcome> MakeAsync(Kind kind, int seed, string? series, CancellationToken cancellation)
{
    try
    {
        var result = await kind.RunAsync(seed, cancellation);
        if (series is not null)
        {
            Directory.CreateDirectory(series);
            await File.WriteAllLinesAsync(
                Path.Combine(series, $"{result.Verdict}.{string.Concat(kind.Name.Where(char.IsLetterOrDigit))}.{seed}.csv"),
                SeriesText.Write(result.Series),
                cancellation);
        }

        return Outcome.Of(kind, seed, result);
    }
    catch (MemoryRunException e)
    {
        return Outcome.Of(kind, seed, e);
    }
}

static int Show(IEnumerable<Outcome> outcomes)
{
    var table = new ResultTable([.. outcomes]);
    Console.WriteLine(table.ToMarkdown());
    foreach (var fault in table.Faults)
    {
        Console.WriteLine($"Wrong: {fault.Kind}, seed {fault.Seed}: {fault.Verdict}. {fault.Reason}");
    }

    return table.Faults.Count == 0 ? 0 : 1;
}
