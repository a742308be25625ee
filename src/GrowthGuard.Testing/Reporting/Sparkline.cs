using System.Text;

namespace GrowthGuard.Testing.Reporting;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="values">The values, in order.</param>
    /// <param name="flat">A span of values up to this is drawn as a flat line: noise is not to look like a mountain.</param>
    /// <param name="width">How many characters.</param>
    public static string Of(IReadOnlyList<long> values, double flat, int width = 20)
    {
        if (values.Count == 0)
        {
            return "";
        }

        double low = values.Min();
        var span = values.Max() - low;
        var text = new StringBuilder(width);
        for (var i = 0; i < Math.Min(width, values.Count); i++)
        {
            var value = values[(int)((long)i * (values.Count - 1) / Math.Max(1, Math.Min(width, values.Count) - 1))];
            text.Append(span <= flat ? Bars[0] : Bars[(int)Math.Round((value - low) / span * (Bars.Length - 1))]);
        }

        return text.ToString();
    }
}
