using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Makes names out of a store's name.</summary>
internal static class StoreWords
{
    /// <summary>The name of a constant: <c>_cache</c> gives <c>MaximumCacheCount</c>.</summary>
    public static string Maximum(string storeName)
    {
        var word = WithoutPrefix(storeName);
        return "Maximum" + char.ToUpperInvariant(word[0]) + word.Substring(1) + "Count";
    }

    /// <summary>The name of a local: <c>_cache</c> and <c>Cache</c> give <c>cache</c>.</summary>
    public static string Local(string storeName)
    {
        var word = WithoutPrefix(storeName);

        // URLCache gives urlCache, IDS gives ids.
        var upper = word.TakeWhile(char.IsUpper).Count();
        var lowered = upper <= 1 || upper == word.Length ? upper : upper - 1;
        return word.Substring(0, lowered).ToLowerInvariant() + word.Substring(lowered);
    }

    /// <summary>The name itself, or with the first number from 2 that makes it free.</summary>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        var free = name;
        for (var number = 2; isTaken(free); number++)
            free = name + number;
        return free;
    }

    /// <summary>The name as it is written: keywords, contextual ones too, need the sign.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    // _cache, s_cache, m_cache, t_cache
    private static string WithoutPrefix(string name)
    {
        var word = name.Length > 2 && name[1] == '_' && name[0] is 's' or 'm' or 't' ? name.Substring(2) : name;
        word = word.TrimStart('_');
        return word.Length > 0 && char.IsLetter(word[0]) ? word : "Store";
    }
}
