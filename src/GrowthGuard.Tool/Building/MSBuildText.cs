using System.Globalization;
using System.Text;

namespace GrowthGuard.Tool.Building;

/// <summary>MSBuild's way of writing characters that would otherwise separate or expand.</summary>
internal static class MSBuildText
{
    private const string Special = "%*?@$();,'";

    /// <summary>The argument that sets a global property.</summary>
    public static string Property(string name, string value) => $"-property:{name}={Escape(value)}";

    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = Special.Contains(c) ? text.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}") : text.Append(c);
        }

        return text.ToString();
    }
}
