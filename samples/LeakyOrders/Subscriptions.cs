using System.Timers;
using Amazon.Lambda.Core;
using Timer = System.Timers.Timer;

namespace LeakyOrders;

/// <summary>Raised when the settings of the service change.</summary>
internal static class Settings
{
    private static readonly CancellationTokenSource Shutdown = new();

    public static event EventHandler? Changed;

    public static CancellationToken ShutdownToken => Shutdown.Token;

    public static void RaiseChanged() => Changed?.Invoke(null, EventArgs.Empty);
}

/// <summary>What one invocation listens to while it runs.</summary>
internal sealed class Subscriptions(ILambdaContext context) : IDisposable
{
    private readonly byte[] _scratch = new byte[64 * 1024];

    public void Start()
    {
        Settings.Changed += OnSettingsChanged; // leak: the static event keeps every subscriber, and nobody unsubscribes
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit; // leak: the same with an event of the process
        Settings.ShutdownToken.Register(() => Array.Clear(_scratch)); // leak: the registration is dropped, so it can never be undone

        var heartbeat = new Timer(TimeSpan.FromSeconds(5)); // leak: a started timer is kept by the runtime, and this one is never stopped
        heartbeat.Elapsed += OnHeartbeat;
        heartbeat.Start();

        var linked = CancellationTokenSource.CreateLinkedTokenSource(Settings.ShutdownToken); // leak: never disposed, so the parent keeps it
        linked.CancelAfter(context.RemainingTime);
    }

    public void Dispose() => Array.Clear(_scratch);

    private void OnSettingsChanged(object? sender, EventArgs e) => context.Logger.LogInformation("settings changed");

    private void OnProcessExit(object? sender, EventArgs e) => context.Logger.LogInformation("process ends");

    private void OnHeartbeat(object? sender, ElapsedEventArgs e) => context.Logger.LogDebug("still here");
}
