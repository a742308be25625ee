using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Testing.Tests.Reporting;

public sealed class TextReportTests
{
    [Fact]
    public void Says_what_grew_how_fast_where_and_what_it_comes_to()
    {
        var result = Results.Leak(Results.Growing(Results.Lines)) with { Reports = new ReportFiles("/out/a.html", "/out/a.json") };

        Assert.Equal(
            """
            Shop.Tests.Audit<int>: memory leak, 126 B per invocation (managed objects that stay reachable).
            Managed heap grew by 124 B per invocation.

              managed heap    ▁▁▂▂▂▃▃▃▄▄▅▅▅▆▆▆▇▇▇█  +124 B per invocation (95 %: 124 to 124; 16 allowed)  leak
              private memory  ▁▁▂▂▂▃▃▃▄▄▅▅▅▆▆▆▇▇▇█  +126 B per invocation (95 %: 120 to 130; 64 allowed)  leak

            Growing:
              Shop.AuditLog.Lines (List<string>): +1 entries per invocation, 2,000 now
                holds about 120 B each, 97 % of the managed growth; string; /src/Shop/AuditLog.cs:12; GG1001

            Projection: at 1,000,000 invocations a day it grows by 120 MB a day; a container of 256 MB is reached after 1,892,344 more invocations.
            Next: Take entries out of Shop.AuditLog.Lines or stop adding at a limit, and document that with [Bounded]; https://github.com/growthguard/growthguard/blob/main/docs/rules/GG1001.md shows how.
            Measured: 2000 invocations in 1.25 s, own process, .NET 10.0.1, Linux X64, workstation GC, tiered compilation off.
            Note: The assembly is a debug build.
            Repeat: growthguard flat Shop.Tests.dll Shop.Tests.Audit
            Fingerprint: heap:Shop.AuditLog.Lines
            Curves: /out/a.html
            Series: /out/a.json
            """,
            result.ToString());
    }

    [Fact]
    public void Fits_on_one_screen_however_much_grows()
    {
        var roots = Enumerable.Range(0, 100)
            .Select(i => Results.Growing(Results.Lines with { Name = $"Shop.Store{i}" }, share: 0.01)).ToArray();

        var text = Results.Leak(roots).ToString();

        Assert.InRange(text.Split('\n').Length, 10, 40);
        Assert.Contains("and 95 more", text);
    }

    [Fact]
    public void Growth_that_no_store_explains_comes_with_what_to_do_next()
    {
        var text = Results.Leak(Results.Growing(Results.Lines, share: 0.12)).ToString();

        Assert.Contains("No store that was counted explains the growth (they explain 12 % of it)", text);
        Assert.Contains("reference the package GrowthGuard.Testing.Heap in the test project", text);
    }

    [Fact]
    public void A_count_that_grows_without_bytes_is_explained_by_itself()
    {
        var result = Results.Leak(Results.Growing(Results.Lines, share: null)) with { Rates = [] };

        Assert.DoesNotContain("GrowthGuard.Testing.Heap", result.ToString());
        Assert.Contains("Fingerprint: count:Shop.AuditLog.Lines", result.ToString());
    }

    [Theory]
    [InlineData(GrowthCause.Native, "MALLOC_ARENA_MAX")]
    [InlineData(GrowthCause.Threads, "LongRunning")]
    [InlineData(GrowthCause.Assemblies, "XmlSerializer")]
    [InlineData(GrowthCause.Timers, "GG1009")]
    [InlineData(GrowthCause.Handles, "/proc/PID/fd")]
    public void Every_cause_has_its_advice(GrowthCause cause, string expected) =>
        Assert.Contains(expected, (Results.Leak() with { Cause = cause }).ToString());

    [Fact]
    public void Every_cause_has_words() => Assert.All(Enum.GetValues<GrowthCause>(), cause => Assert.Contains(' ', cause.InWords()));

    [Fact]
    public void A_store_over_its_bound_is_shown_with_both_numbers()
    {
        var result = Results.Leak(Results.Growing(Results.Lines with { Bound = 1000 })) with { Cause = GrowthCause.BoundExceeded };

        Assert.StartsWith("Shop.Tests.Audit<int>: a store is over its bound.", result.ToString());
        Assert.Contains("2,000 now, 1,000 documented", result.ToString());
    }

    [Fact]
    public void Flat_memory_has_a_short_report_without_advice_or_projection()
    {
        var text = Results.Flat().ToString();

        Assert.StartsWith("Shop.Tests.Audit<int>: memory stays flat.", text);
        Assert.DoesNotContain("Projection", text);
        Assert.DoesNotContain("Next", text);
        Assert.DoesNotContain("Fingerprint", text);
        Assert.Contains("managed heap    " + new string('▁', 20), (Results.Flat() with { Series = Still(), JudgedFrom = 0 }).ToString());
    }

    [Fact]
    public void The_limit_that_is_known_is_projected_to() =>
        Assert.Contains("the limit of 64 MB is reached after", (Results.Leak() with { MemoryLimit = 64L * 1024 * 1024 }).ToString());

    [Fact]
    public void The_exception_says_the_same()
    {
        var result = Results.Leak(Results.Growing(Results.Lines));

        Assert.Equal(result.ToString(), Assert.Throws<MemoryNotFlatException>(result.ShouldBeFlat).Message);
        Results.Flat().ShouldBeFlat();
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(-0.001, "0 B")]
    [InlineData(1023, "1,023 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(-1536, "-1.5 KB")]
    [InlineData(126_000_000, "120 MB")]
    [InlineData(2.5e18, "2,220 PB")]
    public void Bytes_have_a_unit(double bytes, string expected) => Assert.Equal(expected, Amounts.Bytes(bytes));

    [Fact]
    public void Files_are_shown_from_the_root_of_their_repository()
    {
        var folder = Directory.CreateTempSubdirectory("growthguard-");
        folder.CreateSubdirectory(".git");
        var text = Results
            .Leak(Results.Growing(Results.Lines with { File = Path.Combine(folder.FullName, "src", "AuditLog.cs") })).ToString();
        folder.Delete(recursive: true);

        Assert.Contains(" src/AuditLog.cs:12;", text);
    }

    [Fact]
    public void Channels_that_only_follow_others_are_left_out()
    {
        var result = Results.Leak();
        result = result with
        {
            Rates =
            [
                .. result.Rates,
                result.Rates[0] with { Channel = MemoryChannel.Committed, Allowed = null },
                result.Rates[0] with { Channel = MemoryChannel.Timers }
            ]
        };

        Assert.DoesNotContain("committed", result.ToString());
        Assert.Contains("timers", result.ToString());
    }

    [Theory]
    [InlineData(StoreKind.Event, "Unsubscribe from Shop.AuditLog.Lines")]
    [InlineData(StoreKind.Channel, "Give Shop.AuditLog.Lines a capacity")]
    [InlineData(StoreKind.Cache, "Give Shop.AuditLog.Lines a size limit")]
    [InlineData(StoreKind.Registrations, "Dispose of what is registered with Shop.AuditLog.Lines")]
    public void Every_kind_of_store_has_its_advice(StoreKind kind, string expected) =>
        Assert.Contains(expected, Results.Leak(Results.Growing(Results.Lines with { Kind = kind })).ToString());

    private static MemorySeries Still()
    {
        var series = new MemorySeries();
        for (var i = 0; i < 30; i++)
        {
            series.Add(new Sample(i, [.. Channels.All.Select(_ => 1000L + (i % 2))]), []);
        }

        return series;
    }
}
