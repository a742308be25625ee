using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Tool.Loading;

/// <summary>What the server's process and its children hold together.</summary>
/// <param name="Figures">What the system knows, one value per <see cref="ProcessFigure"/>.</param>
/// <param name="Heap">The managed heap after a collection, in bytes; <see cref="Sample.Unknown"/> when it is not known.</param>
/// <param name="Free">Bytes that the garbage collector has committed and does not use; 0 when that is not known.</param>
internal sealed record MemoryReading(IReadOnlyList<long> Figures, long Heap, long Free)
{
    public long this[ProcessFigure figure] => Figures[(int)figure];

    /// <summary>Private memory in bytes.</summary>
    public long Private => this[ProcessFigure.Private];
}
