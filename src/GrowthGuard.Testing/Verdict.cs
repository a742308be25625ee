namespace GrowthGuard.Testing;

/// <summary>What a run says about memory over repeated invocations.</summary>
public enum Verdict
{
    /// <summary>Proven flat: growth per invocation is below what is allowed, in every channel that decides.</summary>
    Flat,

    /// <summary>
    /// Memory, or a counted store, grows with every invocation and does not slow down; or a store is over its documented bound.
    /// </summary>
    Leak,

    /// <summary>It still grows but slows down, as a cache does that fills up: more invocations are needed to see the end.</summary>
    Decaying,

    /// <summary>It grows in steps that are too seldom to judge: more invocations are needed.</summary>
    Rare,

    /// <summary>It goes up and down too much to prove anything; something else may be at work in the process.</summary>
    Noisy,
}
