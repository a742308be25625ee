namespace GrowthGuard.Testing.Tests;

public sealed class PublicTypesTests
{
    /// <summary>One 'using' is enough for a test.</summary>
    [Fact]
    public void Public_types_are_in_the_namespace_of_the_kit() =>
        Assert.All(
            typeof(MemoryFlat).Assembly.GetExportedTypes(),
            type => Assert.Equal(typeof(MemoryFlat).Namespace, type.Namespace));

    /// <summary>A test that uses both namespaces must not have to say which 'Channel' it means.</summary>
    [Fact]
    public void Public_types_have_names_of_their_own() =>
        Assert.Empty(
            typeof(MemoryFlat).Assembly.GetExportedTypes().Select(type => type.Name)
                .Intersect(typeof(System.Threading.Channels.Channel).Assembly.GetExportedTypes().Select(type => type.Name)));
}
