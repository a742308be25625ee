using GrowthGuard;
using GrowthGuard.Diagnostics;

namespace GrowingService;

/// <summary>A store as it should be: it forgets the oldest price before it is full.</summary>
public sealed class SteadyPrices
{
    private const int Bound = 128;
    private const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly Queue<int> _order = new();

    [Bounded(Bound, By = "the oldest goes when 100 are kept")]
    private readonly Dictionary<int, decimal> _prices = [];

    public decimal Of(int id)
    {
        lock (_gate)
        {
            if (_prices.TryGetValue(id, out var price))
            {
                return price;
            }

            if (_prices.Count >= Kept)
            {
                _prices.Remove(_order.Dequeue());
            }

            _order.Enqueue(id);
            return _prices[id] = (id % 97) + 0.99m;
        }
    }

    public void Register(CensusSection section) => section.Count("steady", () => _prices.Count, bound: Bound);
}
