using GrowthGuard.Diagnostics;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>Where snapshots of one process come from.</summary>
internal interface ICensusSource : IDisposable
{
    /// <exception cref="ToolException">There is no answer, or it is no snapshot.</exception>
    Task<CensusSnapshot> TakeAsync(CancellationToken cancellation);
}
