using System;

namespace GrowthGuard;

/// <summary>
/// Documents the decision that a store has no bound, with the reason why that is fine.
/// </summary>
/// <remarks>Matched by full name, like <see cref="BoundedAttribute"/>.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event, AllowMultiple = false, Inherited = false)]
public sealed class UnboundedAttribute : Attribute
{
    /// <summary>Documents that the store has no bound.</summary>
    /// <param name="reason">Why growth without a bound is fine here; not empty.</param>
    public UnboundedAttribute(string reason) => Reason = reason;

    /// <summary>Why growth without a bound is fine here.</summary>
    public string Reason { get; }
}
