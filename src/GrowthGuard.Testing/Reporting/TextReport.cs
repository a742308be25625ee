using System.Text;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>The report as one screen of text.</summary>
internal static class TextReport
{
    private const int MaxRoots = 5;

    public static string Of(MemoryFlatResult result)
    {
        var facts = new ReportFacts(result);
        var text = new StringBuilder().AppendLine(facts.Headline).AppendLine(result.Reason).AppendLine();
        AppendChannels(text, facts);
        AppendHeld(text, result);
        AppendRoots(text, result);
        AppendAllocated(text, result);
        AppendLine(text, "Projection", facts.Projected);
        foreach (var next in facts.Next)
        {
            AppendLine(text, "Next", next);
        }

        AppendLine(text, "Measured", facts.Measured + ".");
        AppendLine(text, "Speed", facts.Speed);
        foreach (var note in facts.Notes)
        {
            AppendLine(text, "Note", note);
        }

        AppendLine(text, "Repeat", result.RepeatCommand);
        AppendLine(text, "Fingerprint", facts.Fingerprint);
        AppendLine(text, "Accepted", facts.Accepted);
        AppendLine(text, "Dump", result.Dump);
        AppendLine(text, "Curves", result.Reports?.Html);
        AppendLine(text, "Series", result.Reports?.Json);
        return text.ToString().TrimEnd();
    }

    private static void AppendChannels(StringBuilder text, ReportFacts facts)
    {
        foreach (var rate in facts.Channels)
        {
            var curve = facts.Curve(rate);
            text.Append(
                $"  {rate.Channel.InWordsPadded()} {curve}  {ReportFacts.Rate(rate)} per invocation (95 %: {ReportFacts.Interval(rate)}");
            text.Append(rate.Allowed is { } allowed ? $"; {Amounts.Number(allowed)} allowed)" : ")");
            text.AppendLine($"  {rate.Verdict.ToString().ToLowerInvariant()}");
        }

        text.AppendLine();
    }

    private static void AppendHeld(StringBuilder text, MemoryFlatResult result)
    {
        if (result.Held is not { Count: > 0 } all)
        {
            return;
        }

        text.AppendLine("Held:");
        foreach (var held in all)
        {
            text.AppendLine($"  {held.Type}: {ReportFacts.Growth(held)}; {held.Holder}");
            text.AppendLine($"    {ReportFacts.Way(held)}");
        }

        text.AppendLine();
    }

    private static void AppendRoots(StringBuilder text, MemoryFlatResult result)
    {
        if (result.Roots.Count == 0)
        {
            return;
        }

        text.AppendLine("Growing:");
        foreach (var root in result.Roots.Take(MaxRoots))
        {
            text.AppendLine($"  {root.Root.Name} ({root.Root.StoreType}): {ReportFacts.Growth(root)}");
            string?[] more = [ReportFacts.Explains(root), root.Root.Entry, ReportFacts.Place(root.Root), root.Root.RuleId];
            if (string.Join("; ", more.Where(part => part is not null)) is { Length: > 0 } line)
            {
                text.AppendLine($"    {line}");
            }
        }

        if (result.Roots.Count > MaxRoots)
        {
            text.AppendLine($"  and {result.Roots.Count - MaxRoots} more, which the files list");
        }

        text.AppendLine();
    }

    private static void AppendAllocated(StringBuilder text, MemoryFlatResult result)
    {
        if (result.Allocated is not { } sites)
        {
            return;
        }

        text.AppendLine("Allocated:");
        foreach (var site in sites)
        {
            text.AppendLine($"  {site.Type}: {ReportFacts.Seen(site)}");
            text.AppendLine($"    {ReportFacts.Way(site)}");
        }

        if (sites.Count == 0)
        {
            text.AppendLine($"  {ReportFacts.NothingSeen}");
        }

        text.AppendLine();
    }

    private static void AppendLine(StringBuilder text, string label, string? content)
    {
        if (content is not null)
        {
            text.AppendLine($"{label}: {content}");
        }
    }

    private static string InWordsPadded(this MemoryChannel channel) => channel.InWords().PadRight(15);
}
