using System.Timers;
using Amazon.Lambda.Core;
using Timer = System.Timers.Timer;

namespace SteadyOrders;

/// <summary>Raised when the settings of the service change.</summary>
internal static class Settings
{
    private static readonly CancellationTokenSource Shutdown = new();

    public static event EventHandler? Changed;

    public static CancellationToken ShutdownToken => Shutdown.Token;

    public static void RaiseChanged() => Changed?.Invoke(null, EventArgs.Empty);
}

/// <summary>What one invocation listens to while it runs; <see cref="Dispose"/> undoes all of it.</summary>
internal sealed class Subscriptions : IDisposable
{
    private readonly ILambdaContext _context;
    private readonly byte[] _scratch = new byte[64 * 1024];
    private readonly Timer _heartbeat = new(TimeSpan.FromSeconds(5));
    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(Settings.ShutdownToken);
    private CancellationTokenRegistration _onShutdown;

    public Subscriptions(ILambdaContext context) => _context = context;

    /// <summary>Cancelled when the time of the invocation is over.</summary>
    public CancellationToken Deadline => _deadline.Token;

    public void Start()
    {
        Settings.Changed += OnSettingsChanged;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _onShutdown = Settings.ShutdownToken.Register(() => Array.Clear(_scratch));
        _heartbeat.Elapsed += OnHeartbeat;
        _heartbeat.Start();
        _deadline.CancelAfter(_context.RemainingTime);
    }

    public void Dispose()
    {
        Settings.Changed -= OnSettingsChanged;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _onShutdown.Dispose();
        _heartbeat.Elapsed -= OnHeartbeat;
        _heartbeat.Dispose();
        _deadline.Dispose();
    }

    private void OnSettingsChanged(object? sender, EventArgs e) => _context.Logger.LogInformation("settings changed");

    private void OnProcessExit(object? sender, EventArgs e) => _context.Logger.LogInformation("process ends");

    private void OnHeartbeat(object? sender, ElapsedEventArgs e) => _context.Logger.LogDebug("still here");
}
