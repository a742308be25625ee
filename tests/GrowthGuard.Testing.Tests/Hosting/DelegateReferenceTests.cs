using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class DelegateReferenceTests
{
    [Fact]
    public void Static_method() => Assert.Equal(6, Again(Twice)(3));

    [Fact]
    public void Lambda_that_captures_nothing() => Assert.Equal(9, Again(number => number * 3)(3));

    [Fact]
    public void Lambda_in_a_generic_type() =>
        Assert.Equal("Int32 3", DelegateReference.Resolve<Func<int, string>>(DelegateReference.To(Generic<int>.Lambda()))(3));

    /// <summary>A build in between may have given the token to another method.</summary>
    [Fact]
    public void Method_whose_token_has_changed_is_found_by_its_name() =>
        Assert.Equal(6, DelegateReference.Resolve<Func<int, int>>($"1{DelegateReference.To(Twice)[8..]}")(3));

    [Fact]
    public void Method_that_is_gone_is_refused() =>
        Assert.Contains(
            "was built again since",
            Assert.Throws<ArgumentException>(
                () => DelegateReference.Resolve<Func<int, int>>(DelegateReference.To(Twice).Replace("Twice", "Thrice"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Lambda_that_captures_is_refused_with_what_it_captures()
    {
        var factor = Random.Shared.Next();

        Assert.Contains(
            "'factor'",
            Assert.Throws<ArgumentException>(() => Again(number => number * factor)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Method_of_an_object_with_state_is_refused() =>
        Assert.Contains(
            "'_factor'",
            Assert.Throws<ArgumentException>(() => Again(new Multiplier(3).Multiply)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Generic_method_is_refused() =>
        Assert.Contains("generic", Assert.Throws<ArgumentException>(() => Again(Same<int>)).Message, StringComparison.Ordinal);

    private static Func<int, int> Again(Func<int, int> function) =>
        DelegateReference.Resolve<Func<int, int>>(DelegateReference.To(function));

    private static int Twice(int number) => number * 2;

    private static T Same<T>(T value) => value;

    private static class Generic<T>
    {
        public static Func<int, string> Lambda() => number => $"{typeof(T).Name} {number}";
    }

    private sealed class Multiplier(int factor)
    {
        private readonly int _factor = factor;

        public int Multiply(int number) => number * _factor;
    }
}
