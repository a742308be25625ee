using GrowthGuard.Diagnostics.Processes;

namespace GrowthGuard.Diagnostics.Readings;

/// <summary>Reads what the operating system knows of the process. Safe for many threads.</summary>
internal sealed class ProcessMemory
{
    private readonly IProcessReader _reader = CreateReader();
    private readonly object _gate = new();

    /// <param name="threads">The threads of the process; null when that is not known.</param>
    /// <param name="handles">Its open handles or file descriptors; null when that is not known.</param>
    public ProcessReading Read(out long? threads, out long? handles)
    {
        Span<long> figures = stackalloc long[ProcessFigures.Count];
        figures.Fill(ProcessFigures.Unknown);
        lock (_gate)
        {
            try
            {
                _reader.Read(figures);
            }
            catch (Exception e) when (IsForbidden(e))
            {
                figures.Fill(ProcessFigures.Unknown);
            }
        }

        threads = Known(figures, ProcessFigure.Threads);
        handles = Known(figures, ProcessFigure.Handles);
        return new ProcessReading
        {
            Rss = Known(figures, ProcessFigure.Resident),
            RssAnon = Known(figures, ProcessFigure.Anonymous),
            VmHwm = Known(figures, ProcessFigure.PeakResident),
            VmSize = Known(figures, ProcessFigure.VirtualSize),
            VmPeak = Known(figures, ProcessFigure.PeakVirtualSize),
            VmData = Known(figures, ProcessFigure.Data),
            Swap = Known(figures, ProcessFigure.Swapped),
            ControlGroup = ReadControlGroup(),
        };
    }

    private static IProcessReader CreateReader()
    {
        try
        {
            return ProcessReader.Create(exact: false);
        }
        catch (Exception e) when (IsForbidden(e))
        {
            return new PortableProcessReader();
        }
    }

    private static ControlGroupReading? ReadControlGroup()
    {
        try
        {
            return ControlGroup.Read() is { } group
                ? new ControlGroupReading { Version = group.Version, Limit = group.Limit, Usage = group.Usage }
                : null;
        }
        catch (Exception e) when (IsForbidden(e))
        {
            return null;
        }
    }

    /// <summary>
    /// A system without <c>/proc</c>, or one that lets the process read little of it: its figures are not known, and that is all.
    /// </summary>
    private static bool IsForbidden(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private static long? Known(Span<long> figures, ProcessFigure figure) =>
        figures[(int)figure] is not ProcessFigures.Unknown and var value ? value : null;
}
