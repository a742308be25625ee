using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Measuring;

/// <summary>Reads <c>PROCESS_MEMORY_COUNTERS_EX</c> of a 64-bit process.</summary>
internal static class WindowsCounters
{
    /// <summary>The bytes of the structure: two numbers of four bytes, and nine of eight.</summary>
    public const int Size = 80;

    /// <summary>Sets the channels that the structure has.</summary>
    public static void Read(ReadOnlySpan<byte> counters, Span<long> values)
    {
        var numbers = MemoryMarshal.Cast<byte, long>(counters);
        values[(int)Channel.PeakResident] = numbers[1];
        values[(int)Channel.Resident] = numbers[2];
        values[(int)Channel.Private] = numbers[9];
    }
}
