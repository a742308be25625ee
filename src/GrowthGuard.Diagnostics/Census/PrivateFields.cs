using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>Reads private fields of other people's objects; a field that a later version lost reads as null.</summary>
internal static class PrivateFields
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <param name="owner">The object; null reads as null.</param>
    /// <param name="name">The name of a field or an auto-property.</param>
    public static object? Read(object? owner, string name)
    {
        for (var type = owner?.GetType(); type is not null; type = type.BaseType)
        {
            if ((type.GetField(name, Any) ?? type.GetField($"<{name}>k__BackingField", Any)) is { } field)
            {
                return field.GetValue(owner);
            }
        }

        return null;
    }

    /// <param name="owner">The type; null reads as null.</param>
    /// <param name="name">The name of a static auto-property.</param>
    public static object? ReadStatic(Type? owner, string name) => owner?.GetProperty(name, AnyStatic)?.GetValue(null);
}
