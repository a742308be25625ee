namespace GrowthGuard.Testing.Statistics;

/// <summary>A slope with its 95 % confidence interval.</summary>
internal readonly record struct Slope(double Value, double Low, double High)
{
    /// <summary>The slope per invocation, when a distance is a batch.</summary>
    public Slope PerInvocation(int batch) => new(Value / batch, Low / batch, High / batch);
}
