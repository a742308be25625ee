namespace GrowthGuard.Testing;

/// <summary>A line of <c>GrowthGuard.leaks.txt</c>: a leak that is known, and accepted for a reason as long as it grows no
/// faster.</summary>
/// <param name="Scenario">The name of the scenario.</param>
/// <param name="Fingerprint">What shows it and what holds it, as a report names it: <c>heap:Shop.AuditLog.Lines</c>.</param>
/// <param name="PerInvocation">How fast it may grow per invocation: bytes, or entries where a count shows it.</param>
/// <param name="Reason">Why it is accepted.</param>
/// <param name="Place">The file and its line, as <c>GrowthGuard.leaks.txt(12)</c>.</param>
public sealed record AcceptedLeak(string Scenario, string Fingerprint, double PerInvocation, string Reason, string Place);
