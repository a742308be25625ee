using GrowthGuard.Testing;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Tool.Experiments;

/// <summary>How full a cache is that fills more and more slowly, as the curve of memory shows.</summary>
/// <param name="Share">How full, from 0 to 1.</param>
/// <param name="More">Requests or invocations until it grows no more than is allowed.</param>
internal sealed record Filling(double Share, double More)
{
    private const double NotFull = 0.99;

    /// <summary>Null when nothing slows down, or its end cannot be seen.</summary>
    public static Filling? Of(MemoryFlatResult? judged)
    {
        if (judged is not { Verdict: Verdict.Decaying } ||
            judged.Rates.FirstOrDefault(
                rate => rate is { Verdict: Verdict.Decaying, Allowed: not null, Plateau: not null }) is not { } rate)
        {
            return null;
        }

        var samples = judged.Series.Samples;
        var from = samples.TakeWhile(sample => sample.Invocations < judged.JudgedFrom).Count();
        var batch = (samples[^1].Invocations - samples[from].Invocations) / (double)(samples.Count - 1 - from);
        var more = new Curve(judged.Series.Values(rate.Channel, from), rate.Allowed!.Value * batch).BatchesUntilWithinAllowed * batch;
        var share = (samples[^1][rate.Channel] - samples[0][rate.Channel]) / (rate.Plateau!.Value - samples[0][rate.Channel]);
        return double.IsFinite(more) && double.IsFinite(share) ? new Filling(Math.Clamp(share, 0, NotFull), more) : null;
    }
}
