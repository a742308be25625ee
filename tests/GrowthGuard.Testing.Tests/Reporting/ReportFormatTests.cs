using System.Text.Json;
using System.Xml.Linq;

namespace GrowthGuard.Testing.Tests.Reporting;

public sealed class ReportFormatTests
{
    [Fact]
    public void Json_holds_the_series_of_the_channels_and_of_the_roots_that_changed()
    {
        using var json = JsonDocument.Parse(Results.Leak(Results.Growing(Results.Lines)).ToJson());
        var root = json.RootElement;

        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("leak", root.GetProperty("verdict").GetString());
        Assert.Equal("heap:Shop.AuditLog.Lines", root.GetProperty("fingerprint").GetString());
        Assert.Equal("F:Shop.AuditLog.Lines", root.GetProperty("roots")[0].GetProperty("symbol").GetString());
        Assert.Equal(81, root.GetProperty("series").GetProperty("invocations").GetArrayLength());
        Assert.Equal(1_248_000, root.GetProperty("series").GetProperty("channels").GetProperty("heap")[80].GetInt64());
        Assert.Equal(
            ["Shop.AuditLog.Lines"],
            root.GetProperty("series").GetProperty("roots").EnumerateObject().Select(series => series.Name));
        Assert.False(root.GetProperty("series").GetProperty("channels").TryGetProperty("mapped", out _));
    }

    [Fact]
    public void Json_has_no_numbers_that_json_cannot_write()
    {
        var result = Results.Leak();
        var rate = result.Rates[0] with { High = double.PositiveInfinity, Plateau = double.NaN };

        using var json = JsonDocument.Parse((result with { Rates = [rate] }).ToJson());

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rates")[0].GetProperty("plateau").ValueKind);
    }

    [Fact]
    public void Html_is_one_page_with_a_curve_per_deciding_channel_and_root()
    {
        var html = Results.Leak(Results.Growing(Results.Lines)).ToHtml();
        var page = XDocument.Parse(html
            .Replace("<!doctype html>\n", "")
            .Replace("<meta charset=\"utf-8\">", "")
            .Replace("initial-scale=1\">", "initial-scale=1\"/>")
            .Replace("<br>", "<br/>"));

        var curves = page.Descendants("svg").ToList();
        Assert.Equal(
            ["managed heap", "private memory", "Shop.AuditLog.Lines, entries"],
            curves.Select(curve => curve.Attribute("aria-label")!.Value));
        Assert.All(curves, curve => Assert.Equal(80, curve.Descendants("polyline").Single().Attribute("points")!.Value.Split(' ').Length));
        Assert.All(curves, curve => Assert.Equal(80, curve.Descendants("circle").Count()));
        Assert.Equal(3, page.Descendants("table").Last().Descendants("tr").Count() - 1);
        Assert.Contains(page.Descendants("td"), cell => cell.Value == "AuditLog.cs:12");
    }

    [Fact]
    public void Html_needs_nothing_from_elsewhere()
    {
        var html = Results.Leak(Results.Growing(Results.Lines)).ToHtml();

        Assert.All(["<script", "<link", "<img", "src=", "@import", "url("], part => Assert.DoesNotContain(part, html));
    }

    [Fact]
    public void Names_are_escaped_in_every_form()
    {
        var result = Results.Leak(Results.Growing(Results.Lines with { StoreType = "List<a|b>" }));

        Assert.Contains("Shop.Tests.Audit&lt;int&gt;", result.ToHtml());
        Assert.Contains("order &lt;1&gt;", result.ToHtml());
        Assert.Contains("List&lt;a\\|b&gt;", result.ToMarkdown());
        Assert.Contains("Audit&lt;int&gt;", result.ToMarkdown());
    }

    [Fact]
    public void Markdown_has_a_row_per_channel_and_root_with_the_page_of_the_rule()
    {
        var lines = Results.Leak(Results.Growing(Results.Lines)).ToMarkdown().Split('\n');

        Assert.StartsWith("### ❌ ", lines[0]);
        Assert.Contains(
            lines,
            line => line.StartsWith("| managed heap |", StringComparison.Ordinal) && line.EndsWith("| leak |", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line => line.StartsWith("| `Shop.AuditLog.Lines` ", StringComparison.Ordinal) &&
                line.EndsWith("/docs/rules/GG1001.md) |", StringComparison.Ordinal));
        Assert.Contains("growthguard flat Shop.Tests.dll Shop.Tests.Audit", lines);
        Assert.StartsWith("✅ ", Results.Flat().ToMarkdown());
    }
}
