using System.Buffers.Text;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>Reads the text of <c>/proc/self/status</c> and <c>/proc/self/smaps_rollup</c>.</summary>
internal static class ProcText
{
    /// <summary>Sets the figures that the status file has.</summary>
    public static void ReadStatus(ReadOnlySpan<byte> text, Span<long> values)
    {
        var swapped = Math.Max(0, Bytes(text, "VmSwap:"u8));
        var resident = Bytes(text, "VmRSS:"u8);
        var anonymous = Bytes(text, "RssAnon:"u8);
        values[(int)ProcessFigure.Resident] = resident;
        values[(int)ProcessFigure.PeakResident] = Bytes(text, "VmHWM:"u8);
        values[(int)ProcessFigure.Swapped] = swapped;
        values[(int)ProcessFigure.VirtualSize] = Bytes(text, "VmSize:"u8);
        values[(int)ProcessFigure.PeakVirtualSize] = Bytes(text, "VmPeak:"u8);
        values[(int)ProcessFigure.Data] = Bytes(text, "VmData:"u8);
        values[(int)ProcessFigure.Threads] = Number(text, "Threads:"u8);
        SetShares(anonymous, resident, swapped, values);
    }

    /// <summary>Replaces resident and private memory by the exact figures.</summary>
    public static void ReadRollup(ReadOnlySpan<byte> text, Span<long> values)
    {
        var resident = Bytes(text, "Rss:"u8);
        values[(int)ProcessFigure.Resident] = resident;
        SetShares(Bytes(text, "Anonymous:"u8), resident, Math.Max(0, Bytes(text, "Swap:"u8)), values);
    }

    private static void SetShares(long anonymous, long resident, long swapped, Span<long> values)
    {
        var known = anonymous != ProcessFigures.Unknown && resident != ProcessFigures.Unknown;

        values[(int)ProcessFigure.Anonymous] = anonymous;

        // What is swapped out still belongs to the process: without it, a machine under pressure would hide a leak.
        values[(int)ProcessFigure.Private] = known ? anonymous + swapped : ProcessFigures.Unknown;
        values[(int)ProcessFigure.Mapped] = known ? resident - anonymous : ProcessFigures.Unknown;
    }

    private static long Bytes(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key) =>
        Number(text, key) is >= 0 and var kilobytes ? kilobytes * 1024 : ProcessFigures.Unknown;

    /// <summary>The number after a key that starts a line; <see cref="ProcessFigures.Unknown"/> when the key is missing.</summary>
    private static long Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.StartsWith(key))
            {
                return Utf8Parser.TryParse(line[key.Length..].TrimStart(" \t"u8), out long number, out _) ? number : ProcessFigures.Unknown;
            }

            text = end < 0 ? default : text[(end + 1)..];
        }

        return ProcessFigures.Unknown;
    }
}
