namespace GrowthGuard.Testing.Reporting;

/// <summary>What came of one of several runs: a result, or why there is none.</summary>
/// <param name="Scenario">The name of the scenario.</param>
/// <param name="Result">What came of it; null when it came to no verdict.</param>
/// <param name="Failure">Why it came to no verdict; null when it did.</param>
internal sealed record RunOutcome(string Scenario, MemoryFlatResult? Result, MemoryRunException? Failure);
