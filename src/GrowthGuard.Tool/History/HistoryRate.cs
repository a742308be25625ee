using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Tool.History;

/// <summary>How fast one channel grew in a run.</summary>
/// <param name="Channel">What was measured.</param>
/// <param name="PerInvocation">Growth per invocation: bytes, or things for a channel that counts.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end of its 95 % interval.</param>
/// <param name="Allowed">The growth per invocation that was allowed.</param>
/// <param name="Verdict">What this channel alone said.</param>
internal sealed record HistoryRate(MemoryChannel Channel, double PerInvocation, double Low, double High, double Allowed, Verdict Verdict);
