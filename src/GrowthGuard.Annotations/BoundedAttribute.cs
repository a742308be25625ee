using System;

namespace GrowthGuard;

/// <summary>
/// Documents the bound of a store: a long-lived collection, cache, queue or builder that may hold only so much.
/// </summary>
/// <remarks>
/// Analyzers match this attribute by its full name, so the source of this file may be pasted into a project instead of
/// referencing the package. It stays in metadata, where the runtime test kit reads the number and fails when a store passes it.
/// A number or a reason (<see cref="By"/>) is required.
/// </remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event, AllowMultiple = false, Inherited = false)]
public sealed class BoundedAttribute : Attribute
{
    /// <summary>Documents a bound by a reason alone; say it in <see cref="By"/>.</summary>
    public BoundedAttribute()
    {
    }

    /// <summary>Documents the largest number of entries that the store may hold.</summary>
    /// <param name="maximum">The largest number of entries; more than zero.</param>
    public BoundedAttribute(long maximum) => Maximum = maximum;

    /// <summary>The largest number of entries, or <see langword="null"/> when only a reason was given.</summary>
    public long? Maximum { get; }

    /// <summary>
    /// What keeps the store within its bound, for example <c>"LRU in Trim()"</c> or <c>"one entry per tenant, 40 tenants"</c>.
    /// </summary>
    public string? By { get; set; }
}
