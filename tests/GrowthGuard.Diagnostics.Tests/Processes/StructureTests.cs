using System.Buffers.Binary;
using GrowthGuard.Diagnostics.Processes;

namespace GrowthGuard.Diagnostics.Tests.Processes;

/// <summary>Structures of systems that the tests need not run on: laid out as their headers say.</summary>
public sealed class StructureTests
{
    [Fact]
    public void Windows_counters()
    {
        // PROCESS_MEMORY_COUNTERS_EX: cb, PageFaultCount, then nine sizes, the last of which is PrivateUsage.
        var counters = new byte[WindowsCounters.Size];
        BinaryPrimitives.WriteInt32LittleEndian(counters, counters.Length);
        BinaryPrimitives.WriteInt32LittleEndian(counters.AsSpan(4), 12_345);
        long[] sizes = [61_000_000, 58_000_000, 1, 2, 3, 4, 21_000_000, 22_000_000, 21_500_000];
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(counters.AsSpan(8 + (i * 8)), sizes[i]);
        }

        var values = new long[ProcessFigures.Count];
        WindowsCounters.Read(counters, values);

        Assert.Equal(61_000_000, values[(int)ProcessFigure.PeakResident]);
        Assert.Equal(58_000_000, values[(int)ProcessFigure.Resident]);
        Assert.Equal(21_500_000, values[(int)ProcessFigure.Private]);
    }

    [Fact]
    public void Mac_usage()
    {
        // rusage_info_v4: 16 bytes of identity, then numbers of eight bytes, of which the 7th is the resident size, the 8th the
        // physical footprint and the 29th its highest value.
        var usage = new byte[MacUsage.Size];
        WriteNumber(usage, 7, 58_000_000);
        WriteNumber(usage, 8, 31_000_000);
        WriteNumber(usage, 29, 35_000_000);
        var values = new long[ProcessFigures.Count];

        MacUsage.Read(usage, values);

        Assert.Equal(58_000_000, values[(int)ProcessFigure.Resident]);
        Assert.Equal(31_000_000, values[(int)ProcessFigure.Private]);
        Assert.Equal(35_000_000, values[(int)ProcessFigure.PeakResident]);
    }

    private static void WriteNumber(byte[] usage, int place, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(usage.AsSpan(16 + ((place - 1) * 8)), value);
}
