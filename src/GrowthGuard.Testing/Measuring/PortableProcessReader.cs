namespace GrowthGuard.Testing.Measuring;

/// <summary>Reads the little that every system has.</summary>
internal sealed class PortableProcessReader : IProcessReader
{
    public bool IsProven => false;

    public void Read(Span<long> values) => values[(int)Channel.Resident] = Environment.WorkingSet;

    public void Dispose()
    {
    }
}
