using GrowthGuard.Analyzers.Baselines;

namespace GrowthGuard.Tool.Tests;

/// <summary>Changes of a baseline leave everything else as it was.</summary>
public sealed class BaselineTextTests
{
    private const string B = "GG1001 F:B";

    [Theory]
    [InlineData("", "GG1001 F:B\n")]
    [InlineData("# Debt\n", "# Debt\nGG1001 F:B\n")]
    [InlineData("# Debt", "# Debt\nGG1001 F:B\n")]
    [InlineData("GG1001 F:A", "GG1001 F:A\nGG1001 F:B\n")]
    [InlineData("GG1001 F:A # why\r\nGG1001 F:C\r\n", "GG1001 F:A # why\r\nGG1001 F:B\r\nGG1001 F:C\r\n")]
    [InlineData("GG1001 F:A\n\n# of C\nGG1001 F:C\n", "GG1001 F:A\nGG1001 F:B\n\n# of C\nGG1001 F:C\n")]
    [InlineData("# all\n\n# of C\nGG1001 F:C", "# all\n\nGG1001 F:B\n# of C\nGG1001 F:C")]
    [InlineData("# all\nGG1001 F:C", "# all\nGG1001 F:B\nGG1001 F:C")]
    [InlineData("GG1005 F:A\nGG1001 F:C\n", "GG1001 F:B\nGG1005 F:A\nGG1001 F:C\n")]
    public void New_line_stands_where_it_sorts(string before, string after) => Assert.Equal(after, Accepted(before, 1));

    [Theory]
    [InlineData("GG1001 F:B", "GG1001 F:B x3")]
    [InlineData("  GG1001\tF:B   # why\r\n", "  GG1001\tF:B x3   # why\r\n")]
    [InlineData("GG1001 F:B x2 # x2", "GG1001 F:B x3 # x2")]
    public void Count_is_raised_in_its_line(string before, string after) => Assert.Equal(after, Accepted(before, 3));

    [Theory]
    [InlineData("GG1001 F:A\nGG1001 F:B # why\nGG1001 F:C\n", 0, "GG1001 F:A\nGG1001 F:C\n")]
    [InlineData("GG1001 F:B x3 # why", 2, "GG1001 F:B x2 # why")]
    [InlineData("GG1001 F:B x3 # why", 1, "GG1001 F:B # why")]
    [InlineData("GG1001 F:B\nGG1001 F:B # again\n", 1, "GG1001 F:B\n")]
    [InlineData("GG1001 F:B\n# of both\nGG1001 F:B # again\n", 0, "# of both\n")]
    [InlineData("GG1001 F:B", 2, "GG1001 F:B")]
    [InlineData("GG1001 F:A", 0, "GG1001 F:A")]
    public void Pruned_line_goes_or_shrinks(string before, int count, string after)
    {
        var text = new BaselineText(before);
        text.Prune(("GG1001", "F:B"), count);

        Assert.Equal(after, text.ToString());
    }

    [Theory]
    [InlineData("M:Shop.Orders.#ctor(System.String)", "# none", null)]
    [InlineData("M:Shop.Orders.#ctor(System.String)", " # a reason # more", "a reason # more")]
    [InlineData("F:B", "# no blank before it", null)]
    public void Hash_begins_a_reason_behind_a_blank_only(string id, string rest, string? reason)
    {
        var line = BaselineLine.Read($"GG1001 {id}{rest}")!;

        Assert.Equal(reason is null, line.Reason is null);
        Assert.Equal(reason, line.Reason);
    }

    [Fact]
    public void Ten_thousand_lines_are_kept_sorted()
    {
        var text = new BaselineText("# Debt\n\n");
        string[] ids = [.. Enumerable.Range(0, 10_000).Select(i => $"F:Shop.S{i * 7919 % 10_000:0000}")];
        foreach (var id in ids)
        {
            text.Accept(("GG1001", id), 1);
        }

        Assert.Equal("# Debt\n\n" + string.Concat(ids.Order(StringComparer.Ordinal).Select(id => $"GG1001 {id}\n")), text.ToString());
    }

    private static string Accepted(string before, int count)
    {
        var text = new BaselineText(before);
        text.Accept(("GG1001", B.Split(' ')[1]), count);
        return text.ToString();
    }
}
