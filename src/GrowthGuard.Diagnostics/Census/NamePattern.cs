using System.IO.Enumeration;

namespace GrowthGuard.Census;

/// <summary>Patterns of root names, with <c>*</c> for any text.</summary>
internal static class NamePattern
{
    public static bool Fits(string name, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
