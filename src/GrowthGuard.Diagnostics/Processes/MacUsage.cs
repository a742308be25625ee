using System.Buffers.Binary;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>Reads <c>rusage_info_v4</c>.</summary>
internal static class MacUsage
{
    /// <summary>The version that is asked for: the first with the highest footprint.</summary>
    public const int Version = 4;

    /// <summary>The bytes of the structure, and some to spare.</summary>
    public const int Size = 512;

    private const int Resident = 64;
    private const int Footprint = 72;
    private const int HighestFootprint = 240;

    /// <summary>Sets the figures that the structure has.</summary>
    public static void Read(ReadOnlySpan<byte> usage, Span<long> values)
    {
        values[(int)ProcessFigure.Resident] = BinaryPrimitives.ReadInt64LittleEndian(usage[Resident..]);
        values[(int)ProcessFigure.Private] = BinaryPrimitives.ReadInt64LittleEndian(usage[Footprint..]);
        values[(int)ProcessFigure.PeakResident] = BinaryPrimitives.ReadInt64LittleEndian(usage[HighestFootprint..]);
    }
}
