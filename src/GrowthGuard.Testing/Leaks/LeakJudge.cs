using GrowthGuard.Testing.Reporting;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Leaks;

/// <summary>Compares what leaks with what is accepted. The list may only shrink: what grows faster, or is new, fails as ever.</summary>
internal static class LeakJudge
{
    /// <summary>The result with the line that accepts it, if one does, and with notes on lines that are no longer right.</summary>
    /// <param name="result">What came of a run.</param>
    /// <param name="accepted">All accepted leaks; those of other scenarios are passed over.</param>
    public static MemoryFlatResult Judge(MemoryFlatResult result, IEnumerable<AcceptedLeak> accepted)
    {
        var lines = accepted.Where(leak => leak.Scenario == result.Scenario).ToList();
        if (lines.Count == 0 || result.Verdict is not (Verdict.Leak or Verdict.Flat))
        {
            // What was not decided is neither the leak that was accepted nor its end.
            return result;
        }

        var names = NamesOf(result);
        var current = lines.Find(leak => names.Contains(leak.Fingerprint));
        var notes = lines.Where(leak => leak != current).Select(leak =>
            $"{leak.Place}: the accepted leak {leak.Fingerprint} is not there any more: remove the line.");
        if (current is not null)
        {
            var (rate, low, high, allowed) = RateOf(result);
            if (low > current.PerInvocation + allowed)
            {
                notes = notes.Append(
                    $"{current.Place}: the accepted leak {current.Fingerprint} grew worse: {Amounts.Number(rate)} per invocation, and " +
                    $"{Amounts.Number(current.PerInvocation)} are accepted.");
            }
            else
            {
                result = result with { Accepted = current };
                notes = high + allowed < current.PerInvocation
                    ? notes.Append(
                        $"{current.Place}: the accepted leak {current.Fingerprint} grows by {Amounts.Number(rate)} per invocation only: " +
                        "lower the number.")
                    : notes;
            }
        }

        return result with { Environment = result.Environment with { Notes = [.. result.Environment.Notes, .. notes] } };
    }

    /// <summary>What the leak may be accepted as: of several stores that grow alike, chance decides which is named first.</summary>
    private static HashSet<string> NamesOf(MemoryFlatResult result)
    {
        if (Fingerprint.Of(result) is not { } fingerprint)
        {
            return [];
        }

        var channel = fingerprint[..(fingerprint.IndexOf(':', StringComparison.Ordinal) + 1)];
        return
        [
            fingerprint,
            .. (result.Held ?? []).Select(held => channel + held.Root),
            .. result.Roots.Where(root => root.Verdict == Verdict.Leak).Select(root => channel + root.Root.Name),
        ];
    }

    /// <summary>How fast it grows, in the channel that shows it; entries where only a count does.</summary>
    private static (double PerInvocation, double Low, double High, double Allowed) RateOf(MemoryFlatResult result)
    {
        var rate = result.Rates.FirstOrDefault(rate => rate.Allowed is not null && rate.Verdict == result.Verdict);
        if (rate is not null)
        {
            return (rate.PerInvocation, rate.Low, rate.High, rate.Allowed!.Value);
        }

        var entries = result.Roots.Select(root => root.PerInvocation).DefaultIfEmpty().Max();
        return (entries, entries, entries, JudgeOptions.AllowedCount);
    }
}
