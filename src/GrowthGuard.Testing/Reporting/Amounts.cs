using System.Globalization;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>Numbers as people read them.</summary>
internal static class Amounts
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>Bytes, with a unit of 1024: <c>1.5 MB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        var amount = bytes;
        for (; Math.Abs(amount) >= 1024 && unit < Units.Length - 1; unit++)
        {
            amount /= 1024;
        }

        return $"{Number(amount)} {Units[unit]}";
    }

    /// <summary>A value of a channel: bytes, or a number of things.</summary>
    public static string Of(MemoryChannel channel, double value) => channel.IsBytes() ? Bytes(value) : Number(value);

    /// <summary>With as many decimals as matter, and the same on every system.</summary>
    public static string Number(double number) => Math.Abs(number) switch
    {
        >= 1000 => number.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => number.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.#", CultureInfo.InvariantCulture),
        _ =>
            number.ToString("0.##", CultureInfo.InvariantCulture) is var text && text == "-0"
                ? "0"
                : number.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>With its sign.</summary>
    public static string Signed(string amount) => amount.StartsWith('-') ? amount : "+" + amount;

    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static string Seconds(TimeSpan time) => Number(time.TotalSeconds) + " s";
}
