namespace GrowthGuard.Testing.Attribution;

/// <summary>One place that the census reads: a field, or a field of the object in a field. Holds no object between two counts.</summary>
internal sealed class CensusNode(string name, StoreMember? member, StoreLifetime lifetime, int depth)
{
    private static readonly CensusNode?[] None = [];

    public string Name { get; } = name;

    /// <summary>The field; null for an object that was given as a root.</summary>
    public StoreMember? Member { get; } = member;

    public StoreLifetime Lifetime { get; } = lifetime;

    /// <summary>How many objects stand between this place and its root.</summary>
    public int Depth { get; } = depth;

    /// <summary>The type that was seen here last, and what to do with it.</summary>
    public Type? Type { get; private set; }

    public StoreShape Shape { get; private set; } = StoreShape.Nothing;

    /// <summary>One per member of <see cref="Shape"/>; null where it is left out.</summary>
    public CensusNode?[] Children { get; private set; } = None;

    /// <summary>Where the object is read that the one here stands for.</summary>
    public CensusNode? Inner { get; private set; }

    /// <summary>Where the services of a provider are read.</summary>
    public Dictionary<string, CensusNode>? Services { get; private set; }

    /// <summary>Place of the root that has the count of this store; -1 while none was seen here.</summary>
    public int Root { get; set; } = -1;

    /// <summary>Place of the root that has the counts of the stores in this store.</summary>
    public int EntriesRoot { get; set; } = -1;

    /// <summary>Another type of object is here than before.</summary>
    public void Become(Type type, StoreShape shape, Func<StoreMember, CensusNode?> childFor)
    {
        Type = type;
        Shape = shape;
        Children = shape.Members.Count == 0 ? None : [.. shape.Members.Select(childFor)];
        Inner = shape.Inner is null ? null : new CensusNode(Name, Member, Lifetime, Depth);
        Services = shape.Services is null ? null : [];
    }
}
