using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Lifetimes;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>What the evidence says of a store.</summary>
internal enum GrowthOutcome
{
    /// <summary>It does not grow in the steady state, or something keeps it small.</summary>
    Bounded,

    /// <summary>It grows, but who else changes it or when cannot be seen.</summary>
    Unknown,

    /// <summary>Proven: it grows in the steady state, under open keys, and nothing bounds it.</summary>
    Growing,
}

/// <summary>What keeps a store small.</summary>
internal enum BoundKind
{
    /// <summary>Nothing that is known.</summary>
    None,

    /// <summary>Nothing adds to it.</summary>
    NoGrowth,

    /// <summary>Its keys are a closed set.</summary>
    ClosedKeys,

    /// <summary>It is filled while the process starts, or once.</summary>
    Initialisation,

    /// <summary>A size guard stops it.</summary>
    SizeGuard,

    /// <summary>Entries are evicted.</summary>
    Eviction,
}

/// <summary>A judgement with its evidence.</summary>
internal sealed class GrowthVerdict(GrowthOutcome judgement, string reason, ImmutableArray<StoreUse> growth, ImmutableArray<StoreUse> uses)
{
    public GrowthOutcome Judgement { get; } = judgement;

    /// <summary>Why, as a clause: what bounds the store, what cannot be seen, or what was looked for in vain.</summary>
    public string Reason { get; } = reason;

    /// <summary>The growth sites that decided it.</summary>
    public ImmutableArray<StoreUse> Growth { get; } = growth;

    /// <summary>What keeps it small, for a bounded store.</summary>
    public BoundKind Bound { get; set; }

    /// <summary>Growth sites behind a size guard, and eviction sites that bound the store.</summary>
    public ImmutableArray<StoreUse> Bounding { get; set; } = ImmutableArray<StoreUse>.Empty;

    /// <summary>The removal that does not always run, for a store that grows only on the ways past it.</summary>
    public SkippedEviction? Skipped { get; set; }

    /// <summary>How sure it is that the store lives as long as the process.</summary>
    public LifetimeCertainty Lifetime { get; private set; }

    /// <summary>The same judgement on a store whose lifetime is less sure.</summary>
    public GrowthVerdict Of(LifetimeCertainty lifetime) =>
        new(Judgement, Reason, Growth, Uses) { Bound = Bound, Bounding = Bounding, Skipped = Skipped, Lifetime = lifetime };

    /// <summary>All uses of the store.</summary>
    public ImmutableArray<StoreUse> Uses { get; } = uses;
}
