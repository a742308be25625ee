namespace GrowthGuard.Testing;

/// <summary>
/// Payloads in fixed proportions: which one an invocation gets depends on its number alone, and even the rarest comes at equal
/// distances. Keep the sum of the weights well below the invocations in which memory must be proven flat (500 by default).
/// </summary>
/// <typeparam name="T">The type of a payload.</typeparam>
public sealed class PayloadMix<T>
{
    private readonly T[] _order;

    /// <summary>Mixes payloads.</summary>
    /// <param name="payloads">Each with its weight: 9 and 1 give nine in ten and one in ten.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not more than zero.</exception>
    public PayloadMix(params (T Payload, int Weight)[] payloads)
    {
        if (payloads.Length == 0)
        {
            throw new ArgumentException("Name at least one payload.", nameof(payloads));
        }

        foreach (var (_, weight) in payloads)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight, nameof(payloads));
        }

        _order = Spread(payloads);
    }

    /// <summary>The payload of an invocation.</summary>
    /// <param name="invocation">The number of the invocation, from 0.</param>
    public T this[int invocation] => _order[invocation % _order.Length];

    /// <summary>Each time the one that is most in arrears gets its turn.</summary>
    private static T[] Spread((T Payload, int Weight)[] payloads)
    {
        var total = payloads.Sum(payload => payload.Weight);
        var arrears = new int[payloads.Length];
        var order = new T[total];
        for (var turn = 0; turn < total; turn++)
        {
            var next = 0;
            for (var i = 0; i < payloads.Length; i++)
            {
                arrears[i] += payloads[i].Weight;
                next = arrears[i] > arrears[next] ? i : next;
            }

            arrears[next] -= total;
            order[turn] = payloads[next].Payload;
        }

        return order;
    }
}
