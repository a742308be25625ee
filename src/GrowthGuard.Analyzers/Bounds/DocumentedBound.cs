using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>The ways to document a bound, in the order in which they are asked.</summary>
internal enum BoundForm
{
    Attribute,
    Comment,
    File,
}

/// <summary>A documented bound of a store: what is said of its size, in which form, and where.</summary>
internal sealed class DocumentedBound(BoundClaim claim, BoundForm form, Location location, Location? number)
{
    public BoundForm Form { get; } = form;

    /// <summary>Where it stands: in source, or in a bounds file.</summary>
    public Location Location { get; } = location;

    /// <summary>Where its number stands, when it has one.</summary>
    public Location? NumberLocation { get; } = number;

    /// <summary>The largest size, or <see langword="null"/> when only a reason is given.</summary>
    public long? Maximum => claim.Maximum;

    /// <summary>What the number counts.</summary>
    public BoundUnit Unit => claim.Unit;

    /// <summary>Whether it documents that there is no bound.</summary>
    public bool IsUnbounded => claim.IsUnbounded;

    /// <summary>What enforces the bound or why none is needed, or <see langword="null"/>.</summary>
    public string? Reason => claim.Reason;

    /// <summary>What is wrong with it, or <see langword="null"/>.</summary>
    public string? Error => claim.Error;

    /// <summary>Whether nothing is wrong but that its reason is still to be written.</summary>
    public bool HasPlaceholder => claim.HasPlaceholder;

    /// <summary>Whether it says anything: one that gives neither a number nor a reason documents nothing.</summary>
    public bool Documents => Maximum is not null || Reason is not null;

    /// <summary>The most that is documented, in words: <c>1000 entries</c>.</summary>
    public string? MaximumInWords =>
        Maximum is not { } maximum
            ? null
            : Unit == BoundUnit.Bytes
            ? Invariant($"{maximum} bytes")
            : maximum == 1
            ? "1 entry"
            : Invariant($"{maximum} entries");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
