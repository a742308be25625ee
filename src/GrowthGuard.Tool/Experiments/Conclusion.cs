using System.Globalization;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Tool.Experiments;

/// <summary>Says in words which variant isolates the growth.</summary>
internal static class Conclusion
{
    /// <summary>Less of the growth than this left, and a variant is worth a word.</summary>
    private const double Less = 0.75;

    /// <summary>Retained memory that is worth a word.</summary>
    private const double Notable = 8 << 20;

    /// <param name="results">The baseline, and the variants.</param>
    public static string Of(IReadOnlyList<VariantResult> results)
    {
        var open = results.Where(result => result.Problem is null && result.Verdict is null).ToList();
        var more = open.Count == 0
            ? ""
            : $"More is needed: {Names(open)} {(open.Count == 1 ? "is" : "are")} neither proven flat nor proven to grow in every run. Give {results[0].Subject.MoreOption} {Enough(open)}.";
        if (results[0].Verdict is not { } baseline)
        {
            return open.Count == 0 ? "Nothing can be said: the baseline has no result." : more;
        }

        if (open.Count > 0)
        {
            // What one switches on is known, whatever the others do; what none switches on is not.
            return baseline == Verdict.Flat && results.Any(result => result.Verdict == Verdict.Leak)
                ? $"{OfFlat([.. results.Skip(1)])} {more}"
                : more;
        }

        var variants = results.Skip(1).ToList();
        if (baseline != Verdict.Flat)
        {
            return OfGrowing(results[0], variants);
        }

        var keeping = variants
            .Where(variant => variant is { Problem: null, Variant.ChangesOnlyTheAllocator: true } && variant.Verdict == Verdict.Flat &&
                variant.Retained < results[0].Retained / 2 && results[0].Retained - variant.Retained > Notable).ToList();
        return keeping.Count == 0
            ? OfFlat(variants)
            : $"{OfFlat(variants)} {Names(keeping)} {(keeping.Count == 1 ? "keeps" : "keep")} {Amounts.Bytes(keeping[0].Retained)} where the baseline keeps {Amounts.Bytes(results[0].Retained)}: what the baseline keeps is freed memory that its allocator retains, no leak.";
    }

    private static string OfFlat(List<VariantResult> variants) => variants.Where(variant => variant.Verdict == Verdict.Leak).ToList() switch
    {
        [] => "Flat, and so is every variant: none of them switches growth on.",
        [var one] => $"Flat without {Quoted(one)}, {Rate(one)} with it: the growth is in what {Quoted(one)} switches on.",
        var several =>
            $"Flat without, growing with each of {Names(several)}: {string.Join(", ", several.Select(one => $"{Rate(one)} with {Quoted(one)}"))}.",
    };

    private static string OfGrowing(VariantResult baseline, List<VariantResult> variants) =>
        variants.Where(variant => variant.Verdict == Verdict.Flat).ToList() switch
        {
            [{ Variant.ChangesOnlyTheAllocator: true } one] =>
                $"{Rate(baseline)}, flat under {Quoted(one)}: memory that was freed and that the allocator keeps, no leak.",
            [var one] => $"{Rate(baseline)}, flat with {Quoted(one)}: the growth is in what {Quoted(one)} changes.",
            []
                when variants
                    .Where(variant => variant.Growth is { } growth && growth.High < baseline.Growth!.Value.Low * Less)
                        .ToList() is { Count: > 0 } less =>
                $"{Rate(baseline)}, and less with {string.Join(", ", less.Select(one => $"{Quoted(one)} ({Rate(one)})"))}: part of the growth is there, the rest is elsewhere.",
            [] => $"{Rate(baseline)}, whatever the variant: the growth is in none of them.",
            var several when several.All(variant => variant.Variant.ChangesOnlyTheAllocator) =>
                $"{Rate(baseline)}, flat under each of {Names(several)}: memory that was freed and that the allocator keeps, no leak.",
            var several => $"{Rate(baseline)}, flat with each of {Names(several)}.",
        };

    private static string Rate(VariantResult result) => $"{Amounts.Bytes(result.Growth?.Value ?? 0)} per {result.Subject.One}";

    /// <summary>What is likely to decide all of them, to two digits.</summary>
    private static string Enough(IEnumerable<VariantResult> open)
    {
        var most = open.SelectMany(result => result.Runs).Max(run => run.Enough);
        var digit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, most))) - 1));
        return (Math.Ceiling(most / digit) * digit).ToString("0", CultureInfo.InvariantCulture);
    }

    private static string Quoted(VariantResult result) => $"'{result.Name}'";

    private static string Names(IEnumerable<VariantResult> results) => string.Join(", ", results.Select(Quoted));
}
