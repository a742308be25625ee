using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.Analyzers.Tests.Bounds;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1011, and what the other rules say of a store that a census has counted.</summary>
public sealed class StoreWasSeenGrowingTests
{
    internal const string Path = "/0/GrowthGuard.census.json";

    /// <summary>Who disconnects cannot be seen, so the code alone does not tell.</summary>
    private const string Connections = """
        public class Connections
        {
            static readonly Dictionary<string, Order> {|#0:Open|} = new();

            public void Connect(Order order) => {|#1:Open[order.Id]|} = order;

            public void Disconnect(Order order) => Open.Remove(order.Id);
        }
        """;

    private const string Growing = """
        public class Function
        {
            static readonly Dictionary<string, Order> {|#0:Seen|} = new();

            public void Handle(Order order) => {|#1:Seen[order.Id]|} = order;
        }
        """;

    [Fact]
    public Task UnknownStoreThatGrew_Diagnostic() =>
        VerifyAsync<StoreWasSeenGrowingAnalyzer>(Connections, Diff("F:Connections.Open", 12, 12_400), Saying<StoreWasSeenGrowingAnalyzer>(
            "Static 'Open' was seen growing from 12 to 12,400 entries in 1,000 requests, census of Shop 1.2, 2026-11-30; it grows in 'Connect' (keyed by 'order.Id', open domain), " +
            "who evicts from it cannot be seen, and it has no documented bound"));

    [Fact]
    public Task InvocationsCountBeforeRequests() =>
        VerifyAsync<StoreWasSeenGrowingAnalyzer>(Connections, Diff("F:Connections.Open", 0, 100).Replace(
            "\"invocations\": null",
            "\"invocations\": 50",
            StringComparison.Ordinal), Saying<StoreWasSeenGrowingAnalyzer>(
            "Static 'Open' was seen growing from 0 to 100 entries in 50 invocations, census of Shop 1.2, 2026-11-30; it grows in 'Connect' (keyed by 'order.Id', open domain), " +
            "who evicts from it cannot be seen, and it has no documented bound"));

    [Theory]
    [InlineData(12, 111)]
    [InlineData(12_400, 12)]
    [InlineData(100_000, 100_500)]
    public Task UnknownStoreThatHardlyGrew_NoDiagnostic(long before, long after) =>
        VerifyAsync<StoreWasSeenGrowingAnalyzer>(Unmarked(Connections), Diff("F:Connections.Open", before, after));

    [Fact]
    public Task AnotherStoreGrew_NoDiagnostic() =>
        VerifyAsync<StoreWasSeenGrowingAnalyzer>(Unmarked(Connections), Diff("F:Connections.Closed", 12, 12_400));

    [Fact]
    public Task NoCensus_NoDiagnostic() => VerifyAsync<StoreWasSeenGrowingAnalyzer>(Unmarked(Connections), null);

    [Fact]
    public Task DocumentedBound_NoDiagnostic() => VerifyAsync<StoreWasSeenGrowingAnalyzer>(
        Unmarked(Connections).Replace(
            "static readonly",
            "[Bounded(100_000, By = \"connections of one host\")] static readonly",
            StringComparison.Ordinal), Diff("F:Connections.Open", 12, 12_400));

    [Fact]
    public Task BoundedByCode_NoDiagnostic() => VerifyAsync<StoreWasSeenGrowingAnalyzer>(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> Recent = new();

            public void Handle(Order order)
            {
                if (Recent.Count < 20_000)
                    Recent[order.Id] = order;
            }
        }
        """,
        Diff("F:Function.Recent", 12, 12_400));

    [Fact]
    public Task GrowingStore_IsReportedOnce() =>
        VerifyAsync<StoreWasSeenGrowingAnalyzer>(Unmarked(Growing), Diff("F:Function.Seen", 12, 12_400));

    [Fact]
    public Task InstanceStoreOfUnknownLifetime_Diagnostic() => VerifyAsync<StoreWasSeenGrowingAnalyzer>(
        """
        public class Journal
        {
            readonly List<string> [|_lines|] = new();

            public void Write(string line) => _lines.Add(line);
        }
        """,
        Diff("F:Journal._lines", 12, 12_400));

    [Fact]
    public Task InstanceStoreOfASingleton_IsReportedOnce() => VerifyAsync<StoreWasSeenGrowingAnalyzer>(
        """
        public sealed class Journal
        {
            public static readonly Journal Instance = new();

            private readonly List<string> _lines = new();

            public void Write(string line) => _lines.Add(line);
        }
        """,
        Diff("F:Journal._lines", 12, 12_400));

    [Fact]
    public Task InstantiationsOfAGenericType_AreAddedUp() => VerifyAsync<StoreWasSeenGrowingAnalyzer>(
        """
        public class Pool<T>
        {
            static readonly Dictionary<string, T> [|Rented|] = new();

            public void Rent(string id, T item) => Rented[id] = item;

