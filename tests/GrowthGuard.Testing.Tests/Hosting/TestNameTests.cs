using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

/// <summary>What runs are called that a test starts with a lambda.</summary>
public sealed class TestNameTests
{
    [Fact]
    public void Lambda_is_named_by_its_test()
    {
        Func<int> first = static () => 1;
        Func<int> second = static () => 2;

        Assert.Equal("TestNameTests.Lambda_is_named_by_its_test", TestName.Of(first.Method));
        Assert.Equal("TestNameTests.Lambda_is_named_by_its_test 2", TestName.Of(second.Method));
    }

    [Fact]
    public void Lambdas_of_two_tests_have_two_names()
    {
        Func<int> lambda = static () => 1;

        Assert.Equal("TestNameTests.Lambdas_of_two_tests_have_two_names", TestName.Of(lambda.Method));
    }

    [Fact]
    public void Lambda_that_captures_something_is_named_by_its_test()
    {
        var number = Environment.ProcessId;
        Func<int> lambda = () => number;

        Assert.Equal("TestNameTests.Lambda_that_captures_something_is_named_by_its_test", TestName.Of(lambda.Method));
    }

    [Fact]
    public void Method_is_named_by_itself() =>
        Assert.Equal("TestNameTests.Method_is_named_by_itself", TestName.Of(((Action)Method_is_named_by_itself).Method));
}
