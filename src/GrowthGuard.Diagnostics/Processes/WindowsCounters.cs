using System.Runtime.InteropServices;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>Reads <c>PROCESS_MEMORY_COUNTERS_EX</c> of a 64-bit process.</summary>
internal static class WindowsCounters
{
    /// <summary>The bytes of the structure: two numbers of four bytes, and nine of eight.</summary>
    public const int Size = 80;

    /// <summary>Sets the figures that the structure has.</summary>
    public static void Read(ReadOnlySpan<byte> counters, Span<long> values)
    {
        var numbers = MemoryMarshal.Cast<byte, long>(counters);
        values[(int)ProcessFigure.PeakResident] = numbers[1];
        values[(int)ProcessFigure.Resident] = numbers[2];
        values[(int)ProcessFigure.Private] = numbers[9];
    }
}
