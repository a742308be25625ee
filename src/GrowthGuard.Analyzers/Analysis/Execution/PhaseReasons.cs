namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>The reasons for the phase of a member.</summary>
/// <param name="reasons">The reasons, found one by one.</param>
/// <param name="phaseWithoutReason">The phase when there is none.</param>
/// <param name="isOpenWhenUnknown">Whether others may call it, so that what is unknown here is taken for the steady state.</param>
internal sealed class PhaseReasons(
    IEnumerable<PhaseReason> reasons,
    ExecutionPhase phaseWithoutReason = ExecutionPhase.Initialisation,
    bool isOpenWhenUnknown = false)
{
    public IEnumerable<PhaseReason> Reasons { get; } = reasons;

    public ExecutionPhase PhaseWithoutReason { get; } = phaseWithoutReason;

    public bool IsOpenWhenUnknown { get; } = isOpenWhenUnknown;

    public static PhaseReasons Certain(ExecutionPhase phase) => new([PhaseReason.Certain(phase)]);
}
