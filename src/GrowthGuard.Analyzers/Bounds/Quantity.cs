using System.Collections.Immutable;
using System.Globalization;
using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>
/// A number at the start of a text, with the word behind it that may be its unit: <c>1,000</c>, <c>1_000 entries</c>, <c>64 MiB</c>.
/// </summary>
internal sealed class Quantity
{
    /// <summary>The units, for messages.</summary>
    public const string KnownUnits = "entries, B, KiB, MiB or GiB";

    public const string Zero = "; a bound is more than zero";

    private static readonly ImmutableHashSet<string> SizeWords = Sizes().ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableDictionary<string, (BoundUnit Unit, long Factor)> Units = new Dictionary<string, (BoundUnit, long)>
    {
        ["entry"] = (BoundUnit.Entries, 1),
        ["entries"] = (BoundUnit.Entries, 1),
        ["B"] = (BoundUnit.Bytes, 1),
        ["bytes"] = (BoundUnit.Bytes, 1),
        ["KiB"] = (BoundUnit.Bytes, 1L << 10),
        ["MiB"] = (BoundUnit.Bytes, 1L << 20),
        ["GiB"] = (BoundUnit.Bytes, 1L << 30),
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly string _behind;

    private Quantity(string written, bool isApart, string word, string behind)
    {
        Written = written;
        IsApart = isApart;
        Word = word;
        _behind = behind;
    }

    /// <summary>The number as it is written.</summary>
    public string Written { get; }

    /// <summary>Where the number stands in the text.</summary>
    public TextSpan Span => new(0, Written.Length);

    /// <summary>The word behind the number; empty when there is none.</summary>
    public string Word { get; }

    /// <summary>Whether the word stands apart from the number.</summary>
    public bool IsApart { get; }

    /// <summary>Whether the word is a unit.</summary>
    public bool HasUnit => Units.ContainsKey(Word);

    /// <summary>Whether the word is meant as a size, although no unit of that name is known.</summary>
    public bool HasUnknownSize => !HasUnit && SizeWords.Contains(Word);

    /// <summary>What stands behind the number and its unit.</summary>
    public string Rest => HasUnit || Word.Length == 0 ? _behind : Word + _behind;

    /// <summary>Whether the number ends where it seems to: <c>1.5</c>, <c>2024-01</c> and <c>10%</c> are something else.</summary>
    public bool IsWhole =>
        Word.Length > 0
            ? IsApart || HasUnit || HasUnknownSize
            : IsApart || Rest.Length == 0 || Rest[0] is '(' or ',' or ';' or ':' || Rest == ".";

    /// <summary>The quantity at the start of the text, or <see langword="null"/>.</summary>
    public static Quantity? Find(string text)
    {
        var end = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var first = end;
        while (end < text.Length &&
            (char.IsDigit(text[end]) || end > first && text[end] is '_' or ',' && end + 1 < text.Length && char.IsDigit(text[end + 1])))
            end++;
        if (end == first)
            return null;
        var scanner = new LineScanner(text.Substring(end));
        var isApart = scanner.SkipBlanks();
        var word = scanner.Take(static character => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));
        return new Quantity(text.Substring(0, end), isApart, word, scanner.Rest);
    }

    // kB, MB, GiB, Kib, byte ...
    private static IEnumerable<string> Sizes() =>
        from factor in new[] { "", "k", "m", "g", "t", "p" }
        from binary in new[] { "", "i" }
        from unit in new[] { "b", "byte", "bytes" }
        select factor + binary + unit;

    /// <summary>The value in entries or bytes, or what is wrong with it.</summary>
    public (long Value, BoundUnit Unit, string? Error) Value()
    {
        var (unit, factor) = HasUnit ? Units[Word] : (BoundUnit.Entries, 1);
        var digits = Written.Replace("_", "").Replace(",", "");
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ||
            number > long.MaxValue / factor)
            return (0, unit, $"is too large a number: {Written}");
        return number <= 0 ? (0, unit, $"is {number.ToString(CultureInfo.InvariantCulture)}{Zero}") : (number * factor, unit, null);
    }
}
