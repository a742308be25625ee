using System.Globalization;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Analyzers.Baselines;

/// <summary>
/// One line of a baseline: <c>GG1001 F:Shop.PriceCache._prices  # reason</c>, or with the number of findings that a member may have,
/// <c>GG3004 M:Shop.Orders.All x2</c>. Knows nothing of Roslyn: the tool reads and writes the same lines.
/// </summary>
internal sealed class BaselineLine
{
    /// <summary>What is wrong with a line that repeats another.</summary>
    public const string SaidBefore = "says again what an earlier line says; delete it";

    private const int LongestCount = 6;

    private static readonly HashSet<string> Accepted = new(RuleCatalog.All.Where(rule => rule.CanBeAccepted).Select(rule => rule.Id));

    private static readonly string[] ConflictMarks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

    private BaselineLine(string text, string? error)
    {
        Text = text;
        Error = error;
    }

    /// <summary>What of the line says something, without its reason; all of it when it is not understood.</summary>
    public string Text { get; }

    /// <summary>What is wrong with the line, as the end of a sentence that begins with it; or <see langword="null"/>.</summary>
    public string? Error { get; }

    /// <summary>What the line accepts: findings of a rule in a symbol.</summary>
    public (string Rule, string Symbol) Key { get; private set; }

    /// <summary>How many findings it accepts.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Why they are accepted, or <see langword="null"/>.</summary>
    public string? Reason { get; private set; }

    /// <summary>Where in the line the count stands, or would.</summary>
    public (int Start, int End) CountSpan { get; private set; }

    /// <summary>Reads a line; <see langword="null"/> when it is blank or a comment.</summary>
    public static BaselineLine? Read(string line)
    {
        // A byte order mark that the reader of the file left in is no part of the first line.
        var text = line.Trim().Trim('\uFEFF');
        if (text.Length == 0 || text[0] == '#')
            return null;
        if (ConflictMarks.Any(mark => text.StartsWith(mark, StringComparison.Ordinal)))
            return new(
                text,
                "is the mark of a merge conflict; delete it, keep the lines of both sides, and run 'growthguard baseline prune'");
        if (text.Length > LineScanner.LongestLine)
            return new(LineScanner.Quoted(text), "is longer than any line needs to be");
        if (Parts(line.Replace('\uFEFF', ' ')) is not var (rule, id, number, span, reason))
            return new(
                LineScanner.Quoted(text),
                "is not understood; write 'RULE SYMBOL', 'RULE SYMBOL x2' or 'RULE SYMBOL  # reason', " +
                "for example 'GG1001 F:Shop.PriceCache._prices  # evicts from 1.9 on'");
        var error =
            !Accepted.Contains(rule) ? $"accepts nothing: there is no rule '{LineScanner.Quoted(rule)}' that a baseline can accept" :
            !IsDocumentationId(id) ? $"accepts nothing: '{LineScanner.Quoted(id)}' is no documentation id; " +
                "write for example 'F:Shop.PriceCache._prices'" :
            number == 0 ? "accepts no findings; delete it" :
            null;
        return new(error is null ? Write(rule, id, number) : LineScanner.Quoted(Write(rule, id, number)), error)
        {
            Key = (rule, id),
            Count = number,
            Reason = reason,
            CountSpan = span,
        };
    }

    /// <summary>
    /// The parts of a line: <c>RULE SYMBOL x2  # reason</c>. An id may hold '#' (a constructor) but no blank, so that a reason begins at a
    /// '#' behind one.
    /// </summary>
    private static (string Rule, string Id, int Count, (int Start, int End) CountSpan, string? Reason)? Parts(string line)
    {
        var scanner = new LineScanner(line);
        scanner.SkipBlanks();
        var rule = scanner.TakeWord();
        scanner.SkipBlanks();
        var id = scanner.TakeWord();
        if (id.Length == 0)
            return null;
        var (count, span) = (1, (scanner.Position, scanner.Position));
        var isApart = scanner.SkipBlanks();
        if (CountOf(scanner) is { } written)
        {
            scanner.TakeWord();
            (count, span) = (written, (span.Item1, scanner.Position));
            isApart = scanner.SkipBlanks();
        }

        if (scanner.IsAtEnd)
            return (rule, id, count, span, null);
        return isApart && scanner.Skip('#') ? (rule, id, count, span, scanner.Rest.Trim() is { Length: > 0 } reason ? reason : null) : null;
    }

    private static int? CountOf(LineScanner scanner)
    {
        var word = scanner.TakeWord();
        return word.Length is > 1 and <= 1 + LongestCount && word[0] == 'x'
            && word.Skip(1).All(static character => character is >= '0' and <= '9')
            ? int.Parse(word.Substring(1), CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsDocumentationId(string id) => id.Length > 2 && id[1] == ':' && id[0] is 'F' or 'P' or 'E' or 'M' or 'T';

    /// <summary>What is wrong with a line that accepts more findings than there are.</summary>
    public static string Stale(int left) => left == 0
        ? "matches no finding any more; delete it"
        : FormattableString.Invariant($"accepts more findings than the code has, which is {left}; run 'growthguard baseline prune'");

    /// <summary>The form of a line.</summary>
    public static string Write(string rule, string symbol, int count, string? reason = null) =>
        $"{rule} {symbol}{WriteCount(count)}{(reason is null ? "" : $"  # {reason}")}";

    /// <summary>The form of the count, which one needs not.</summary>
    public static string WriteCount(int count) => count == 1 ? "" : FormattableString.Invariant($" x{count}");
}
