namespace GrowthGuard.Testing.Tests;

/// <summary>Tests that measure this process, and bear no test beside them.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
