using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1009 on leaks that were fixed in public repositories.</summary>
public sealed class RegistrationRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["A linked source per read, one variable (LaunchDarkly EventSource, Microdot)"] = new(
            """
            public class Reader
            {
                private static readonly CancellationTokenSource Stop = new();

                public async Task<T> ReadWithin<T>(TimeSpan timeout, Func<CancellationToken, Task<T>> read)
                {
                    var timer = new CancellationTokenSource(timeout);
                    var linked = {|GG1009:CancellationTokenSource.CreateLinkedTokenSource(Stop.Token, timer.Token)|};
                    return await read(linked.Token);
                }
            }
            """,
            """
            public class Reader
            {
                private static readonly CancellationTokenSource Stop = new();

                public async Task<T> ReadWithin<T>(TimeSpan timeout, Func<CancellationToken, Task<T>> read)
                {
                    using var timer = new CancellationTokenSource(timeout);
                    using var linked = CancellationTokenSource.CreateLinkedTokenSource(Stop.Token, timer.Token);
                    return await read(linked.Token);
                }
            }
            """),

        ["A linked source in the helper of a loop that the source of the token rules (JustSaying)"] = new(
            """
            public class Listener
            {
                private CancellationTokenSource _stop;

                public void Listen()
                {
                    _stop = new CancellationTokenSource();
                    Task.Factory.StartNew(async () =>
                    {
                        while (!_stop.IsCancellationRequested)
                            await ReceiveAsync(_stop.Token);
                    });
                }

                internal async Task ReceiveAsync(CancellationToken stopping)
                {
                    var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                    var token = {|GG1009:CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token)|}.Token;
                    await Task.Delay(10, token);
                }
            }
            """,
            """
            public class Listener
            {
                private CancellationTokenSource _stop;

                public void Listen()
                {
                    _stop = new CancellationTokenSource();
                    Task.Factory.StartNew(async () =>
                    {
                        while (!_stop.IsCancellationRequested)
                            await ReceiveAsync(_stop.Token);
                    });
                }

                internal async Task ReceiveAsync(CancellationToken stopping)
                {
                    using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                    using var linked = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
                    await Task.Delay(10, linked.Token);
                }
            }
            """),

        ["A linked source per question of a client that asks until it is shut down (Microdot)"] = new(
            """
            public class Client
            {
                private CancellationTokenSource Shutdown { get; } = new();

                public async Task WatchAsync()
                {
                    while (Shutdown.IsCancellationRequested == false)
                        await LoadAsync();
                }

                private Task LoadAsync() => AskAsync(TimeSpan.FromSeconds(1), Shutdown.Token);

                private async Task AskAsync(TimeSpan timeout, CancellationToken token)
                {
                    var linked = {|GG1009:CancellationTokenSource.CreateLinkedTokenSource(token, new CancellationTokenSource(timeout).Token)|};
                    await Task.Delay(10, linked.Token);
                }
            }
            """,
            """
            public class Client
            {
                private CancellationTokenSource Shutdown { get; } = new();

                public async Task WatchAsync()
                {
                    while (Shutdown.IsCancellationRequested == false)
                        await LoadAsync();
                }

                private Task LoadAsync() => AskAsync(TimeSpan.FromSeconds(1), Shutdown.Token);

                private async Task AskAsync(TimeSpan timeout, CancellationToken token)
                {
                    using var timer = new CancellationTokenSource(timeout);
                    using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, timer.Token);
                    await Task.Delay(10, linked.Token);
                }
            }
            """),

        ["A linked source per queue and turn of a loop that throws when it is cancelled (service-fabric-pub-sub)"] = new(
            """
            public class Broker
            {
                private readonly string[] _queues = new string[10];

                protected async Task RunAsync(CancellationToken stopping)
                {
                    while (true)
                    {
                        stopping.ThrowIfCancellationRequested();
                        foreach (var queue in _queues)
                        {
                            var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3));
                            var linked = {|GG1009:CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping)|};
                            await Task.Delay(queue.Length, linked.Token);
                        }
                    }
                }
            }
            """,
            """
            public class Broker
            {
                private readonly string[] _queues = new string[10];

                protected async Task RunAsync(CancellationToken stopping)
                {
                    while (true)
                    {
                        stopping.ThrowIfCancellationRequested();
                        foreach (var queue in _queues)
                        {
                            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3));
                            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
                            await Task.Delay(queue.Length, linked.Token);
                        }
                    }
                }
            }
            """),

        ["A registration per wait of a sender that waits in a loop without an end (CryptoExchange.Net)"] = new(
            """
            public class Signal
            {
                public Task WaitAsync(CancellationToken token = default)
                {
                    var waiter = new TaskCompletionSource<bool>();
                    var registration = {|GG1009:token.Register(() => waiter.TrySetResult(false))|};
                    return waiter.Task;
                }
            }

            public class Sender
            {
                private readonly Signal _signal = new();
                private CancellationTokenSource _stop = new();

                public async Task SendAsync()
                {
                    while (true)
                    {
                        await _signal.WaitAsync(token: _stop.Token);
                        if (_stop.IsCancellationRequested)
                            break;
                    }
                }
            }
            """,
            """
            public class Signal
            {
                public async Task WaitAsync(CancellationToken token = default)
                {
                    CancellationTokenRegistration registration = default;
                    try
                    {
                        var waiter = new TaskCompletionSource<bool>();
                        registration = token.Register(() => waiter.TrySetResult(false));
                        await waiter.Task;
                    }
                    finally
                    {
                        registration.Dispose();
                    }
                }
            }

            public class Sender
            {
                private readonly Signal _signal = new();
                private CancellationTokenSource _stop = new();

                public async Task SendAsync()
                {
                    while (true)
                    {
                        await _signal.WaitAsync(token: _stop.Token);
                        if (_stop.IsCancellationRequested)
                            break;
                    }
                }
            }
            """),

        ["A linked source of which only the token is kept (JustSaying)"] = new(
            """
            public class Listener
            {
                public async Task Listen(CancellationToken stopping)
                {
                    while (!stopping.IsCancellationRequested)
                    {
                        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                        var token = {|GG1009:CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token)|}.Token;
                        await Task.Delay(10, token);
                    }
                }
            }
            """,
            """
            public class Listener
            {
                public async Task Listen(CancellationToken stopping)
                {
                    while (!stopping.IsCancellationRequested)
                    {
                        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                        using (var linked = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token))
                            await Task.Delay(10, linked.Token);
                    }
                }
            }
            """),

        ["A registration per wait on the token of a client (CryptoExchange.Net)"] = new(
            """
            public class Socket
            {
                public async Task Send(CancellationToken cancellationToken)
                {
                    while (!cancellationToken.IsCancellationRequested)
                        await WaitAsync(cancellationToken);
                }

                private Task<bool> WaitAsync(CancellationToken cancellationToken)
                {
                    var waiter = new TaskCompletionSource<bool>();
                    var registration = {|GG1009:cancellationToken.Register(() => waiter.TrySetResult(false))|};
                    return waiter.Task;
                }
            }
            """,
            """
            public class Socket
            {
                public async Task Send(CancellationToken cancellationToken)
                {
                    while (!cancellationToken.IsCancellationRequested)
                        await WaitAsync(cancellationToken);
                }

                private async Task<bool> WaitAsync(CancellationToken cancellationToken)
                {
                    var waiter = new TaskCompletionSource<bool>();
                    CancellationTokenRegistration registration = default;
                    try
                    {
                        registration = cancellationToken.Register(() => waiter.TrySetResult(false));
                        return await waiter.Task;
                    }
                    finally
                    {
                        registration.Dispose();
                    }
                }
            }
            """),

        ["A registration per command, dropped (ModularPipelines, OData client)"] = new(
            """
            using Microsoft.Extensions.Hosting;

            public class Command
            {
                private readonly IHostApplicationLifetime _host;

                public Command(IHostApplicationLifetime host) => _host = host;

                public async Task Invoke(Func<CancellationToken, Task> body)
                {
                    using var forced = new CancellationTokenSource();
                    {|GG1009:_host.ApplicationStopping.Register(() => forced.CancelAfter(TimeSpan.FromSeconds(30)))|};
                    await body(forced.Token);
                }
            }
            """,
            """
            using Microsoft.Extensions.Hosting;

            public class Command
            {
                private readonly IHostApplicationLifetime _host;

                public Command(IHostApplicationLifetime host) => _host = host;

                public async Task Invoke(Func<CancellationToken, Task> body)
                {
                    using var forced = new CancellationTokenSource();
                    await using var registration = _host.ApplicationStopping.Register(() => forced.CancelAfter(TimeSpan.FromSeconds(30)));
                    await body(forced.Token);
                }
            }
            """),

        ["A listener per scoped service on the options monitor (Umbraco)"] = new(
            """
            using Microsoft.Extensions.Options;

            public class Settings { public bool On { get; set; } }

            public class Api
            {
                private Settings _settings;

                public Api(IOptionsMonitor<Settings> monitor)
                {
                    _settings = monitor.CurrentValue;
                    {|GG1009:monitor.OnChange(settings => _settings = settings)|};
                }

                public bool IsOn => _settings.On;
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddScoped<Api>();
            }
            """,
            """
            using Microsoft.Extensions.Options;

            public class Settings { public bool On { get; set; } }

            public sealed class Api : IDisposable
            {
                private readonly IDisposable _subscription;
                private Settings _settings;

                public Api(IOptionsMonitor<Settings> monitor)
                {
                    _settings = monitor.CurrentValue;
                    _subscription = monitor.OnChange(settings => _settings = settings);
                }

                public bool IsOn => _settings.On;

                public void Dispose() => _subscription?.Dispose();
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddScoped<Api>();
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<RegistrationNeverDisposedAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
