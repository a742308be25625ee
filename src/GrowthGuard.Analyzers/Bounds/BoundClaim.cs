using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>What a bound's number counts.</summary>
internal enum BoundUnit
{
    /// <summary>Entries of the store.</summary>
    Entries,

    /// <summary>Bytes that it takes.</summary>
    Bytes,
}

/// <summary>
/// What somebody says of a store's size, apart from where it is said: a number, a decision, a reason, and what is wrong with them.
/// </summary>
internal sealed class BoundClaim(long? maximum, string? reason, string? error = null)
{
    /// <summary>The largest size, or <see langword="null"/> when only a reason is given.</summary>
    public long? Maximum { get; } = maximum;

    /// <summary>What the number counts.</summary>
    public BoundUnit Unit { get; set; }

    /// <summary>Whether it says that there is no bound.</summary>
    public bool IsUnbounded { get; set; }

    /// <summary>What enforces the bound or why none is needed, or <see langword="null"/>.</summary>
    public string? Reason { get; } = reason;

    /// <summary>What is wrong with it, as the end of a sentence that begins with the bound; or <see langword="null"/>.</summary>
    public string? Error { get; } = error ?? Placeholders.ErrorOf(reason);

    /// <summary>Whether nothing is wrong but that its reason is still to be written.</summary>
    public bool HasPlaceholder { get; } = error is null && Placeholders.ErrorOf(reason) is not null;

    /// <summary>Where the number stands in the text that was read.</summary>
    public TextSpan Number { get; set; }

    /// <summary>A claim that cannot be understood.</summary>
    public static BoundClaim Wrong(string error, string? reason = null) => new(null, reason, error);
}
