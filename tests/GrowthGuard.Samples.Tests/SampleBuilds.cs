namespace GrowthGuard.Samples.Tests;

/// <summary>Tests that build the samples where they are: two builds of one project would write the same files.</summary>
[CollectionDefinition(Name)]
public sealed class SampleBuilds
{
    public const string Name = "builds of samples";
}
