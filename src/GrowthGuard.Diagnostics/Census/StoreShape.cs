namespace GrowthGuard.Census;

/// <summary>What the census does with an object of one type.</summary>
internal sealed class StoreShape
{
    /// <summary>The type leads to no store.</summary>
    public static readonly StoreShape Nothing = new();

    /// <summary>What sort of store it is, when it is counted.</summary>
    public StoreKind Kind { get; init; }

    /// <summary>Reads the count; null when the object itself is no store.</summary>
    public Func<object, long>? Count { get; init; }

    /// <summary>Adds up the counts of the stores that are entries of this one; null when its entries are none.</summary>
    public Func<object, long>? CountEntries { get; init; }

    /// <summary>
    /// Reads the one object that this one stands for, such as the value of a <see cref="Lazy{T}"/>; null while there is none.
    /// </summary>
    public Func<object, object?>? Inner { get; init; }

    /// <summary>Whether the object is a service provider, whose services are looked into.</summary>
    public bool IsServiceProvider { get; init; }

    /// <summary>The fields to look into.</summary>
    public IReadOnlyList<StoreMember> Members { get; init; } = [];

    public bool LeadsSomewhere => Count is not null || Inner is not null || IsServiceProvider || Members.Count > 0;
}
