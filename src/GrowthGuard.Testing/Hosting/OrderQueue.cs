namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Takes orders from the parent on a thread of its own, so that the end of the pipe, which is the end of the parent, is seen while the
/// scenario hangs: then this process ends too.
/// </summary>
internal sealed class OrderQueue
{
    private readonly FrameReader _reader;
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _taken = new(0);
    private FrameKind _kind;

    public OrderQueue(Stream stream)
    {
        _reader = new FrameReader(stream);
        new Thread(Listen) { IsBackground = true, Name = "GrowthGuard orders" }.Start();
    }

    /// <summary>Waits for the next order. Its content is valid until the next call.</summary>
    public (FrameKind Kind, FrameReader Content) Next(bool first = false)
    {
        if (!first)
        {
            _taken.Release();
        }

        _arrived.Wait();
        return (_kind, _reader);
    }

    private void Listen()
    {
        while (_reader.Next() is { } kind)
        {
            _kind = kind;
            _arrived.Release();
            _taken.Wait();
        }

        // No finalizers, no handlers of the end of the process: the scenario may hang in any of them.
        System.Diagnostics.Process.GetCurrentProcess().Kill();
    }
}
