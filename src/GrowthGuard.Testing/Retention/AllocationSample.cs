namespace GrowthGuard.Testing;

/// <summary>An object that was allocated, and where.</summary>
/// <param name="Type">Its type, as the runtime writes it.</param>
/// <param name="Stack">The methods from the one that allocated it outwards.</param>
public sealed record AllocationSample(string Type, IReadOnlyList<string> Stack);
