namespace GrowthGuard.Testing;

/// <summary>A process that is being watched while it allocates. Disposing ends that.</summary>
public interface IAllocationSampling : IDisposable
{
    /// <summary>Ends the sampling.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The objects that were sampled: one in about 100 KB that were allocated.</returns>
    IReadOnlyList<AllocationSample> Stop(CancellationToken cancellation);
}
