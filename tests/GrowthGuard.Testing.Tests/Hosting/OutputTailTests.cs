using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class OutputTailTests
{
    [Fact]
    public async Task Last_lines_are_kept()
    {
        var tail = new OutputTail();
        await tail.ReadAsync(new StringReader(string.Join("\r\n", Enumerable.Range(1, 1000))));

        Assert.Equal(40, tail.Lines.Count);
        Assert.Equal(("961", "1000"), (tail.Lines[0], tail.Lines[^1]));
    }

    [Fact]
    public async Task Long_line_is_cut()
    {
        var tail = new OutputTail();
        await tail.ReadAsync(new StringReader(new string('x', 100_000) + "\nnext\n"));

        Assert.Equal([500, 4], tail.Lines.Select(line => line.Length));
    }

    [Fact]
    public async Task Nothing_is_no_line()
    {
        var tail = new OutputTail();
        await tail.ReadAsync(new StringReader(""));

        Assert.Empty(tail.Lines);
    }
}
