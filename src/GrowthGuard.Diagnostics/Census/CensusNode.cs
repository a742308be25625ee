namespace GrowthGuard.Census;

/// <summary>One place that the census reads: a field, or a field of the object in a field. Holds no object between two counts.</summary>
/// <param name="name">Its name as a reader knows it.</param>
/// <param name="member">The field; null for an object that was given as a root.</param>
/// <param name="lifetime">What holds the object here.</param>
/// <param name="depth">How many objects stand between this place and a static field.</param>
/// <param name="outer">The bound of the object that this is a part of.</param>
internal sealed class CensusNode(string name, StoreMember? member, StoreLifetime lifetime, int depth, DeclaredBound? outer = null)
{
    private static readonly CensusNode?[] None = [];
    private readonly DeclaredBound? _own = member?.Bound;

    public string Name { get; } = name;

    /// <summary>The field; null for an object that was given as a root.</summary>
    public StoreMember? Member { get; } = member;

    public StoreLifetime Lifetime { get; } = lifetime;

    /// <summary>
    /// How many objects stand between this place and a static field; an object that was given counts as the holder of its fields.
    /// </summary>
    public int Depth { get; } = depth;

    /// <summary>The bound that is documented here, or on the nearest field that leads here.</summary>
    public DeclaredBound? Bound => _own ?? outer;

    /// <summary>The type that was seen here last, and what to do with it.</summary>
    public Type? Type { get; private set; }

    public StoreShape Shape { get; private set; } = StoreShape.Nothing;

    /// <summary>One per member of <see cref="Shape"/>; null where it is left out.</summary>
    public CensusNode?[] Children { get; private set; } = None;

    /// <summary>Where the object is read that the one here stands for.</summary>
    public CensusNode? Inner { get; private set; }

    /// <summary>Place of the root that has the count of this store; -1 while none was seen here.</summary>
    public int Root { get; set; } = -1;

    /// <summary>Place of the root that has the counts of the stores in this store.</summary>
    public int EntriesRoot { get; set; } = -1;

    /// <summary>
    /// The bound of what a store here counts. What is documented on a wrapper is the number of its entries: it counts for collections
    /// in it, but not for handlers, characters or timers. For entries of entries it counts when these are shards: the stores in an array.
    /// </summary>
    /// <param name="kind">What sort of store it is.</param>
    /// <param name="ofEntries">Whether the stores in the store are counted.</param>
    public DeclaredBound? BoundOf(StoreKind kind, bool ofEntries) =>
        (ofEntries && Type is not { IsArray: true }) || (_own is null && !kind.IsCountedInEntries()) ? null : Bound;

    /// <summary>Another type of object is here than before.</summary>
    public void Become(Type type, StoreShape shape, Func<StoreMember, CensusNode?> childFor)
    {
        Type = type;
        Shape = shape;
        Children = shape.Members.Count == 0 ? None : [.. shape.Members.Select(childFor)];
        Inner = shape.Inner is null ? null : new CensusNode(Name, Member, Lifetime, Depth, outer);
    }
}
