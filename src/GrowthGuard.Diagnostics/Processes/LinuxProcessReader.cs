using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>
/// Reads <c>/proc/self</c>, or the folder of another process: one open file, one buffer, no garbage. The kernel generates the file again
/// for each read from its start.
/// </summary>
internal sealed class LinuxProcessReader : IProcessReader
{
    /// <summary>More than this, and the quick counters of this kernel cannot be trusted.</summary>
    private const long TrustedDifference = 256 * 1024;

    private readonly byte[] _buffer = new byte[8192];
    private readonly DirectoryCounter _descriptors;
    private readonly SafeFileHandle _status;
    private readonly SafeFileHandle? _exact;

    /// <param name="exact">Whether to pay for exact figures where the quick ones cannot be trusted: the kernel then walks all
    /// pages.</param>
    /// <param name="process">The id of another process; null for this one.</param>
    public LinuxProcessReader(bool exact, int? process = null)
    {
        var folder = "/proc/" + (process?.ToString(CultureInfo.InvariantCulture) ?? "self");
        _status = File.OpenHandle(folder + "/status");
        _descriptors = new DirectoryCounter(folder + "/fd", isOwn: process is null);
        if (!exact)
        {
            return;
        }

        Span<long> quick = stackalloc long[ProcessFigures.Count];
        Span<long> walked = stackalloc long[ProcessFigures.Count];
        ProcText.ReadStatus(Text(_status), quick);
        _exact = OpenExact(folder + "/smaps_rollup");
        if (_exact is null)
        {
            return;
        }

        ProcText.ReadRollup(Text(_exact), walked);
        if (Math.Abs(quick[(int)ProcessFigure.Private] - walked[(int)ProcessFigure.Private]) <= TrustedDifference)
        {
            _exact.Dispose();
            _exact = null;
        }
    }

    public bool IsProven => true;

    public void Read(Span<long> values)
    {
        ProcText.ReadStatus(Text(_status), values);
        if (_exact is not null)
        {
            ProcText.ReadRollup(Text(_exact), values);
        }

        values[(int)ProcessFigure.Handles] = _descriptors.Count();
    }

    public void Dispose()
    {
        _status.Dispose();
        _exact?.Dispose();
        _descriptors.Dispose();
    }

    /// <summary>The exact figures: slow, missing in old kernels and forbidden in some containers.</summary>
    private static SafeFileHandle? OpenExact(string file)
    {
        try
        {
            return File.OpenHandle(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private ReadOnlySpan<byte> Text(SafeFileHandle file) => _buffer.AsSpan(0, RandomAccess.Read(file, _buffer, fileOffset: 0));
}
