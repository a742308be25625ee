using System.Runtime.CompilerServices;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Attribution;

[Collection(nameof(Attribution.Statics))]
public sealed class RootDescriberTests
{
    private const string Statics = "GrowthGuard.Testing.Tests.Attribution.Statics.";
    private const string Shared = "GrowthGuard.Testing.Tests.Attribution.Singleton.Shared._values";
    private const string Alias = "GrowthGuard.Testing.Tests.Attribution.Singleton.Alias._values";

    [Fact]
    public void Names_the_line_of_the_initialiser()
    {
        GC.KeepAlive(Attribution.Statics.Lines);
        var root = Counting.All().Described(Statics + "Lines");

        Assert.EndsWith("Statics.cs", root.File);
        Assert.Contains("Lines = [];", File.ReadLines(PathOf("Statics.cs")).ElementAt(root.Line!.Value - 1));
    }

    [Fact]
    public void Names_the_line_of_the_initialiser_of_a_property_and_of_a_generic_type()
    {
        GC.KeepAlive(Attribution.Statics.PerType<int>.Values);
        GC.KeepAlive(Attribution.Statics.Recent);
        var roots = Counting.All().Described(Statics + "Recent", Statics + "PerType<int>.Values");

        Assert.Equal(
            [" Recent { get; }", "List<T> Values"],
            roots.Select(root => LineOf(root).Contains("Recent {")
                ? " Recent { get; }"
                : LineOf(root).Contains("List<T> Values")
                ? "List<T> Values"
                : LineOf(root)));
    }

    [Fact]
    public void An_event_without_initialiser_is_where_it_is_used()
    {
        Attribution.Statics.Changed += static (_, _) => { };

        var root = Counting.All().Described(Statics + "Changed");

        Assert.Contains("Changed?.", LineOf(root));
        Assert.Equal(
            "lambda in GrowthGuard.Testing.Tests.Attribution.RootDescriberTests.An_event_without_initialiser_is_where_it_is_used",
            root.Entry);
    }

    [Fact]
    public void The_same_store_by_another_name_is_said_once()
    {
        Singleton.Shared.Keep("a", 10);

        var roots = Counting.All().Described(Shared, Alias);

        Assert.Null(roots[0].SameAs);
        Assert.Equal(Shared, roots[1].SameAs);
    }

    [Fact]
    public void An_entry_weighs_what_only_it_holds()
    {
        var shared = new byte[100_000];
        var list = new List<Entry>(Enumerable.Range(0, 8).Select(_ => new Entry(shared, new byte[1000])));

        // Place 8, object 16 + 2 × 8, array 24 + 1000.
        Assert.Equal(8 + 32 + 1024, Counting.Held(list).Described("System.Collections.Generic.List<RootDescriberTests.Entry>").EntryBytes);
    }

    [Fact]
    public void An_entry_of_a_dictionary_of_numbers_weighs_its_place() =>
        Assert.Equal(
            4 + 4 + 12,
            Counting.Held(new Dictionary<int, int> { [1] = 1, [2] = 2 })
                .Described("System.Collections.Generic.Dictionary<int, int>").EntryBytes);

    [Fact]
    public void A_handler_weighs_what_its_target_holds()
    {
        var source = new Source();
        for (var i = 0; i < 5; i++)
        {
            var scratch = new byte[5000];
            source.Changed += (_, _) => scratch[0]++;
        }

        Assert.InRange(Counting.Held(source).Described($"{TypeNames.Full(typeof(Source))}.Changed").EntryBytes, 5000, 5400);
    }

    [Fact]
    public void A_registration_weighs_what_its_callback_holds_and_not_its_neighbours()
    {
        using var source = new CancellationTokenSource();
        for (var i = 0; i < 50; i++)
        {
            var scratch = new byte[5000];
            source.Token.Register(() => scratch[0]++);
        }

        var root = Counting.Held(source).Described(TypeNames.Full(typeof(CancellationTokenSource)));
        Assert.InRange(root.EntryBytes, 5000, 5400);
        Assert.StartsWith("lambda in GrowthGuard.Testing.Tests.Attribution.RootDescriberTests.A_registration", root.Entry);

        var linked = CancellationTokenSource.CreateLinkedTokenSource(source.Token);
        Assert.Equal("linked token source", Counting.Held(source).Described(TypeNames.Full(typeof(CancellationTokenSource))).Entry);
        linked.Dispose();
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(56)]
    public void The_estimate_is_near_the_truth(int bytes)
    {
        const int Entries = 1000;
        const int Place = 28; // two references, hash, link, bucket
        var kept = new Dictionary<string, byte[]>(Entries);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Entries; i++)
        {
            kept[$"key {i:00000}"] = new byte[bytes];
        }

        var truth = ((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Entries) + Place;

        Assert.InRange(
            Counting.Held(kept).Described("System.Collections.Generic.Dictionary<string, byte[]>").EntryBytes / truth,
            0.95,
            1.05);
    }

    [Fact]
    public void What_explains_most_comes_first_and_the_stores_in_a_growing_store_are_left_out()
    {
        GrowingRoot[] grown =
        [
            Grown("A", perInvocation: 10, entryBytes: 1),
            Grown("B", perInvocation: 1, entryBytes: 90),
            Grown("B[*]", perInvocation: 50, entryBytes: 0),
            Grown("C[*]", perInvocation: 2, entryBytes: 0),
            Grown("assemblies", perInvocation: 0.02, entryBytes: 0) with
            {
                Root = new CensusRoot { Name = "assemblies", Kind = StoreKind.Assemblies }
            },
            Grown("D", perInvocation: 1, entryBytes: 90) with { Root = new CensusRoot { Name = "D", SameAs = "B" } },
        ];

        var ranked = RootRanking.Rank(
            grown,
            new ChannelRate { Channel = MemoryChannel.Heap, PerInvocation = 100, Low = 99, High = 101, Verdict = Verdict.Leak });

        Assert.Equal(["B", "A", "C[*]"], ranked.Select(root => root.Root.Name));
        Assert.Equal([0.9, 0.1, null], ranked.Select(root => root.Share));
    }

    private static GrowingRoot Grown(string name, double perInvocation, long entryBytes) => new()
    {
        Root = new CensusRoot { Name = name, EntryBytes = entryBytes },
        Verdict = Verdict.Leak,
        PerInvocation = perInvocation,
        First = 0,
        Last = 1000,
    };

    private static string LineOf(CensusRoot root) => File.ReadLines(root.File!).ElementAt(root.Line!.Value - 1);

    private static string PathOf(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);

    private sealed record Entry(byte[] Shared, byte[] Own)
    {
    }

    private sealed class Source
    {
        public event EventHandler? Changed;

        public bool HasHandlers => Changed is not null;
    }
}
