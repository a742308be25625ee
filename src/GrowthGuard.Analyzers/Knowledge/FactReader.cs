using System.Collections.Immutable;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>Reads the lines of a facts file. The pack's own tables and a user's <c>GrowthGuard.facts.txt</c> have the same form.</summary>
internal static class FactReader
{
    /// <summary>Reads one line.</summary>
    /// <param name="line">The line, with or without a <c>#</c> comment.</param>
    /// <param name="error">What is wrong with the line, or <see langword="null"/>.</param>
    /// <returns>The fact, or <see langword="null"/> for an empty or a wrong line.</returns>
    public static Fact? Read(string line, out string? error)
    {
        error = null;
        var comment = line.IndexOf('#');
        var words = (comment < 0 ? line : line.Substring(0, comment)).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return null;
        if (FactWords.Find(words[0]) is not { } word)
        {
            error = $"'{words[0]}' is no kind of fact; docs/facts.md of GrowthGuard lists them";
            return null;
        }

        if (words.Length == 1)
        {
            error = $"'{words[0]}' needs a name: {word.Example}";
            return null;
        }

        var adds = ImmutableHashSet.CreateBuilder<string>();
        var removes = ImmutableHashSet.CreateBuilder<string>();
        ImmutableHashSet<string>.Builder? members = null;
        for (var i = 2; i < words.Length; i++)
        {
            if (word.Members == FactMembers.None)
                error = $"'{words[i]}' is not understood; '{words[0]}' takes a name and nothing else: {word.Example}";
            else if (words[i] == (word.Members == FactMembers.Feeding ? "feeds" : "adds"))
                members = adds;
            else if (words[i] == "removes" && word.Members != FactMembers.Feeding)
                members = removes;
            else if (members is null)
                error = word.Members == FactMembers.Feeding
                    ? $"'{words[i]}' is not understood; expected 'feeds' before the names in the request"
                    : $"'{words[i]}' is not understood; expected 'adds' or 'removes' before the names of members";
            else
                members.Add(words[i]);
            if (error is not null)
                return null;
        }

        if (word.Members == FactMembers.Adding && adds.Count == 0)
        {
            error = $"'{words[0]}' needs the members that add: {word.Example}";
            return null;
        }

        if (word.Members == FactMembers.Feeding && adds.Count == 0)
        {
            error = $"'{words[0]}' needs the names in the request: {word.Example}";
            return null;
        }

        return new Fact(word.Kind, words[1], adds.ToImmutable(), removes.ToImmutable());
    }
}
