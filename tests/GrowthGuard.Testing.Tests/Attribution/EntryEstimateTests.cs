namespace GrowthGuard.Testing.Tests.Attribution;

/// <summary>Weighs the heap of this process to compare.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class EntryEstimateTests
{
    [Theory]
    [InlineData(1024)]
    [InlineData(56)]
    public void The_estimate_is_near_the_truth(int bytes)
    {
        var kept = new Dictionary<string, byte[]>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 20_000; i++)
        {
            kept[$"key {i:00000}"] = new byte[bytes];
        }

        var truth = (GC.GetTotalMemory(forceFullCollection: true) - before) / 20_000.0;

        Assert.InRange(Counting.Held(kept).Described("System.Collections.Generic.Dictionary<string, byte[]>").EntryBytes / truth, 0.7, 1.3);
    }
}
