using System.Collections;

namespace GrowthGuard.Census;

/// <summary>
/// Adds up the counts of stores that are entries of another store, such as the lists of a
/// <c>Dictionary&lt;string, List&lt;Order&gt;&gt;</c>:
/// that dictionary may keep its size while its lists grow.
/// </summary>
internal static class EntryCounters
{
    // Reading more entries after each batch would cost more than it tells; a store of that size is conspicuous by itself.
    private const int MaxEntries = 1000;

    /// <summary>Null when the entries are no stores, or when that cannot be said from the type.</summary>
    public static Func<object, long>? For(Type type)
    {
        if (!typeof(ICollection).IsAssignableFrom(type) || EntryTypeOf(type) is not { IsValueType: false } entry || !MayGrow(entry))
        {
            return null;
        }

        return Counters.For(entry) is var (_, count) ? store => Sum((ICollection)store, count) : null;
    }

    private static long Sum(ICollection store, Func<object, long> count)
    {
        if (store.Count > MaxEntries)
        {
            return 0;
        }

        long sum = 0;
        foreach (var entry in store is IDictionary dictionary ? dictionary.Values : store)
        {
            sum += entry is null ? 0 : count(entry);
        }

        return sum;
    }

    private static bool MayGrow(Type entry) => !entry.IsArray && !typeof(Delegate).IsAssignableFrom(entry);

    private static Type? EntryTypeOf(Type type)
    {
        var element = type.GetInterfaces()
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))?
            .GetGenericArguments()[0];
        return element is { IsGenericType: true } && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? typeof(IDictionary).IsAssignableFrom(type) ? element.GetGenericArguments()[1] : null
            : element;
    }
}
