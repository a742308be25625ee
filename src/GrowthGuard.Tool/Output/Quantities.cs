using System.Globalization;

namespace GrowthGuard.Tool.Output;

/// <summary>Numbers for people.</summary>
internal static class Quantities
{
    /// <summary>In the largest unit that leaves a number above 1; an en dash when not known.</summary>
    public static string Bytes(double? bytes) => bytes switch
    {
        null => "–",
        _ when Math.Abs(bytes.Value) >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / (1L << 30):0.00} GB"),
        _ when Math.Abs(bytes.Value) >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / (1L << 20):0.0} MB"),
        _ when Math.Abs(bytes.Value) >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / (1L << 10):0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value:0} B"),
    };

    public static string SignedBytes(double? bytes) => bytes > 0 ? "+" + Bytes(bytes) : Bytes(bytes);

    public static string Count(double? count) => count is null ? "–" : count.Value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string SignedCount(double? count) => count > 0 ? "+" + Count(count) : Count(count);

    public static string Percent(double? share) =>
        share is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{share.Value * 100:0.#} %");
}
