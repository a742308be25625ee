using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Measuring;

public sealed class HugePagesTests
{
    [Theory]
    [InlineData("always [madvise] never\n", "madvise")]
    [InlineData("[always] madvise never\n", "always")]
    [InlineData("", null)]
    public void Mode_in_use_is_in_brackets(string text, string? mode) => Assert.Equal(mode, HugePages.Chosen(text));
}
