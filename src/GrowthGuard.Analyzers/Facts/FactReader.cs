using System.Collections.Immutable;

namespace GrowthGuard.Analyzers.Facts;

/// <summary>Reads the lines of a facts file. The pack's own tables and a user's <c>GrowthGuard.facts.txt</c> have the same form.</summary>
internal static class FactReader
{
    private static readonly ImmutableDictionary<string, FactKind> Words = new Dictionary<string, FactKind>
    {
        ["keyed"] = FactKind.Keyed,
        ["sequence"] = FactKind.Sequence,
        ["persistent"] = FactKind.Persistent,
        ["persistent-keyed"] = FactKind.PersistentKeyed,
        ["adder"] = FactKind.Adder,
        ["weak"] = FactKind.Weak,
        ["bounded"] = FactKind.Bounded,
        ["closed"] = FactKind.Closed,
        ["code"] = FactKind.Code,
        ["configuration"] = FactKind.Configuration,
        ["handler-parameter"] = FactKind.HandlerParameter,
        ["handler-attribute"] = FactKind.HandlerAttribute,
        ["handler-base"] = FactKind.HandlerBase,
        ["handler-taker"] = FactKind.HandlerTaker,
        ["singleton-registration"] = FactKind.SingletonRegistration,
        ["process-lived"] = FactKind.ProcessLived,
        ["made-per-call"] = FactKind.MadePerCall,
        ["long-lived"] = FactKind.LongLived,
        ["long-lived-member"] = FactKind.LongLivedMember,
        ["weak-event"] = FactKind.WeakEvent,
        ["registration"] = FactKind.Registration,
        ["process-code"] = FactKind.ProcessCode,
        ["process-data"] = FactKind.ProcessData,
        ["callback-verb"] = FactKind.CallbackVerb,
        ["start-verb"] = FactKind.StartVerb,
        ["lifecycle-word"] = FactKind.LifecycleWord,
        ["startup-method"] = FactKind.StartupMethod,
        ["startup-attribute"] = FactKind.StartupAttribute,
        ["startup-parameter"] = FactKind.StartupParameter,
        ["registration-verb"] = FactKind.RegistrationVerb,
        ["test-attribute"] = FactKind.TestAttribute,
        ["queue"] = FactKind.Queue,
        ["unbounded-queue"] = FactKind.UnboundedQueue,
        ["capacity"] = FactKind.Capacity,
        ["cache"] = FactKind.Cache,
        ["cache-limit"] = FactKind.CacheLimit,
        ["cache-expiry"] = FactKind.CacheExpiry,
        ["cache-size"] = FactKind.CacheSize,
    }.ToImmutableDictionary();

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
        if (!Words.TryGetValue(words[0], out var kind))
        {
            error = $"'{words[0]}' is no kind of fact; expected one of {string.Join(", ", Words.Keys.OrderBy(word => word, StringComparer.Ordinal))}";
            return null;
        }

        if (words.Length == 1)
        {
            error = $"'{words[0]}' needs a name";
            return null;
        }

        var adds = ImmutableHashSet.CreateBuilder<string>();
        var removes = ImmutableHashSet.CreateBuilder<string>();
        ImmutableHashSet<string>.Builder? members = null;
        for (var i = 2; i < words.Length; i++)
        {
            if (words[i] == "adds")
                members = adds;
            else if (words[i] == "removes")
                members = removes;
            else if (members is null)
            {
                error = $"'{words[i]}' is not understood; expected 'adds' or 'removes' before the names of members";
                return null;
            }
            else
                members.Add(words[i]);
        }

        return new Fact(kind, words[1], adds.ToImmutable(), removes.ToImmutable());
    }
}
