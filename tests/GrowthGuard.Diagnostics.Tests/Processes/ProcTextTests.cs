using System.Text;
using GrowthGuard.Diagnostics.Processes;

namespace GrowthGuard.Diagnostics.Tests.Processes;

public sealed class ProcTextTests
{
    /// <summary>Recorded, with a part swapped out.</summary>
    private const string Status = """
        Name:	dotnet
        Umask:	0022
        State:	R (running)
        Tgid:	4711
        FDSize:	256
        VmPeak:	274877906 kB
        VmSize:	274247364 kB
        VmHWM:	   49580 kB
        VmRSS:	   48120 kB
        RssAnon:	    9840 kB
        RssFile:	   38276 kB
        RssShmem:	       4 kB
        VmData:	  142780 kB
        VmSwap:	     160 kB
        Threads:	11
        SigQ:	0/95896

        """;

    private const string Rollup = """
        00400000-7ffd1c5f1000 ---p 00000000 00:00 0                              [rollup]
        Rss:               48000 kB
        Pss:               21417 kB
        Private_Dirty:      9900 kB
        Anonymous:          9900 kB
        AnonHugePages:         0 kB
        Swap:                160 kB
        SwapPss:             160 kB
        """;

    [Fact]
    public void Status_gives_memory_in_bytes()
    {
        var values = Read(Status);

        Assert.Equal(49_580 * 1024, values[(int)ProcessFigure.PeakResident]);
        Assert.Equal(48_120 * 1024, values[(int)ProcessFigure.Resident]);
        Assert.Equal((48_120 - 9840) * 1024, values[(int)ProcessFigure.Mapped]);
        Assert.Equal(160 * 1024, values[(int)ProcessFigure.Swapped]);
        Assert.Equal(11, values[(int)ProcessFigure.Threads]);
        Assert.Equal(9840 * 1024, values[(int)ProcessFigure.Anonymous]);
        Assert.Equal(274_247_364L * 1024, values[(int)ProcessFigure.VirtualSize]);
        Assert.Equal(274_877_906L * 1024, values[(int)ProcessFigure.PeakVirtualSize]);
        Assert.Equal(142_780 * 1024, values[(int)ProcessFigure.Data]);
    }

    [Fact]
    public void Private_memory_has_what_is_swapped_out() => Assert.Equal((9840 + 160) * 1024, Read(Status)[(int)ProcessFigure.Private]);

    [Fact]
    public void Kernel_that_does_not_split_resident_memory_has_no_private_memory()
    {
        var values = Read(string.Join('\n', Status.Split('\n').Where(line => !line.StartsWith("Rss", StringComparison.Ordinal))));

        Assert.Equal(48_120 * 1024, values[(int)ProcessFigure.Resident]);
        Assert.Equal(
            (ProcessFigures.Unknown, ProcessFigures.Unknown),
            (values[(int)ProcessFigure.Private], values[(int)ProcessFigure.Mapped]));
    }

    [Fact]
    public void Kernel_without_swap_has_none() =>
        Assert.Equal(0, Read(Status.Replace("VmSwap:\t     160 kB", "", StringComparison.Ordinal))[(int)ProcessFigure.Swapped]);

    [Theory]
    [InlineData("")]
    [InlineData("VmRSS:")]
    [InlineData("VmRSS:\tmuch kB\nThreads")]
    public void Text_that_is_cut_off_is_unknown(string text) =>
        Assert.Equal(
            (ProcessFigures.Unknown, ProcessFigures.Unknown),
            (Read(text)[(int)ProcessFigure.Resident], Read(text)[(int)ProcessFigure.Threads]));

    [Fact]
    public void Rollup_replaces_resident_and_private_memory()
    {
        var values = Read(Status);
        ProcText.ReadRollup(Encoding.UTF8.GetBytes(Rollup), values);

        Assert.Equal(48_000 * 1024, values[(int)ProcessFigure.Resident]);
        Assert.Equal((9900 + 160) * 1024, values[(int)ProcessFigure.Private]);
        Assert.Equal((48_000 - 9900) * 1024, values[(int)ProcessFigure.Mapped]);
        Assert.Equal(49_580 * 1024, values[(int)ProcessFigure.PeakResident]);
    }

    private static long[] Read(string text)
    {
        var values = new long[ProcessFigures.Count];
        ProcText.ReadStatus(Encoding.UTF8.GetBytes(text), values);
        return values;
    }
}
