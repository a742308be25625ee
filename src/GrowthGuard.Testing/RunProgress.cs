using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing;

/// <summary>How far a run is.</summary>
/// <param name="Invocations">Invocations so far.</param>
/// <param name="AtMost">Invocations that will be made at most, as far as is known.</param>
/// <param name="Latest">What was read last.</param>
public sealed record RunProgress(int Invocations, int AtMost, Sample Latest);
