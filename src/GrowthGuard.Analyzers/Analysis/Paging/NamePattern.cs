namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Names in facts about pages, in which one <c>*</c> may stand for any text.</summary>
internal static class NamePattern
{
    /// <summary>Whether the name fits.</summary>
    /// <param name="pattern">A name, perhaps with a <c>*</c>.</param>
    /// <param name="name">The name in question.</param>
    /// <param name="rest">What the <c>*</c> stands for; empty when there is none.</param>
    public static bool Fits(string pattern, string name, out string rest)
    {
        rest = "";
        var star = pattern.IndexOf('*');
        if (star < 0)
            return pattern == name;
        var tail = pattern.Length - star - 1;
        if (name.Length < star + tail || string.CompareOrdinal(pattern, 0, name, 0, star) != 0 ||
            string.CompareOrdinal(pattern, star + 1, name, name.Length - tail, tail) != 0)
            return false;
        rest = name.Substring(star, name.Length - star - tail);
        return true;
    }

    /// <summary>The property that a parameter is named after: <c>maxResults</c> gives <c>MaxResults</c>.</summary>
    public static string PropertyOf(string parameter) =>
        parameter.Length == 0 ? parameter : char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);

    /// <summary>The pattern with a text in place of its <c>*</c>.</summary>
    public static string With(string pattern, string rest) => pattern.Replace("*", rest);
}