            public void Return(string id) => Rented.Remove(id);
        }
        """,
        Diff(("F:Pool`1.Rented", 0, 60), ("F:Pool`1.Rented", 0, 60)));

    [Fact]
    public Task GrowingStore_SaysWhatWasSeen() =>
        VerifyAsync<StaticCollectionGrowsAnalyzer>(Growing, Diff("F:Function.Seen", 12, 12_400), Saying<StaticCollectionGrowsAnalyzer>(
            "Static 'Seen' grows in 'Handle' (keyed by 'order.Id', open domain); nothing evicts from it (seen growing from 12 to 12,400 entries in 1,000 requests, census of Shop 1.2, 2026-11-30) " +
            "and it has no documented bound"));

    [Fact]
    public Task GrowingStoreThatStayedFlat_SaysSo() =>
        VerifyAsync<StaticCollectionGrowsAnalyzer>(Growing, Diff("F:Function.Seen", 12, 12), Saying<StaticCollectionGrowsAnalyzer>(
            "Static 'Seen' grows in 'Handle' (keyed by 'order.Id', open domain); nothing evicts from it (seen flat at 12 entries over 1,000 requests, census of Shop 1.2, 2026-11-30) " +
            "and it has no documented bound"));

    [Fact]
    public Task GrowingStoreThatGrewALittle_SaysNothing() =>
        VerifyAsync<StaticCollectionGrowsAnalyzer>(Growing, Diff("F:Function.Seen", 12, 40), Saying<StaticCollectionGrowsAnalyzer>(
            "Static 'Seen' grows in 'Handle' (keyed by 'order.Id', open domain); nothing evicts from it and it has no documented bound"));

    [Fact]
    public Task UnknownStoreThatGrew_IsNotAlsoOfUndocumentedBound() =>
        VerifyAsync<UndocumentedBoundAnalyzer>(Unmarked(Connections), Diff("F:Connections.Open", 12, 12_400));

    [Fact]
    public Task UnknownStoreThatStayedFlat_IsOfUndocumentedBound() =>
        VerifyAsync<UndocumentedBoundAnalyzer>(
            Unmarked(Connections).Replace("Open = new", "[|Open|] = new", StringComparison.Ordinal),
            Diff("F:Connections.Open", 12, 12));

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("nonsense", "is not JSON")]
    [InlineData("{\"version\": 1,", "is not what 'growthguard census diff BEFORE AFTER --format json' writes")]
    [InlineData("[]", "is not what 'growthguard census diff BEFORE AFTER --format json' writes")]
    [InlineData(
        "{\"version\":1,\"takenAt\":\"2026-11-30T07:00:00+00:00\",\"sections\":[]}",
        "is one snapshot, which shows no growth; compare two with 'growthguard census diff BEFORE AFTER --format json'")]
    [InlineData("{\"version\":2,\"before\":{},\"after\":{},\"counters\":[]}", "has version 2 of its form, and version 1 is understood")]
    [InlineData(
        "{\"version\":1,\"isSameProcess\":false,\"before\":{},\"after\":{},\"counters\":[]}",
        "compares two processes, which shows no growth; take both snapshots of one")]
    public Task FileThatIsNoEvidence_Diagnostic(string file, string fault) => VerifyAsync<StoreWasSeenGrowingAnalyzer>(
        Unmarked(Connections), file, CSharpAnalyzerVerifier<StoreWasSeenGrowingAnalyzer>.Diagnostic()
            .WithMessage($"'GrowthGuard.census.json' {fault}")
            .WithSpan(Path, 1, 1, 1, 1));

    [Fact]
    public Task FileOfAnotherName_NoDiagnostic()
    {
        var test = BoundsVerifier<StoreWasSeenGrowingAnalyzer>.TestOf(Unmarked(Connections));
        test.TestState.AdditionalFiles.Add(("/0/census.json", "nonsense"));
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.census.txt", "nonsense"));
        return test.RunAsync();
    }

    private static Task VerifyAsync<TAnalyzer>(string source, string? census, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = BoundsVerifier<TAnalyzer>.TestOf(source);
        if (census is not null)
        {
            test.TestState.AdditionalFiles.Add((Path, census));
        }

        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static DiagnosticResult Saying<TAnalyzer>(string message)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
            CSharpAnalyzerVerifier<TAnalyzer>.Diagnostic().WithMessage(message).WithLocation(0).WithLocation(1);

    private static string Unmarked(string source) => System.Text.RegularExpressions.Regex.Replace(source, @"\{\|#\d:(.*?)\|\}", "$1");

    internal static string Diff(string symbol, long before, long after) => Diff((symbol, before, after));

    internal static string Diff(params (string Symbol, long Before, long After)[] counters) => $$"""
        {
          "version": 1,
          "before": { "takenAt": "2026-11-30T06:00:00+00:00", "app": "Shop", "buildVersion": "1.2", "processId": 4711 },
          "after": { "takenAt": "2026-11-30T07:00:00+00:00", "app": "Shop", "buildVersion": "1.2", "processId": 4711 },
          "isSameProcess": true, "seconds": 3600, "requests": 1000, "invocations": null, "memory": [],
          "counters": [ {{string.Join(", ", counters.Select(counter => $$"""{ "section": ["statics"], "name": "a:b <c>", "before": {{counter.Before}}, "after": {{counter.After}}, "delta": {{counter.After - counter.Before}}, "symbol": "{{counter.Symbol}}", "ruleId": null }"""))}},
            { "section": ["orders"], "name": "cache", "before": 1, "after": 20000, "delta": 19999, "symbol": null } ]
        }
        """;
}
