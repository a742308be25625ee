namespace GrowthGuard.TestHarness;

/// <summary>How often a fix must be applied until it is offered no more.</summary>
internal readonly record struct IterationCount(int Minimum, int Maximum)
{
    /// <summary>What the test says: a number is exact, a negative one is the most; else the default.</summary>
    public static IterationCount From(int? setting, IterationCount @default) => setting switch
    {
        null => @default,
        < 0 => new IterationCount(1, -setting.Value),
        _ => new IterationCount(setting.Value, setting.Value),
    };

    public bool Contains(int count) => Minimum <= count && count <= Maximum;

    public override string ToString() => Minimum == Maximum ? $"{Minimum}" : $"{Minimum} to {Maximum}";
}
