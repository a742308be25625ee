using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard;
using Microsoft.Extensions.Caching.Memory;

namespace SteadyOrders;

/// <summary>Prices of goods, kept between invocations since the price service is slow.</summary>
internal static class PriceCache
{
    private const int MaxPrices = 5_000;
    private const int MaxQuotes = 1_000;
    private const int MaxTimes = 500;

    [Bounded(MaxPrices, By = "cleared when full, in PriceOf()")]
    private static readonly Lazy<ConcurrentDictionary<string, decimal>> Prices = new(() => new ConcurrentDictionary<string, decimal>());

    [Bounded(MaxQuotes, By = "SizeLimit; every entry has size 1 and expires")]
    private static readonly MemoryCache Quotes = new(new MemoryCacheOptions { SizeLimit = MaxQuotes });

    [Bounded(MaxTimes, By = "starts again when full, in NotePriced()")]
    private static ImmutableDictionary<string, DateTime> _pricedAt = ImmutableDictionary<string, DateTime>.Empty;

    public static decimal PriceOf(string sku, string customerId, Func<string, decimal> ask)
    {
        var prices = Prices.Value;
        if (prices.Count >= MaxPrices)
        {
            prices.Clear();
        }

        var price = prices.GetOrAdd($"{sku}/{customerId}", _ => ask(sku));
        NotePriced(sku);
        return price;
    }

    public static decimal QuoteFor(Order order, Func<Order, decimal> ask)
    {
        if (Quotes.TryGetValue(order.Id, out decimal quote))
        {
            return quote;
        }

        quote = ask(order);
        Quotes.Set(order.Id, quote, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });
        return quote;
    }

    public static DateTime? PricedAt(string sku) => _pricedAt.TryGetValue(sku, out var time) ? time : null;

    private static void NotePriced(string sku)
    {
        var times = _pricedAt.Count >= MaxTimes ? ImmutableDictionary<string, DateTime>.Empty : _pricedAt;
        _pricedAt = times.SetItem(sku, DateTime.UtcNow);
    }
}
