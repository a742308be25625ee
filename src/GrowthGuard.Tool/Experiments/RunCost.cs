using System.Globalization;

namespace GrowthGuard.Tool.Experiments;

/// <summary>What time costs where it is paid for by memory.</summary>
/// <param name="Megabytes">The memory that is paid for.</param>
/// <param name="Price">US dollars for a gigabyte and second; null for the published one.</param>
internal sealed record RunCost(int Megabytes = RunCost.UsualMegabytes, double? Price = null)
{
    public const int UsualMegabytes = 512;

    /// <summary>AWS Lambda, x86, us-east-1, first tier.</summary>
    private const double Published = 0.0000166667;

    private const string PublishedBy = "AWS Lambda, x86, us-east-1, as published in 2024";
    private const double Million = 1_000_000;

    /// <summary>The price in words.</summary>
    public string InWords => string.Create(
        CultureInfo.InvariantCulture,
        $"{Megabytes} MB at {(decimal)(Price ?? Published)} USD for a GB and second ({(Price is null ? PublishedBy : "--price")}), without what a call costs by itself");

    /// <summary>What a million cost, in US dollars.</summary>
    /// <param name="milliseconds">How long one takes.</param>
    public double OfMillion(double milliseconds) => Megabytes / 1024.0 * (milliseconds / 1000) * (Price ?? Published) * Million;
}
