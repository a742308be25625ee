using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>Names a leak so that the same one is known again in another run: what shows it, and what holds it.</summary>
internal static class Fingerprint
{
    /// <summary>Null for memory that is flat. For example <c>heap:Shop.AuditLog.Lines</c>.</summary>
    public static string? Of(MemoryFlatResult result)
    {
        if (result.Verdict == Verdict.Flat)
        {
            return null;
        }

        var channel = result.Rates.FirstOrDefault(rate => rate.Allowed is not null && rate.Verdict == result.Verdict)?.Channel;
        var shownBy = channel is { } known ? NameOf(known) : "count";
        return $"{shownBy}:{(result.Held is [{ } held, ..] ? held.Root : result.Roots.Count > 0 ? result.Roots[0].Root.Name : result.Scenario)}";
    }

    /// <summary>The name of a channel in files.</summary>
    public static string NameOf(MemoryChannel channel) => char.ToLowerInvariant(channel.ToString()[0]) + channel.ToString()[1..];
}
