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

        Assert.Contains(
            "is not a static field or property",
            Assert.Throws<ArgumentException>(() => new MemoryFlatOptions().ExpectBounded(() => local.Count, max: 10)).Message);
    }

    [Fact]
    public void Confirmation_is_as_long_as_the_budget_unless_given()
    {
        var options = new MemoryFlatOptions().Invocations(500);

        Assert.Equal((500, 500), (options.Budget, options.Confirmation));
        Assert.Equal(2000, options.Invocations(500, confirm: 2000).Confirmation);
    }

    [Fact]
    public void Budget_is_no_less_than_the_invocations_that_must_be_made()
    {
        Assert.Equal(
            (6000, 6000, 150),
            new MemoryFlatOptions().AtLeast(6000).Invocations(500) is var late
                ? (late.Budget, late.Confirmation, late.BatchSize)
                : default);
        Assert.Equal((1000, 1000), new MemoryFlatOptions().AtLeast(300) is var early ? (early.Budget, early.Confirmation) : default);
    }

    [Fact]
    public void Stores_are_listed_before_they_fail_a_run()
    {
        Assert.Equal((0.1, 0.01), new MemoryFlatOptions() is var usual ? (usual.AllowedEntries, usual.ListedEntries) : default);
        Assert.Equal(
            (0.005, 0.005),
            new MemoryFlatOptions().AllowEntries(0.005) is var strict ? (strict.AllowedEntries, strict.ListedEntries) : default);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryFlatOptions().AllowEntries(0.1, listed: 0.2));
    }
}
