using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Reporting;

/// <summary>Results as a run makes them, without running anything.</summary>
internal static class Results
{
    public static readonly CensusRoot Lines = new()
    {
        Name = "Shop.AuditLog.Lines",
        Kind = StoreKind.Collection,
        StoreType = "List<string>",
        SymbolId = "F:Shop.AuditLog.Lines",
        RuleId = "GG1001",
        File = "/src/Shop/AuditLog.cs",
        Line = 12,
        EntryBytes = 120,
        Entry = "string",
    };

    public static MemoryFlatResult Leak(params GrowingRoot[] roots)
    {
        var series = new MemorySeries();
        series.Add(Lines);
        series.Add(new CensusRoot { Name = "Shop.Kinds.All" });
        for (var batch = 0; batch <= 80; batch++)
        {
            series.Add(
                new Sample(batch * 25, Values(heap: 1_000_000 + (batch * 25 * 124), inPrivate: 9_000_000 + (batch * 25 * 126))),
                [batch * 25, 3]);
        }

        return new MemoryFlatResult
        {
            Scenario = "Shop.Tests.Audit<int>",
            Verdict = Verdict.Leak,
            Cause = GrowthCause.Managed,
            Reason = "Managed heap grew by 124 B per invocation.",
            Rates =
            [
                new ChannelRate
                {
                    Channel = MemoryChannel.Heap,
                    PerInvocation = 124,
                    Low = 123.9,
                    High = 124.1,
                    Allowed = 16,
                    Verdict = Verdict.Leak
                },
                new ChannelRate
                {
                    Channel = MemoryChannel.Private,
                    PerInvocation = 126,
                    Low = 120,
                    High = 130,
                    Allowed = 64,
                    Verdict = Verdict.Leak
                },
                new ChannelRate { Channel = MemoryChannel.Threads, PerInvocation = 0, Low = 0, High = 0, Verdict = Verdict.Flat },
            ],
            Roots = roots,
            Series = series,
            JudgedFrom = 1000,
            Invocations = 2000,
            Duration = TimeSpan.FromSeconds(1.25),
            Environment = new RunEnvironment
            {
                Runtime = ".NET 10.0.1",
                System = "Linux",
                Architecture = "X64",
                Processors = 2,
                IsChildProcess = true,
                TieredCompilation = false,
                ServerGc = false,
                Notes = ["The assembly is a debug build."],
            },
            RepeatCommand = "growthguard flat Shop.Tests.dll Shop.Tests.Audit",
            OutputTail = ["order <1>"],
        };
    }

    public static MemoryFlatResult Flat() => Leak() with
    {
        Verdict = Verdict.Flat,
        Cause = GrowthCause.None,
        Reason = "Nothing grew.",
        Rates =
        [
            new ChannelRate { Channel = MemoryChannel.Heap, PerInvocation = 0.1, Low = 0, High = 0.2, Allowed = 16, Verdict = Verdict.Flat }
        ],
        RepeatCommand = null,
    };

    public static GrowingRoot Growing(CensusRoot root, double? share = 0.97) =>
        new() { Root = root, Verdict = Verdict.Leak, PerInvocation = 1, First = 0, Last = 2000, Share = share };

    private static long[] Values(long heap, long inPrivate) =>
        [
            .. Channels.All.Select(channel => channel switch
            {
                MemoryChannel.Heap => heap,
                MemoryChannel.Private => inPrivate,
                MemoryChannel.Resident => 30_000_000,
                MemoryChannel.Threads => 5,
                _ => Sample.Unknown,
            })
        ];
}
