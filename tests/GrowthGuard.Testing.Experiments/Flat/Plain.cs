namespace GrowthGuard.Testing.Experiments.Flat;

/// <summary>Next to nothing.</summary>
internal sealed class Trivial : SyncExperiment
{
    protected override void Invoke(int invocation) => GC.KeepAlive(new object());
}

/// <summary>A JSON handler.</summary>
internal sealed class Json : SyncExperiment
{
    protected override void Invoke(int invocation) => OrderHandler.Handle(invocation);
}

/// <summary>Large objects that come and go.</summary>
internal sealed class LargeObjects : SyncExperiment
{
    private byte[]? _kept;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        _kept = new byte[100_000 + Random.Next(100_000)];
        if (invocation % 7 == 0)
        {
            _kept = null;
        }
    }
}

/// <summary>Exceptions that are thrown and caught.</summary>
internal sealed class Exceptions : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        try
        {
            OrderHandler.Handle(invocation);
            throw new InvalidOperationException($"Order {invocation} is refused.");
        }
        catch (InvalidOperationException)
        {
        }
    }
}

/// <summary>A burst of memory early on, of which nothing stays.</summary>
internal sealed class Burst : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (invocation == 40 + (Seed % 40))
        {
            var blocks = new List<byte[]>();
            for (var i = 0; i < 250; i++)
            {
                blocks.Add(new byte[64 * 1024]);
            }

            GC.KeepAlive(blocks);
        }
    }
}
