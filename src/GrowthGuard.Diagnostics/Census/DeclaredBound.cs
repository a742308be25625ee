using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>The bound that a member's <c>[Bounded]</c> or <c>[Unbounded]</c> attribute documents.</summary>
/// <param name="Maximum">The largest number of entries, or null when only a reason is given.</param>
/// <param name="Reason">What keeps the store within its bound, or why it needs none.</param>
/// <param name="IsUnbounded">Whether the attribute says that growth without a bound is fine.</param>
internal sealed record DeclaredBound(long? Maximum, string? Reason, bool IsUnbounded)
{
    // By full name, so that a project may paste the source of the attributes.
    private const string Bounded = "GrowthGuard.BoundedAttribute";
    private const string Unbounded = "GrowthGuard.UnboundedAttribute";

    /// <summary>What is documented on the member, or null.</summary>
    public static DeclaredBound? Of(MemberInfo member)
    {
        foreach (var attribute in CustomAttributeData.GetCustomAttributes(member))
        {
            switch (attribute.AttributeType.FullName)
            {
                case Bounded:
                    var maximum = attribute.ConstructorArguments is [{ Value: { } number }] ? Convert.ToInt64(number) : (long?)null;
                    var by = attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == "By").TypedValue.Value as string;
                    return new DeclaredBound(maximum, by, IsUnbounded: false);
                case Unbounded:
                    return new DeclaredBound(
                        null,
                        attribute.ConstructorArguments is [{ Value: string reason }] ? reason : null,
                        IsUnbounded: true);
            }
        }

        return null;
    }
}
