namespace GrowthGuard.Diagnostics.Processes;

/// <summary>Reads what the operating system knows of this process, without leaving garbage behind where the system allows it.</summary>
internal interface IProcessReader : IDisposable
{
    /// <summary>Whether the error rates of a decision on these numbers were measured; otherwise they are shown only.</summary>
    bool IsProven { get; }

    /// <summary>Sets the figures that the system has; the others are left alone.</summary>
    /// <param name="values">One value per figure.</param>
    void Read(Span<long> values);
}
