namespace GrowthGuard.Testing;

/// <summary>Lets a run and its assertion be one expression.</summary>
public static class MemoryFlatTasks
{
    /// <summary>
    /// Waits for a run, and throws when memory was not proven flat: <c>await MemoryFlat.RunAsync&lt;Orders&gt;().ShouldBeFlat()</c>.
    /// </summary>
    /// <param name="run">A run.</param>
    /// <returns>What came of the run.</returns>
    /// <exception cref="MemoryNotFlatException">The verdict is not <see cref="Verdict.Flat"/>; the message is the report.</exception>
    public static async Task<MemoryFlatResult> ShouldBeFlat(this Task<MemoryFlatResult> run)
    {
        var result = await run.ConfigureAwait(false);
        result.ShouldBeFlat();
        return result;
    }
}
