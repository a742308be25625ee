using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class FrameTests
{
    private readonly MemoryStream _pipe = new();

    [Fact]
    public void Numbers_and_texts_come_out_as_they_went_in()
    {
        var reader = Sent(writer => writer
            .Begin(FrameKind.Root)
            .Write(-5)
            .Write("grüße")
            .Write((string?)null)
            .Write("")
            .Write([1, 2, 3])
            .Write(["a", "b"]).Send());

        Assert.Equal(FrameKind.Root, reader.Next());
        Assert.Equal((-5, "grüße", null, ""), (reader.Number(), reader.OptionalText(), reader.OptionalText(), reader.OptionalText()));
        Assert.Equal([1, 2, 3], reader.Numbers());
        Assert.Equal(["a", "b"], reader.Texts());
        Assert.Null(reader.Next());
    }

    [Fact]
    public void Frame_may_be_larger_than_the_buffer()
    {
        var text = new string('x', 100_000);
        var reader = Sent(writer => writer.Begin(FrameKind.Failed).Write(text).Send());

        Assert.Equal(FrameKind.Failed, reader.Next());
        Assert.Equal(text, reader.Text());
    }

    [Fact]
    public void Frame_that_is_cut_off_is_the_end()
    {
        new FrameWriter(_pipe).Begin(FrameKind.Failed).Write("text").Send();
        _pipe.SetLength(_pipe.Length - 1);
        _pipe.Position = 0;

        Assert.Null(new FrameReader(_pipe).Next());
    }

    [Fact]
    public void Frame_of_a_size_seen_before_makes_no_garbage()
    {
        var writer = new FrameWriter(Stream.Null);
        var numbers = new long[200];
        writer.SendSample(1, 0, TimeSpan.Zero, numbers, numbers, numbers);
        var before = GC.GetAllocatedBytesForCurrentThread();

        writer.SendSample(2, 0, TimeSpan.Zero, numbers, numbers, numbers);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Orders_come_out_as_they_went_in()
    {
        var scenario = new ScenarioReference(
            "/a/Shop.dll",
            "Shop.Checkout") { Arguments = new Dictionary<string, string> { ["events"] = "a.json" } };
        var reader = Sent(writer => writer.SendStart(
            scenario,
            new MemoryFlatOptions().Ignore("Polly.*").GapBetween(TimeSpan.FromMilliseconds(3)).TolerateFailures().Workers(4)));
        reader.Next();
        var orders = reader.ReadStart();

        Assert.Equal(("/a/Shop.dll", "Shop.Checkout"), (orders.Scenario.AssemblyFile, orders.Scenario.TypeName));
        Assert.Equal(scenario.Arguments, orders.Scenario.Arguments);
        Assert.Equal(["Polly.*"], orders.Ignored);
        Assert.Equal((TimeSpan.FromMilliseconds(3), true, 4), (orders.Gap, orders.ToleratesFailures, orders.Workers));
    }

    [Fact]
    public void Environment_comes_out_as_it_went_in()
    {
        var environment = TestEnvironment.Any with
        {
            MemoryLimit = 7,
            TransparentHugePages = "always",
            GcSettings = new Dictionary<string, string> { ["GCHeapCount"] = "2" },
            Notes = ["Mind the gap."]
        };
        var reader = Sent(writer => writer.SendStarted(environment));
        reader.Next();

        Assert.Equivalent(environment, reader.ReadStarted(), strict: true);
    }

    [Fact]
    public void Roots_come_out_as_they_went_in()
    {
        var full = new CensusRoot
        {
            Name = "A.B",
            StoreType = "List<int>",
            SymbolId = "F:A.B",
            Bound = 5,
            BoundReason = "LRU",
            IsUnbounded = true,
            RuleId = "GG1001",
            File = "A.cs",
            Line = 3,
            EntryBytes = 24
        };
        var bare = new CensusRoot { Name = "A.C" };
        var reader = Sent(writer =>
        {
            writer.SendRoot(full);
            writer.SendRoot(bare);
        });

        reader.Next();
        Assert.Equal(full, reader.ReadRoot());
        reader.Next();
        Assert.Equal(bare, reader.ReadRoot());
    }

    [Fact]
    public void Samples_come_out_as_they_went_in()
    {
        var values = Channels.All.Select(channel => (long)channel * 10).ToArray();
        var reader = Sent(writer => writer.SendSample(25, 2, TimeSpan.FromMilliseconds(3), values, [1, 2], [7]));
        reader.Next();
        var report = reader.ReadSample([]);

        Assert.Equal((25, 2, 50), (report.Sample.Invocations, report.Failures, report.Sample[(MemoryChannel)5]));
        Assert.Equal([1, 2], report.Counts);
        Assert.Equal([7], report.Durations);
        Assert.Equal(TimeSpan.FromMilliseconds(3), report.Elapsed);
    }

    private FrameReader Sent(Action<FrameWriter> send)
    {
        send(new FrameWriter(_pipe));
        _pipe.Position = 0;
        return new FrameReader(_pipe);
    }
}
