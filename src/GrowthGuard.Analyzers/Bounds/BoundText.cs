namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads what a comment, a documentation tag or a line of a bounds file says of a bound.</summary>
internal static class BoundText
{
    private const string Unbounded = "unbounded";
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';', ':', '-', '\u2013', '\u2014'];

    /// <summary>Reads free text: a number, a number and a reason, <c>unbounded</c> and a reason, or a reason alone.</summary>
    public static BoundClaim ReadFree(string text)
    {
        if (text.StartsWith(Unbounded, StringComparison.OrdinalIgnoreCase) &&
            (text.Length == Unbounded.Length || !IsOfWord(text[Unbounded.Length])))
            return NoBound(ReasonOf(text.Substring(Unbounded.Length).TrimStart()));
        if (Quantity.Find(text) is not { IsWhole: true } quantity)
            return ReasonOf(text) is { } alone ? new BoundClaim(null, alone) : BoundClaim.Wrong("gives neither a number nor a reason");
        return quantity.HasUnknownSize
            ? UnknownUnit(quantity, null)
            : Number(quantity, ReasonOf(quantity.Rest), quantity.Rest.Trim() == "()");
    }

    /// <summary>
    /// Reads a value and the reason that stands apart from it; the reason is <see langword="null"/> when there is no <c>#</c>.
    /// </summary>
    public static BoundClaim ReadValue(string value, string? reason)
    {
        var said = string.IsNullOrWhiteSpace(reason) ? null : reason!.Trim();
        if (string.Equals(value, Unbounded, StringComparison.OrdinalIgnoreCase))
            return NoBound(said);
        if (value.Length == 0)
            return said is null ? BoundClaim.Wrong("gives neither a number nor a reason") : new BoundClaim(null, said);
        if (Quantity.Find(value) is not { } quantity || !quantity.IsWhole && quantity.Word.Length == 0)
            return BoundClaim.Wrong(
                $"is '{value}', which is not a number; write a number ({Quantity.KnownUnits}), 'unbounded', or only a reason after '#'",
                said);
        if (quantity.Word.Length > 0 && !quantity.HasUnit)
            return UnknownUnit(quantity, said);
        return quantity.Rest.Trim().Length > 0
            ? BoundClaim.Wrong($"says '{quantity.Rest.Trim()}' behind the number; write the reason after '#'", said)
            : Number(quantity, said, hasEmptyReason: reason is not null && said is null);
    }

    private static BoundClaim NoBound(string? reason) =>
        new(null, reason, reason is null ? "is 'unbounded' and gives no reason why" : null) { IsUnbounded = true };

    private static BoundClaim UnknownUnit(Quantity quantity, string? reason) =>
        BoundClaim.Wrong($"has the unknown unit '{quantity.Word}'; write {Quantity.KnownUnits}", reason);

    private static BoundClaim Number(Quantity quantity, string? reason, bool hasEmptyReason)
    {
        var (value, unit, error) = quantity.Value();
        if (error is not null)
            return BoundClaim.Wrong(error, reason);
        return new BoundClaim(value, reason, hasEmptyReason ? "has an empty reason" : null) { Unit = unit, Number = quantity.Span };
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static string? ReasonOf(string text)
    {
        text = text.Trim(Separators);
        if (text.Length > 1 && text[0] == '(' && text[text.Length - 1] == ')')
            text = text.Substring(1, text.Length - 2).Trim(Separators);
        return text.Length == 0 ? null : text;
    }
}
