using System.Globalization;

namespace GrowthGuard.Testing.Hosting;

/// <summary>One option of <c>growthguard flat</c>: how the command that makes a run again writes it, and how the tool reads it.</summary>
/// <param name="Name">The option.</param>
/// <param name="Value">What its value is called; null for an option without one.</param>
/// <param name="Description">What it does.</param>
/// <param name="Form">What a right value is, as the end of a sentence.</param>
/// <param name="Written">The values of a run, each as text; none when it is as usual.</param>
/// <param name="TryRead">Changes the options by a value; false when that is not a right one.</param>
internal sealed record RunSetting(
    string Name,
    string? Value,
    string Description,
    string Form,
    Func<MemoryFlatOptions, IEnumerable<string>> Written,
    Func<MemoryFlatOptions, string, bool> TryRead)
{
    /// <summary>All that a run can be told, in the order in which it is to be told.</summary>
    public static IReadOnlyList<RunSetting> All { get; } =
    [
        Count(
            "--budget",
            "Invocations within which memory must be proven flat; 1000 by default.",
            options => options.Budget,
            (options, count) => options.Invocations(count),
            usual: _ => new MemoryFlatOptions()),
        Count(
            "--confirm",
            "Invocations that confirm a leak; as many as the budget by default.",
            options => options.Confirmation,
            (options, count) => options.Invocations(options.Budget, count)),
        Count(
            "--at-least",
            "Invocations before memory is called flat.",
            options => options.Least,
            (options, count) => options.AtLeast(count)),
        Count("--workers", "Invocations at the same time.", options => options.WorkerCount, (options, count) => options.Workers(count)),
        Count(
            "--warm-up",
            "Invocations that are not judged.",
            options => options.WarmUpInvocations,
            (options, count) => options.WarmUp(count),
            least: 0),
        Count("--batch", "Invocations between two samples.", options => options.BatchSize, (options, count) => options.Batch(count)),
        Amount(
            "--allow-heap",
            "BYTES",
            "Managed bytes per invocation that are allowed.",
            options => options.AllowedHeap,
            (options, amount) => options.AllowHeap(amount)),
        Amount(
            "--allow-rss",
            "BYTES",
            "Private bytes per invocation that are allowed.",
            options => options.AllowedPrivate,
            (options, amount) => options.AllowRss(amount)),
        Amount(
            "--allow-entries",
            "N",
            "Entries per invocation that a store may grow by.",
            options => options.AllowedEntries,
            (options, amount) => options.AllowEntries(amount)),
        Amount(
            "--list-entries",
            "N",
            "Entries per invocation from which on the report of a flat run lists a store that grows.",
            options => options.ListedEntries,
            (options, amount) => options.AllowEntries(options.AllowedEntries, Math.Min(amount, options.AllowedEntries))),
        Seconds("--gap", "Time between two invocations.", options => options.Gap, (options, time) => options.GapBetween(time)),
        Seconds(
            "--time-limit",
            "Time for the whole run.",
            options => options.RunTimeLimit,
            (options, time) => options.TimeLimit(time)),
        Seconds(
            "--batch-time-limit",
            "Time for one batch.",
            options => options.BatchTimeLimit,
            (options, time) => options.TimeLimit(options.RunTimeLimit, time)),
        Amount(
            "--limit-memory",
            "BYTES",
            "The memory limit that growth is projected to.",
            options => options.MemoryLimit ?? 0,
            (options, amount) => options.LimitMemory((long)Math.Max(1, amount))),
        Pairs(
            "--expect-bounded",
            "A store that may fill up, with the largest number of its entries.",
            options => options.ExpectedBounds.Select(bound => (bound.RootName, Number(bound.Maximum))),
            (options, name, value) =>
            {
                var isRight = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max > 0;
                _ = isRight ? options.ExpectBounded(name, max) : options;
                return isRight;
            }),
        Texts(
            "--ignore",
            "Name of a root that is not counted, with * for any text.",
            options => options.Ignored,
            (options, name) => options.Ignore(name)),
        Texts(
            "--look-into",
            "Name of an assembly of a package whose stores are counted too.",
            options => options.AssembliesToCount,
            (options, name) => options.LookInto(name)),
        Flag(
            "--tolerate-failures",
            "Count invocations that throw, and go on.",
            options => options.ToleratesFailures,
            options => options.TolerateFailures()),
        Flag("--no-heap", "Do not read the heap of the child.", options => !options.ReadsHeap, options => options.ReadHeap(false)),
        Flag(
            "--sample-allocations",
            "Say where what grows is allocated.",
            options => options.SamplesAllocations,
            options => options.SampleAllocations()),
        Flag(
            "--keep-dump",
            "Keep a dump of the child when memory was not proven flat, or the child hung or crashed.",
            options => options.KeepsDump,
            options => options.KeepDump()),
        Texts(
            "--name",
            "The name of the run in its report and the names of its files.",
            options => options.Name is { } name ? [name] : [],
            (options, name) => options.Named(name)),
        Texts(
            "--leaks",
            "File of accepted leaks; the nearest GrowthGuard.leaks.txt from the assembly upwards by default.",
            options => options.LeaksFile is { } file ? [file] : [],
            (options, file) => options.AcceptLeaks(file)),
        Pairs(
            "--environment",
            "Environment variable of the process.",
            options => options.EnvironmentVariables.Select(variable => (variable.Key, variable.Value)),
            (options, name, value) => options.Environment(name, value) is not null),
    ];

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static RunSetting Count(
        string name,
        string description,
        Func<MemoryFlatOptions, int> read,
        Action<MemoryFlatOptions, int> set,
        int least = 1,
        Func<MemoryFlatOptions, MemoryFlatOptions>? usual = null) => new(
        name,
        "N",
        description,
        least == 0 ? "a whole number" : "a whole number above 0",
        Changed(read, count => Number((long)count), usual),
        (options, text) => Try(
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least,
            () => set(options, count)));

    private static RunSetting Amount(
        string name,
        string value,
        string description,
        Func<MemoryFlatOptions, double> read,
        Action<MemoryFlatOptions, double> set) => new(
        name,
        value,
        description,
        "a number above 0",
        Changed(read, Number),
        (options, text) => Try(
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0,
            () => set(options, amount)));

    private static RunSetting Seconds(
        string name,
        string description,
        Func<MemoryFlatOptions, TimeSpan> read,
        Action<MemoryFlatOptions, TimeSpan> set) =>
        Amount(
            name,
            "SECONDS",
            description,
            options => read(options).TotalSeconds,
            (options, time) => set(options, TimeSpan.FromSeconds(time)));

    private static RunSetting Texts(
        string name,
        string description,
        Func<MemoryFlatOptions, IEnumerable<string>> read,
        Action<MemoryFlatOptions, string> set) => new(
        name,
        "NAME",
        description,
        "a name",
        read,
        (options, text) => Try(!string.IsNullOrWhiteSpace(text), () => set(options, text)));

    private static RunSetting Pairs(
        string name,
        string description,
        Func<MemoryFlatOptions, IEnumerable<(string Name, string Value)>> read,
        Func<MemoryFlatOptions, string, string, bool> trySet) => new(
        name,
        "NAME=VALUE",
        description,
        "NAME=VALUE",
        options => read(options).Select(pair => $"{pair.Name}={pair.Value}"),
        (options, text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && trySet(options, text[..at], text[(at + 1)..]));

    private static RunSetting Flag(
        string name,
        string description,
        Func<MemoryFlatOptions, bool> read,
        Action<MemoryFlatOptions> set) => new(
        name,
        null,
        description,
        "nothing",
        options => read(options) ? [""] : [],
        (options, _) => Try(true, () => set(options)));

    /// <summary>Nothing when it is what it would be anyway.</summary>
    private static Func<MemoryFlatOptions, IEnumerable<string>> Changed<T>(
        Func<MemoryFlatOptions, T> read,
        Func<T, string> write,
        Func<MemoryFlatOptions, MemoryFlatOptions>? usual = null)
    {
        var other = usual ?? WithBudgetOf;
        return options => EqualityComparer<T>.Default.Equals(read(options), read(other(options))) ? [] : [write(read(options))];
    }

    /// <summary>Most settings follow from the budget.</summary>
    private static MemoryFlatOptions WithBudgetOf(MemoryFlatOptions options) => new MemoryFlatOptions().Invocations(options.Budget);

    private static bool Try(bool isRight, Action set)
    {
        if (isRight)
        {
            set();
        }

        return isRight;
    }
}
