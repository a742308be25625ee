namespace GrowthGuard.Testing.Tests;

public sealed class MemoryFlatOptionsTests
{
    private static readonly List<int> Kept = [];

    [Fact]
    public void Expected_bound_names_the_root_of_the_expression() =>
        Assert.Equal(
            new ExpectedBound($"{typeof(MemoryFlatOptionsTests).FullName}.{nameof(Kept)}", 10),
            Assert.Single(new MemoryFlatOptions().ExpectBounded(() => Kept, max: 10).ExpectedBounds));

    [Fact]
    public void Expected_bound_of_something_else_is_refused()
    {
        var local = new List<int>();

        Assert.Contains("is not a static field or property", Assert.Throws<ArgumentException>(() => new MemoryFlatOptions().ExpectBounded(() => local.Count, max: 10)).Message);
    }

    [Fact]
    public void Confirmation_is_as_long_as_the_budget_unless_given()
    {
        var options = new MemoryFlatOptions().Invocations(500);

        Assert.Equal((500, 500), (options.Budget, options.Confirmation));
        Assert.Equal(2000, options.Invocations(500, confirm: 2000).Confirmation);
    }
}
