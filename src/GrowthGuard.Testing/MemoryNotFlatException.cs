namespace GrowthGuard.Testing;

/// <summary>Memory was not proven flat. The message is the report.</summary>
/// <param name="result">What came of the run.</param>
public sealed class MemoryNotFlatException(MemoryFlatResult result) : Exception(result.ToString())
{
    /// <summary>What came of the run.</summary>
    public MemoryFlatResult Result { get; } = result;
}
