using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>
/// One reason for the phase of a member: a phase that is certain, or that of a caller with what the way from it does to it.
/// </summary>
internal readonly struct PhaseReason
{
    private readonly bool _isInEndlessLoop;
    private readonly bool _isDeferred;

    private PhaseReason(ExecutionPhase? phase, PhaseSubject caller, bool isInEndlessLoop, bool isDeferred)
    {
        Phase = phase;
        Caller = caller;
        _isInEndlessLoop = isInEndlessLoop;
        _isDeferred = isDeferred;
    }

    /// <summary>The phase, when no caller decides it.</summary>
    public ExecutionPhase? Phase { get; }

    public PhaseSubject Caller { get; }

    public static PhaseReason Certain(ExecutionPhase phase) => new(phase, default, false, false);

    /// <param name="isInEndlessLoop">Whether the call is in a loop that ends with the process: <c>while (true)</c> in <c>Main</c>.</param>
    public static PhaseReason CalledBy(ISymbol member, bool isInEndlessLoop = false) =>
        new(null, new PhaseSubject(member, PhaseSubjectKind.Code), isInEndlessLoop, false);

    /// <summary>The field or property that holds a function proves the steady state, where it is called, or nothing.</summary>
    public static PhaseReason HeldBy(ISymbol holder) => new(null, new PhaseSubject(holder, PhaseSubjectKind.HeldDelegate), false, false);

    /// <summary>Whoever calls a member by its own name.</summary>
    public static PhaseReason CallersOf(ISymbol member) => new(null, new PhaseSubject(member, PhaseSubjectKind.Callers), false, false);

    /// <summary>The same reason for a function that runs later: perhaps once, perhaps often.</summary>
    public PhaseReason Deferred() => Phase is { } phase
        ? Certain(phase == ExecutionPhase.SteadyState ? phase : ExecutionPhase.Unknown)
        : new PhaseReason(null, Caller, _isInEndlessLoop, true);

    /// <summary>What the phase of the caller says here; <see langword="null"/> when it says nothing.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="isCircle">Whether the caller is one that this member calls, too.</param>
    public ExecutionPhase? Translate(ExecutionPhase phase, bool isCircle = false)
    {
        if (_isInEndlessLoop && (isCircle || phase == ExecutionPhase.Initialisation))
            phase = ExecutionPhase.SteadyState;
        if (phase == ExecutionPhase.SteadyState)
            return phase;
        return Caller.Kind == PhaseSubjectKind.HeldDelegate ? null : _isDeferred ? ExecutionPhase.Unknown : phase;
    }
}
