using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;

namespace LeakyOrders;

/// <summary>Prices of goods, kept between invocations since the price service is slow.</summary>
internal static class PriceCache
{
    // leak: one entry per article and customer
    private static readonly Lazy<ConcurrentDictionary<string, decimal>> Prices = new(() => new ConcurrentDictionary<string, decimal>());

    // leak: no size limit, and the entries have neither size nor expiry
    private static readonly MemoryCache Quotes = new(new MemoryCacheOptions());

    // leak: an immutable dictionary that is replaced by a larger one grows like any other
    private static ImmutableDictionary<string, DateTime> _pricedAt = ImmutableDictionary<string, DateTime>.Empty;

    public static decimal PriceOf(string sku, string customerId, Func<string, decimal> ask)
    {
        var price = Prices.Value.GetOrAdd($"{sku}/{customerId}", _ => ask(sku));
        _pricedAt = _pricedAt.SetItem(sku, DateTime.UtcNow);
        return price;
    }

    public static decimal QuoteFor(Order order, Func<Order, decimal> ask)
    {
        if (Quotes.TryGetValue(order.Id, out decimal quote))
        {
            return quote;
        }

        quote = ask(order);
        Quotes.Set(order.Id, quote);
        return quote;
    }

    public static DateTime? PricedAt(string sku) => _pricedAt.TryGetValue(sku, out var time) ? time : null;
}
