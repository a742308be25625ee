using GrowthGuard.Testing.Leaks;

namespace GrowthGuard.Testing.Tests.Leaks;

public sealed class LeaksFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_are_read_with_their_places()
    {
        var file = Write(
            """
            # Known leaks.

            Shop.Tests.Checkout: heap:Shop.AuditLog.Lines = 320.5  # until the queue has a limit
            Program (OrderTests.Stay): count:Shop.Prices.Cache[*] = 1 # 40 tenants: no more
            """);

        AcceptedLeak[] expected =
        [
            new("Shop.Tests.Checkout", "heap:Shop.AuditLog.Lines", 320.5, "until the queue has a limit", $"{file}(3)"),
            new("Program (OrderTests.Stay)", "count:Shop.Prices.Cache[*]", 1, "40 tenants: no more", $"{file}(4)"),
        ];
        Assert.Equal(expected, LeaksFile.Read(file));
    }

    [Theory]
    [InlineData("A: heap:B = 320", "says no reason")]
    [InlineData("A: heap:B = 320  #", "says no reason")]
    [InlineData("A: heap:B  # why", "is not understood")]
    [InlineData("heap:B = 320  # why", "is not understood")]
    [InlineData("A: heap:B = much  # why", "is not understood")]
    [InlineData("A: heap:B = -5  # why", "is not understood")]
    public void Wrong_line_is_told_with_its_place(string line, string what)
    {
        var file = Write($"# Known.\n{line}\n");

        var failure = Assert.Throws<MemoryRunException>(() => LeaksFile.Read(file));

        Assert.Equal(RunFailure.Setup, failure.Failure);
        Assert.StartsWith($"{file}(2): line '{line}' {what}: write SCENARIO: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_file_is_found_up_to_the_root_of_the_repository()
    {
        var deep = Directory.CreateDirectory(Path.Combine(_folder.Path, "repository", "bin", "debug")).FullName;
        Write("");
        Assert.Equal(Path.Combine(_folder.Path, LeaksFile.Name), LeaksFile.Find(deep));

        Directory.CreateDirectory(Path.Combine(_folder.Path, "repository", ".git"));
        Assert.Null(LeaksFile.Find(deep));

        _folder.Write(Path.Combine("repository", LeaksFile.Name));
        Assert.Equal(Path.Combine(_folder.Path, "repository", LeaksFile.Name), LeaksFile.Find(deep));
    }

    private string Write(string text)
    {
        var file = _folder.Write(LeaksFile.Name);
        File.WriteAllText(file, text);
        return file;
    }
}
