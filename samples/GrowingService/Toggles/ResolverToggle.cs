namespace GrowingService;

/// <summary>Resolves a disposable transient from the root provider, which keeps each one to dispose it at the very end.</summary>
public sealed class ResolverToggle(IServiceProvider root) : IToggle
{
    public string Name => "resolver";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        root.GetRequiredService<Resolved>().Touch();
        return ValueTask.CompletedTask;
    }
}

public sealed class Resolved : IDisposable
{
    private readonly byte[] _state = new byte[200];

    public void Touch() => _state[0]++;

    public void Dispose() => _state[0] = 0;
}
