namespace GrowthGuard.Diagnostics.Processes;

/// <summary>Reads the little that every system has.</summary>
internal sealed class PortableProcessReader : IProcessReader
{
    public bool IsProven => false;

    public void Read(Span<long> values) => values[(int)ProcessFigure.Resident] = Environment.WorkingSet;

    public void Dispose()
    {
    }
}
