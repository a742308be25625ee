using System.Globalization;
using System.Net;
using System.Text;

namespace GrowthGuard.Testing.Reporting;

/// <summary>A curve as an SVG picture that needs nothing from elsewhere.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Invocations">The invocations made at each point.</param>
/// <param name="Values">The value at each point.</param>
/// <param name="JudgedFrom">The invocation from which on the curve was judged; what is before it is drawn pale.</param>
/// <param name="Format">How a value is written.</param>
internal sealed record SvgCurve(
    string Title,
    IReadOnlyList<int> Invocations,
    IReadOnlyList<long> Values,
    int JudgedFrom,
    Func<double, string> Format)
{
    private const int Width = 720;
    private const int Height = 190;
    private const int Left = 84;
    private const int Right = 16;
    private const int Top = 14;
    private const int Bottom = 28;

    /// <summary>What is counted along the axis.</summary>
    public string Unit { get; init; } = "invocations";

    /// <summary>What each point is called, where a number says little; null for the number.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    private double Low => Values.Min();

    private double High => Values.Max() > Values.Min() ? Values.Max() : Values.Min() + 1;

    public string ToSvg()
    {
        var judgedX = X(JudgedFrom);
        var svg = new StringBuilder(
            $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{WebUtility.HtmlEncode(Title)}">
            <rect class="warm" x="{Left}" y="{Top}" width="{Text(judgedX - Left)}" height="{Height - Top - Bottom}"/>

            """);
        foreach (var value in new[] { Low, (Low + High) / 2, High })
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Text(Y(value))}\" y2=\"{Text(Y(value))}\"/>\n");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Text(Y(value) + 4)}\" " +
                $"text-anchor=\"end\">{WebUtility.HtmlEncode(Format(value))}</text>\n");
        }

        foreach (var (invocation, name, anchor) in new[] { (0, Names?[0], "start"), (Invocations[^1], Names?[^1], "end") })
        {
            var shown = WebUtility.HtmlEncode(name ?? Amounts.Number(invocation));
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tick\" x=\"{Text(X(invocation))}\" y=\"{Height - 8}\" text-anchor=\"{anchor}\">{shown}</text>\n");
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"tick\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" " +
            $"text-anchor=\"middle\">{WebUtility.HtmlEncode(Unit)}</text>\n");
        svg.Append("<polyline class=\"curve\" points=\"")
            .AppendJoin(' ', Values.Select((value, i) => $"{Text(X(Invocations[i]))},{Text(Y(value))}"))
            .Append("\"/>\n");
        for (var i = 0; i < Values.Count; i++)
        {
            var name = Names?[i] ?? $"{Amounts.Number(Invocations[i])} {Unit}";
            svg.Append(
                $"<circle class=\"point\" cx=\"{Text(X(Invocations[i]))}\" cy=\"{Text(Y(Values[i]))}\" " +
                $"r=\"4\"><title>{WebUtility.HtmlEncode(name)}: {WebUtility.HtmlEncode(Format(Values[i]))}</title></circle>\n");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Text(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);

    private double X(int invocation) => Left + ((double)invocation / Math.Max(1, Invocations[^1]) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((value - Low) / (High - Low) * (Height - Top - Bottom));
}
