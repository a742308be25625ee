using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LeakyOrders;

/// <summary>Statics that look like leaks and are none. Nothing in this file may be reported.</summary>
internal static class SoundCaches
{
    private const int MaxRecent = 256;

    // Filled by its initialiser, read-only after.
    private static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["GBP"] = "£", ["USD"] = "$" };

    // Filled once, when the type is initialised.
    private static readonly HashSet<string> Countries = [];

    // Keyed by type: a program has only so many.
    private static readonly ConcurrentDictionary<Type, string[]> PropertyNames = new();

    // Keyed by an enum.
    private static readonly ConcurrentDictionary<OrderKind, int> Priorities = new();

    // Keys are weak: an entry goes with its order.
    private static readonly ConditionalWeakTable<Order, StrongBox<decimal>> Totals = [];

    // Least recently used out, never more than MaxRecent entries.
    private static readonly Dictionary<string, LinkedListNode<(string Sku, decimal Price)>> RecentBySku = [];
    private static readonly LinkedList<(string Sku, decimal Price)> RecentOrder = new();

    // Cleared when full.
    private static readonly Dictionary<string, string> Labels = [];

    static SoundCaches()
    {
        foreach (var country in "AT BE DE DK FR NL".Split(' '))
        {
            Countries.Add(country);
        }
    }

    public static string SymbolOf(string currency) => Symbols.GetValueOrDefault(currency, currency);

    public static bool ShipsTo(string country) => Countries.Contains(country);

    public static string[] PropertyNamesOf(Type type) =>
        PropertyNames.GetOrAdd(type, static t => [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name)]);

    public static int PriorityOf(OrderKind kind) => Priorities.GetOrAdd(kind, static k => k == OrderKind.Express ? 1 : 2);

    public static decimal TotalOf(Order order, Func<Order, decimal> sum) =>
        Totals.GetValue(order, o => new StrongBox<decimal>(sum(o))).Value;

    public static decimal RecentPriceOf(string sku, Func<string, decimal> ask)
    {
        lock (RecentOrder)
        {
            if (RecentBySku.TryGetValue(sku, out var node))
            {
                RecentOrder.Remove(node);
                RecentOrder.AddFirst(node);
                return node.Value.Price;
            }

            if (RecentBySku.Count >= MaxRecent && RecentOrder.Last is { } oldest)
            {
                RecentBySku.Remove(oldest.Value.Sku);
                RecentOrder.RemoveLast();
            }

            var price = ask(sku);
            RecentBySku[sku] = RecentOrder.AddFirst((sku, price));
            return price;
        }
    }

    public static string LabelOf(string sku)
    {
        lock (Labels)
        {
            if (Labels.Count >= MaxRecent)
            {
                Labels.Clear();
            }

            return Labels[sku] = "Article " + sku;
        }
    }
}
