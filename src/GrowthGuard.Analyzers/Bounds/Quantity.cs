using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>A number at the start of a text, with the word behind it that may be its unit: <c>1,000</c>, <c>1_000 entries</c>, <c>64 MiB</c>.</summary>
internal sealed class Quantity
{
    /// <summary>The units, for messages.</summary>
    public const string KnownUnits = "entries, B, KiB, MiB or GiB";

    public const string Zero = "; a bound is more than zero";

    private static readonly Regex Form = new(@"^(?<number>[+-]?\d+([_,]\d+)*)(?<gap>\s*)(?<word>[A-Za-z]+)?(?<rest>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex LooksLikeSize = new("^[kmgtp]?i?b(ytes?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

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

    private readonly Match _match;

    private Quantity(Match match) => _match = match;

    /// <summary>The number as it is written.</summary>
    public string Written => _match.Groups["number"].Value;

    /// <summary>Where the number stands in the text.</summary>
    public TextSpan Span => new(_match.Groups["number"].Index, _match.Groups["number"].Length);

    /// <summary>The word behind the number; empty when there is none.</summary>
    public string Word => _match.Groups["word"].Value;

    /// <summary>Whether the word stands apart from the number.</summary>
    public bool IsApart => _match.Groups["gap"].Length > 0;

    /// <summary>Whether the word is a unit.</summary>
    public bool HasUnit => Units.ContainsKey(Word);

    /// <summary>Whether the word is meant as a size, although no unit of that name is known.</summary>
    public bool HasUnknownSize => !HasUnit && LooksLikeSize.IsMatch(Word);

    /// <summary>What stands behind the number and its unit.</summary>
    public string Rest => HasUnit || Word.Length == 0 ? _match.Groups["rest"].Value : Word + _match.Groups["rest"].Value;

    /// <summary>Whether the number ends where it seems to: <c>1.5</c>, <c>2024-01</c> and <c>10%</c> are something else.</summary>
    public bool IsWhole => Word.Length > 0 ? IsApart || HasUnit || HasUnknownSize : IsApart || Rest.Length == 0 || Rest[0] is '(' or ',' or ';' or ':' || Rest == ".";

    /// <summary>The quantity at the start of the text, or <see langword="null"/>.</summary>
    public static Quantity? Find(string text) => Form.Match(text) is { Success: true } match ? new Quantity(match) : null;

    /// <summary>The value in entries or bytes, or what is wrong with it.</summary>
    public (long Value, BoundUnit Unit, string? Error) Value()
    {
        var (unit, factor) = HasUnit ? Units[Word] : (BoundUnit.Entries, 1);
        var digits = Written.Replace("_", "").Replace(",", "");
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / factor)
            return (0, unit, $"is too large a number: {Written}");
        return number <= 0 ? (0, unit, $"is {number.ToString(CultureInfo.InvariantCulture)}{Zero}") : (number * factor, unit, null);
    }
}
