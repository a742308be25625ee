using System.Collections;
using System.Reflection;
using GrowthGuard.Census;

namespace GrowthGuard.Testing.Attribution;

/// <summary>The newest entries of a store, as far as it lets them be seen.</summary>
internal static class StoreEntries
{
    private const int Wanted = 4;

    // A store that is larger is not walked through to its end.
    private const int MaxWalk = 200_000;

    /// <summary>At most four, the newest last; the entry of a dictionary is a <see cref="DictionaryEntry"/>.</summary>
    public static IReadOnlyList<object> LatestOf(object store)
    {
        try
        {
            return store switch
            {
                Delegate handlers => handlers.GetInvocationList()[^Math.Min(Wanted, handlers.GetInvocationList().Length)..],
                IDictionary dictionary => Last(Pairs(dictionary)),
                IList list =>
                    [
                        .. Enumerable
                            .Range(Math.Max(0, list.Count - Wanted), Math.Min(Wanted, list.Count))
                            .Select(i => list[i]).OfType<object>()
                    ],
                IEnumerable entries => Last(entries),
                CancellationTokenSource source => [.. CancellationCallbacks.Of(source).Take(Wanted).Reverse()],
                _ => Hidden(store) is { } hidden ? LatestOf(hidden) : [],
            };
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            return [];
        }
    }

    /// <summary>What the entries are, in words; null when nothing was seen.</summary>
    public static string? Describe(IReadOnlyList<object> entries) => entries.LastOrDefault() switch
    {
        null => null,
        Delegate handler => HandlerName(handler.Method),
        Assembly assembly => $"assembly {assembly.GetName().Name}",
        DictionaryEntry pair => $"{Name(pair.Key)}: {Name(pair.Value)}",
        var entry => Name(entry),
    };

    private static string HandlerName(MethodInfo method) =>
        method.DeclaringType?.FullName?.StartsWith("System.Threading.CancellationTokenSource+Linked", StringComparison.Ordinal) == true
            ? "linked token source"
            : $"{(method.Name.StartsWith('<') ? "lambda in" : "handler")} {TypeNames.OfMethod(method)}";

    /// <summary>As a sequence of any type, a dictionary has pairs of another kind.</summary>
    private static IEnumerable<object> Pairs(IDictionary dictionary)
    {
        foreach (DictionaryEntry pair in dictionary)
        {
            yield return pair;
        }
    }

    private static string Name(object? value) => value is null ? "null" : TypeNames.Short(value.GetType());

    private static List<object> Last(IEnumerable entries)
    {
        var latest = new List<object>(Wanted + 1);
        var walked = 0;
        foreach (var entry in entries)
        {
            if (entry is not null)
            {
                latest.Add(entry);
            }

            if (latest.Count > Wanted)
            {
                latest.RemoveAt(0);
            }

            if (++walked == MaxWalk)
            {
                break;
            }
        }

        return latest;
    }

    /// <summary>The collection inside a channel or a memory cache.</summary>
    private static object? Hidden(object store)
    {
        if (PrivateFields.Read(store, "_items") is { } items)
        {
            return items;
        }

        var state = PrivateFields.Read(store, "_coherentState");
        return new[] { "_stringEntries", "_nonStringEntries", "_entries" }
            .Select(name => PrivateFields.Read(state, name))
            .OfType<IDictionary>()
            .MaxBy(entries => entries.Count);
    }
}
