using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.RegistrationNeverDisposedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1009: registrations, linked token sources and timers that nobody ends.</summary>
public sealed class RegistrationNeverDisposedTests
{
    private const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.Diagnostics;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Options;
        global using Microsoft.Extensions.Primitives;

        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

        public sealed class Limits { }

        public static class Shutdown
        {
            private static readonly CancellationTokenSource Source = new();
            private static CancellationTokenSource _replaced = new();

            public static readonly CancellationTokenSource Public = new();

            public static CancellationToken Token => Source.Token;

            public static CancellationToken Replaced => _replaced.Token;

            public static CancellationToken Logged
            {
                get
                {
                    Func<CancellationToken, CancellationToken> log = token => { Console.WriteLine(token); return token; };
                    log(default);
                    return Source.Token;
                }
            }

            public static CancellationToken Made
            {
                get
                {
                    CancellationToken Shared() { return Source.Token; }
                    Console.WriteLine(Shared());
                    return new CancellationTokenSource().Token;
                }
            }

            public static void Replace() => _replaced = new CancellationTokenSource();
        }
        """;

    [Theory]
    [InlineData("[|Shutdown.Token.Register(() => _work.Clear())|];")]
    [InlineData("[|Shutdown.Logged.Register(() => _work.Clear())|];")]
    [InlineData("_ = [|Shutdown.Token.Register(() => _work.Clear())|];")]
    [InlineData("var registration = [|Shutdown.Public.Token.Register(() => _work.Clear())|];")]
    [InlineData("var stop = Shutdown.Token; [|stop.UnsafeRegister(state => _work.Clear(), null)|];")]
    [InlineData("_registration = [|Shutdown.Token.Register(() => _work.Clear())|];")]
    [InlineData("[|_lifetime.ApplicationStopping.Register(() => _work.Clear())|];")]
    [InlineData("var linked = [|CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token)|]; linked.CancelAfter(1000); Work(linked.Token);")]
    [InlineData("var linked = [|CancellationTokenSource.CreateLinkedTokenSource(token, _lifetime.ApplicationStopping)|]; Work(linked.Token);")]
    [InlineData("Work([|CancellationTokenSource.CreateLinkedTokenSource(token, Shutdown.Token)|].Token);")]
    [InlineData("var linked = [|CancellationTokenSource.CreateLinkedTokenSource(new[] { token, Shutdown.Token, default })|]; if (linked != null) linked.Cancel();")]
    [InlineData("[|_options.OnChange(limits => _work.Clear())|];")]
    [InlineData("[|_options.OnChange((limits, name) => _work.Clear())|];")]
    [InlineData("[|ChangeToken.OnChange(() => _configuration.GetReloadToken(), () => _work.Clear())|];")]
    [InlineData("[|ChangeToken.OnChange(_configuration.GetReloadToken, () => _work.Clear())|];")]
    [InlineData("[|_configuration.GetReloadToken().RegisterChangeCallback(state => _work.Clear(), null)|];")]
    [InlineData("[|Listener.Subscribe(_observer)|];")]
    [InlineData("[|DiagnosticListener.AllListeners.Subscribe(_listeners)|];")]
    [InlineData("var timer = [|new System.Timers.Timer(1000)|]; timer.Elapsed += (sender, e) => _work.Clear(); timer.Start();")]
    [InlineData("var timer = [|new System.Timers.Timer(1000) { Enabled = true }|]; timer.Elapsed += OnElapsed;")]
    [InlineData("System.Timers.Timer timer = [|new(1000)|]; timer.Enabled = true;")]
    [InlineData("Task.Run(async () => { using var timer = [|new PeriodicTimer(TimeSpan.FromSeconds(1))|]; while (await timer.WaitForNextTickAsync()) _work.Clear(); });")]
    public Task A_handler_that_drops_it_is_reported(string body) => VerifyAsync(Function(body));

    [Theory]
    // Ended.
    [InlineData("using var registration = Shutdown.Token.Register(() => _work.Clear());")]
    [InlineData("using (Shutdown.Token.Register(() => _work.Clear())) { Work(token); }")]
    [InlineData("var registration = Shutdown.Token.Register(() => _work.Clear()); try { Work(token); } finally { registration.Dispose(); }")]
    [InlineData("var registration = Shutdown.Token.Register(() => _work.Clear()); registration.Unregister();")]
    [InlineData("CancellationTokenSource linked = null; try { linked = CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token); Work(linked.Token); } finally { linked?.Dispose(); }")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token, token);")]
    [InlineData("var linked = CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token); Task.Run(() => { using (linked) { } });")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.Elapsed += (sender, e) => timer.Dispose(); timer.Start();")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.Start(); Work(token); timer.Stop();")]
    [InlineData("var timer = new System.Timers.Timer(1000) { AutoReset = false }; timer.Start();")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.AutoReset = false; timer.Start();")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.Elapsed += OnElapsedOnce; timer.Start();")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.Elapsed += OnElapsed;")]
    [InlineData("var timer = new Timer(_ => { }, null, 1000, 1000);")]
    [InlineData("_disposed = Shutdown.Token.Register(() => _work.Clear());")]
    // Handed on.
    [InlineData("Keep(Shutdown.Token.Register(() => _work.Clear()));")]
    [InlineData("_disposables.Add(_options.OnChange(limits => _work.Clear()));")]
    [InlineData("var linked = CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token); Keep(linked);")]
    [InlineData("var registration = _options.OnChange(limits => _work.Clear()); Action end = registration.Dispose; end();")]
    [InlineData("object holder = new { Linked = CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token) };")]
    // Owners that go with the call, or that are not known.
    [InlineData("token.Register(() => _work.Clear());")]
    [InlineData("var source = new CancellationTokenSource(); source.Token.Register(() => _work.Clear());")]
    [InlineData("var linked = CancellationTokenSource.CreateLinkedTokenSource(token); Work(linked.Token);")]
    [InlineData("Shutdown.Made.Register(() => _work.Clear());")]
    [InlineData("Shutdown.Replaced.Register(() => _work.Clear());")]
    [InlineData("CancellationToken.None.Register(() => _work.Clear());")]
    [InlineData("using var listener = new DiagnosticListener(\"x\"); listener.Subscribe(_observer);")]
    [InlineData("var built = new ConfigurationBuilder().Build(); ChangeToken.OnChange(() => built.GetReloadToken(), () => _work.Clear());")]
    [InlineData("ChangeToken.OnChange(() => { Func<IChangeToken> shared = () => _configuration.GetReloadToken(); Console.WriteLine(shared()); return new CancellationChangeToken(token); }, () => _work.Clear());")]
    // Loops that end.
    [InlineData("Task.Run(async () => { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(token)) _work.Clear(); });")]
    [InlineData("Task.Run(async () => { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync()) { if (_work.Count == 0) break; } });")]
    [InlineData("var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); Task.Run(async () => { while (await timer.WaitForNextTickAsync()) _work.Clear(); }); timer.Dispose();")]
    // Once.
    [InlineData("if (!_done) { _done = true; Shutdown.Token.Register(() => { }); }")]
    public Task A_handler_that_ends_it_or_whose_owner_goes_is_not_reported(string body) => VerifyAsync(Function(body));

    [Theory]
    [InlineData("while (true) { [|stop.Register(() => _work.Clear())|]; await Task.Delay(1000); }")]
    [InlineData("for (var left = 3; left > 0; left--) while (!_stopped.IsCancellationRequested) { [|stop.Register(() => _work.Clear())|]; await Task.Delay(1000); }")]
    [InlineData("await Send([|CancellationTokenSource.CreateLinkedTokenSource(stop, new CancellationTokenSource(1000).Token)|].Token);")]
    [InlineData("_asked = [|CancellationTokenSource.CreateLinkedTokenSource(_stopped)|].Token; await Send(_asked);")]
    public Task A_token_that_outlives_the_loop_or_the_source_of_which_only_the_token_is_kept_is_reported(string body) =>
        VerifyAsync(Client(body));

    [Theory]
    [InlineData("while (true) { using (stop.Register(() => _work.Clear())) await Task.Delay(1000); }")]
    [InlineData("while (true) { using var own = new CancellationTokenSource(); own.Token.Register(() => _work.Clear()); await Task.Delay(1000); }")]
    [InlineData("while (true) { stop = new CancellationTokenSource(100).Token; stop.Register(() => _work.Clear()); await Task.Delay(1000, stop); }")]
    [InlineData("await Send(CancellationTokenSource.CreateLinkedTokenSource(new CancellationTokenSource(1000).Token).Token);")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop); await Send(linked.Token);")]
    [InlineData("var linked = CancellationTokenSource.CreateLinkedTokenSource(stop); try { await Send(linked.Token); } finally { linked.Dispose(); }")]
    [InlineData("await Send(CancellationToken.None);")]
    public Task A_token_of_the_caller_that_nothing_stays_with_is_not_reported(string body) => VerifyAsync(Client(body));

    [Theory]
    [InlineData("{|#0:stop.Register(() => _work.Clear())|};", "registration")]
    [InlineData(
        "var linked = {|#0:CancellationTokenSource.CreateLinkedTokenSource(stop)|}; await Send(linked.Token);",
        "linked token source")]
    public Task What_stays_with_a_token_of_the_caller_is_information(string body, string noun) => VerifyAsync(
        Client(body),
        new DiagnosticResult("GG1009", DiagnosticSeverity.Info)
            .WithLocation(0)
            .WithMessage($"The {noun} made in 'Ask' is never disposed, and 'stop' keeps it as long as its source lives"));

    private static string Client(string body) => $$"""
        public class Client
        {
            private readonly List<string> _work = new();
            private CancellationToken _stopped;
            private CancellationToken _asked;

            public void StopWith(CancellationToken token) => _stopped = token;

            public async Task Ask(CancellationToken stop)
            {
                await Task.Yield();
                {{body}}
            }

            private Task Send(CancellationToken token) => Task.Delay(10, token);
        }
        """;

    [Theory]
    [InlineData("var listener = [|new Probe()|];")]
    [InlineData("var listener = [|new DiagnosticListener(\"orders\")|]; if (listener.IsEnabled()) _work.Add(\"x\");")]
    [InlineData("var listener = [|new System.Diagnostics.Metrics.MeterListener()|]; listener.Start();")]
    [InlineData("var handle = [|System.Runtime.InteropServices.GCHandle.Alloc(_work)|]; Console.WriteLine(handle.Target);")]
    [InlineData("[|System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGHUP, _ => { })|];")]
    public Task What_the_runtime_keeps_from_the_start_is_reported(string body) => VerifyAsync(Function(body) + Probe);

    [Theory]
    [InlineData("using var listener = new Probe();")]
    [InlineData("Probe.Shared.ToString();")]
    [InlineData("var listener = new DiagnosticListener(\"orders\"); try { Work(token); } finally { listener.Dispose(); }")]
    [InlineData("var handle = System.Runtime.InteropServices.GCHandle.Alloc(_work); try { Work(token); } finally { handle.Free(); }")]
    [InlineData("var pointer = System.Runtime.InteropServices.GCHandle.ToIntPtr(System.Runtime.InteropServices.GCHandle.Alloc(_work));")]
    [InlineData("Keep(new Probe());")]
    [InlineData("var other = new NoProbe();")]
    public Task What_the_runtime_lets_go_of_is_not_reported(string body) =>
        VerifyAsync(Function(body) + Probe + " public class NoProbe { }");

    private const string Probe = """

        public sealed class Probe : System.Diagnostics.Tracing.EventListener { public static readonly Probe Shared = new(); }
        """;

    [Theory]
    [InlineData("Timer")]
    [InlineData("Clock")]
    public Task What_is_made_under_an_alias_is_reported_once(string alias) =>
        VerifyAsync($"using {alias} = System.Timers.Timer; " + Function($"var timer = [|new {alias}(1000)|]; timer.Start();"));

    [Fact]
    public Task The_message_names_what_keeps_it() => VerifyCS.VerifyAnalyzerAsync(
        """
        using System.Threading;

        public static class Api
        {
            private static readonly CancellationTokenSource Stop = new CancellationTokenSource();

            public static void Handle(string message)
            {
                {|#0:Stop.Token.Register(() => System.Console.WriteLine(message))|};
            }
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage("The registration made in 'Handle' is never disposed, and 'Stop.Token' keeps it until the process ends"));

    [Fact]
    public Task A_background_service_that_links_in_its_loop_is_reported() => VerifyAsync("""
        public sealed class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                stoppingToken.Register(() => { });
                while (!stoppingToken.IsCancellationRequested)
                {
                    var timeout = [|CancellationTokenSource.CreateLinkedTokenSource(stoppingToken)|];
                    timeout.CancelAfter(1000);
                    await Task.Delay(10, timeout.Token);
                    await StepAsync(stoppingToken);
                }
            }

            private async Task StepAsync(CancellationToken token)
            {
                [|token.Register(() => { })|];
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
                await Task.Delay(10, linked.Token);
            }
        }
        """);

    [Theory]
    [InlineData("public void Run() { if (!_source.IsCancellationRequested) Ask(); }")]
    [InlineData("public void Run() { while (_count-- > 0) { if (_source.IsCancellationRequested) return; Ask(); } }")]
    [InlineData("private readonly CancellationTokenSource _other = new(); public void Run() { while (!_other.IsCancellationRequested) Thread.Sleep(1000); }")]
    public Task A_token_of_an_object_that_does_not_work_until_it_is_cancelled_is_not_reported(string run) => VerifyAsync($$"""
        public class Client
        {
            private readonly CancellationTokenSource _source = new();
            private int _count;

            {{run}}

            public void Ask() => _source.Token.Register(() => _count++);
        }
        """);

    [Theory]
    [InlineData("while (true) await WaitAsync(token);")]
    [InlineData("while (true) { _source = new(); await WaitAsync(_source.Token); }")]
    [InlineData("while (true) { using var source = new CancellationTokenSource(); await WaitAsync(source.Token); }")]
    [InlineData("for (var i = 0; i < 3; i++) await WaitAsync(_source.Token);")]
    [InlineData("while (count < 3) await WaitAsync(_source.Token);")]
    [InlineData("await WaitAsync(_source.Token);")]
    public Task A_token_that_goes_with_the_turn_or_the_call_is_information(string body) => VerifyAsync(
        $$"""
        public class Sender
        {
            private CancellationTokenSource _source = new();

            public async Task SendAsync(CancellationToken token, int count) { {{body}} }

            public Task WaitAsync(CancellationToken token)
            {
                var waiter = new TaskCompletionSource<bool>();
                {|#0:token.Register(() => waiter.TrySetResult(false))|};
                return waiter.Task;
            }
        }
        """,
        new DiagnosticResult("GG1009", DiagnosticSeverity.Info).WithLocation(0));

    [Fact]
    public Task A_field_that_is_replaced_without_an_end_is_reported() => VerifyAsync("""
        public sealed class Worker : BackgroundService
        {
            private CancellationTokenSource _current;

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    _current = [|CancellationTokenSource.CreateLinkedTokenSource(stoppingToken)|];
                    await Task.Delay(10, _current.Token);
                    _current.Cancel();
                }
            }
        }
        """);

    [Fact]
    public Task What_is_made_once_for_the_life_of_the_process_is_not_reported() => VerifyAsync("""
        public static class Program
        {
            private static readonly IDisposable Changes = DiagnosticListener.AllListeners.Subscribe(null);

            static Program() => Shutdown.Token.Register(() => { });

            public static void Main()
            {
                var timer = new System.Timers.Timer(1000);
                timer.Start();
                Shutdown.Token.Register(() => { });
            }
        }

        public sealed class Worker : IHostedService
        {
            private CancellationTokenSource _source;

            public Worker(IOptionsMonitor<Limits> options, IHostApplicationLifetime lifetime)
            {
                options.OnChange(limits => { });
                lifetime.ApplicationStopping.Register(() => { });
            }

            public Task StartAsync(CancellationToken token)
            {
                _source = CancellationTokenSource.CreateLinkedTokenSource(Shutdown.Token);
                return Task.CompletedTask;
            }

            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }

        public sealed class Cache
        {
            public Cache(IOptionsMonitor<Limits> options) => options.OnChange(limits => { });
        }
        """);

    [Fact]
    public Task A_service_that_is_made_for_each_request_is_reported() => VerifyAsync("""
        public sealed class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly IDisposable _changes;

            public OrdersController(IOptionsMonitor<Limits> options)
            {
                _changes = [|options.OnChange(limits => { })|];
            }
        }

        public sealed class CarefulController : Microsoft.AspNetCore.Mvc.ControllerBase, IDisposable
        {
            private readonly IDisposable _changes;

            public CarefulController(IOptionsMonitor<Limits> options) => _changes = options.OnChange(limits => { });

            public void Dispose() => _changes?.Dispose();
        }
        """);

    // The runtime keeps the callback of a timer, the callback its object, and the object the timer.
    [Theory]
    [InlineData("_timer = [|new Timer(OnTick, null, 1000, 1000)|];")]
    [InlineData("_timer = [|new Timer(_ => _ticks++, null, TimeSpan.Zero, TimeSpan.FromSeconds(5))|];")]
    [InlineData("_timer = [|new Timer(OnStatic, this, 1000, 1000)|];")]
    [InlineData("_timer = [|new Timer(OnTick)|]; _timer.Change(1000, 1000);")]
    [InlineData("_timer = [|new Timer(OnTick, null, Timeout.Infinite, 0)|]; _timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));")]
    public Task Timer_that_the_object_of_its_callback_keeps_is_reported(string statement) => VerifyAsync(Session(statement, ""));

    [Theory]
    [InlineData("_timer = new Timer(OnTick, null, 1000, Timeout.Infinite);", "")]
    [InlineData("_timer = new Timer(OnTick, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);", "")]
    [InlineData("_timer = new Timer(OnTick);", "")]
    [InlineData("_timer = new Timer(OnStatic, null, 1000, 1000);", "")]
    [InlineData("_timer = new Timer(static _ => Console.WriteLine(), null, 1000, 1000);", "")]
    [InlineData("var timer = new Timer(OnTick, null, 1000, 1000); timer.Change(5, 5);", "")]
    [InlineData("_timer = new Timer(OnTick, null, 1000, 1000);", "public void Close() => _timer.Dispose();")]
    [InlineData(
        "_timer = new Timer(OnTick, null, 1000, 1000);",
        "public void Close() => _timer?.Change(Timeout.Infinite, Timeout.Infinite);")]
    public Task Timer_that_stops_or_is_collected_is_not_reported(string statement, string members) =>
        VerifyAsync(Session(statement, members));

    [Fact]
    public Task Timer_of_an_object_that_is_made_once_is_not_reported() =>
        VerifyAsync(Session("_timer = new Timer(OnTick, null, 1000, 1000);", "").Replace(
            "while (!stoppingToken.IsCancellationRequested)",
            "if (!stoppingToken.IsCancellationRequested)",
            StringComparison.Ordinal));

    [Theory]
    [InlineData("AddTransient", "[|new System.Timers.Timer(1000)|]")]
    [InlineData("AddScoped", "[|new System.Timers.Timer(1000)|]")]
    [InlineData("AddSingleton", "new System.Timers.Timer(1000)")]
    public Task Factory_of_a_service_starts_as_many_timers_as_it_makes_services(string registration, string timer) => VerifyAsync($$"""
        using Microsoft.Extensions.DependencyInjection;

        internal sealed class Clock
        {
            private System.Timers.Timer _timer;
            private int _ticks;

            public void Begin() { _timer = {{timer}}; _timer.Elapsed += (_, _) => _ticks++; _timer.Start(); }
        }

        public static class Setup
        {
            public static void ConfigureServices(IServiceCollection services) => services.{{registration}}(_ => { var clock = new Clock(); clock.Begin(); return clock; });
        }
        """);

    [Theory]
    [InlineData("_current = [|Shutdown.Token.Register(Work)|];")]
    [InlineData("Console.WriteLine(); _current = [|Shutdown.Token.Register(Work)|];")]
    public Task Registration_whose_place_the_next_takes_is_reported(string statement) => VerifyAsync(Feed(statement));

    [Theory]
    [InlineData("_current.Dispose(); _current = Shutdown.Token.Register(Work);")]
    [InlineData("Stop(); _current = Shutdown.Token.Register(Work);")]
    [InlineData("if (_current != default) return; _current = Shutdown.Token.Register(Work);")]
    public Task Registration_that_is_ended_before_the_next_is_not_reported(string statement) => VerifyAsync(Feed(statement));

    [Fact]
    public Task Registration_of_an_object_that_is_made_for_each_is_not_replaced() =>
        VerifyAsync(Feed("_current = Shutdown.Token.Register(Work);")
            .Replace("AddHostedService<Feed>()", "AddScoped<Feed>()", StringComparison.Ordinal)
            .Replace(": IHostedService", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("AddTransient", "services.GetRequiredService<Report>()", true)]
    [InlineData("AddTransient", "services.GetService<Report>()", true)]
    [InlineData("AddSingleton", "services.GetRequiredService<Report>()", false)]
    [InlineData("AddTransient", "services.GetRequiredService<Plain>()", false)]
    [InlineData("AddTransient", "services.CreateScope().ServiceProvider.GetRequiredService<Report>()", false)]
    public Task Disposable_service_from_the_root_provider_stays_there(string registration, string resolved, bool isReported) => VerifyAsync($$"""
        using Microsoft.Extensions.DependencyInjection;

        internal sealed class Report : IDisposable { public void Write() { } public void Dispose() { } }

        internal sealed class Plain { public void Write() { } }

        public sealed class Reporter : BackgroundService
        {
            private readonly IServiceProvider services;

            public Reporter(IServiceProvider services) => this.services = services;

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    var report = {{(isReported ? $"[|{resolved}|]" : resolved)}};
                    report.Write();
                    await Task.Delay(1000, stoppingToken);
                }
            }
        }

        public static class Setup
        {
            public static void ConfigureServices(IServiceCollection services)
            {
                services.{{registration}}<Report>();
                services.AddTransient<Plain>();
                services.AddHostedService<Reporter>();
            }
        }
        """);

    private static string Session(string statement, string members) => $$"""
        internal sealed class Session
        {
            private Timer _timer;
            private int _ticks;

            public Session() { {{statement}} }

            public int Ticks => _ticks;

            {{members}}

            private void OnTick(object state) => _ticks++;

            private static void OnStatic(object state) { }
        }

        public sealed class Server : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    var session = new Session();
                    Console.WriteLine(session.Ticks);
                    await Task.Delay(1000, stoppingToken);
                }
            }
        }
        """;

    private static string Feed(string statement) => $$"""
        using Microsoft.Extensions.DependencyInjection;

        public sealed class Feed : IHostedService
        {
            private CancellationTokenRegistration _current;

            public void OnMessage(Amazon.Lambda.Core.ILambdaContext context)
            {
                {{statement}}
            }

            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            public Task StopAsync(CancellationToken token) { Stop(); return Task.CompletedTask; }

            private void Stop() => _current.Dispose();

            private void Work() { }
        }

        public static class Setup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddHostedService<Feed>();
        }
        """;

    [Fact]
    public Task Half_typed_code_is_left_alone() => new VerifyCS.Test
    {
        TestCode = """
            using System.Threading;
            public static class Host
            {
                public static void Handle() { Nothing.Token.Register( ; var x = CancellationTokenSource.CreateLinkedTokenSource(; new System.Timers.Timer(
            }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static string Function(string body) => $$"""
        public sealed class Function : IDisposable
        {
            private static readonly DiagnosticListener Listener = new("orders");
            private static bool _done;
            private readonly List<string> _work = new();
            private readonly List<IDisposable> _disposables = new();
            private readonly IHostApplicationLifetime _lifetime;
            private readonly IConfiguration _configuration;
            private readonly IOptionsMonitor<Limits> _options;
            private readonly IObserver<KeyValuePair<string, object>> _observer;
            private readonly IObserver<DiagnosticListener> _listeners;
            private CancellationTokenRegistration _registration;
            private CancellationTokenRegistration _disposed;

            public Function(IHostApplicationLifetime lifetime, IConfiguration configuration, IOptionsMonitor<Limits> options)
            {
                _lifetime = lifetime;
                _configuration = configuration;
                _options = options;
            }

            public void Handle(string message, Amazon.Lambda.Core.ILambdaContext context, CancellationToken token)
            {
                {{body}}
            }

            public void Dispose() => _disposed.Dispose();

            private static void Keep(IDisposable disposable) { }

            private void Work(CancellationToken token) => _work.Clear();

            private void OnElapsed(object sender, System.Timers.ElapsedEventArgs e) => _work.Clear();

            private void OnElapsedOnce(object sender, System.Timers.ElapsedEventArgs e) => ((System.Timers.Timer)sender).Dispose();
        }
        """;

    [Theory]
    [InlineData("[|bus.Subscribe(text => Console.WriteLine(text))|];", true)]
    [InlineData("[|bus.Subscribe<string>(text => Console.WriteLine(text))|];", true)]
    [InlineData("_ = [|bus.Subscribe<string>(OnText)|];", true)]
    [InlineData("using var subscription = bus.Subscribe<string>(OnText);", false)]
    [InlineData("var subscription = bus.Subscribe<string>(OnText); subscription.Dispose();", false)]
    [InlineData("Keep(bus.Subscribe<string>(OnText));", false)]
    [InlineData("new Bus().Subscribe<string>(OnText);", false)]
    [InlineData("bus.Subscribe(\"topic\");", false)]
    [InlineData("bus.Listen(OnText);", false)]
    public async Task Subscription_to_a_bus_of_ones_own(string body, bool isReported)
    {
        Assert.Equal(isReported, body.Contains("[|", StringComparison.Ordinal));
        await LongLivedHost.Prepare(new VerifyCS.Test(), $$"""
            namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

            public sealed class Bus
            {
                public IDisposable Subscribe<T>(Action<T> handler) => new System.IO.MemoryStream();

                public IDisposable Subscribe(Action<string> handler) => new System.IO.MemoryStream();

                public IDisposable Subscribe(string topic) => new System.IO.MemoryStream();

                public IDisposable Listen(Action<string> handler) => new System.IO.MemoryStream();
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Bus>();
            }

            public sealed class Function
            {
                private readonly Bus bus;

                public Function(Bus bus) => this.bus = bus;

                public void Handle(string message, Amazon.Lambda.Core.ILambdaContext context) { {{body}} }

                private static void Keep(IDisposable disposable) { }

                private void OnText(string text) { }
            }
            """).RunAsync();
    }

    [Theory]
    [InlineData("_limiter = [|PartitionedRateLimiter.Create<string, string>(One)|];", "")]
    [InlineData("_limiter = PartitionedRateLimiter.Create<string, string>(One);", "public void Dispose() => _limiter.Dispose();")]
    [InlineData("using var limiter = PartitionedRateLimiter.Create<string, string>(One); limiter.AttemptAcquire(message);", "")]
    [InlineData("_limiter = Shared;", "private static readonly PartitionedRateLimiter<string> Shared = PartitionedRateLimiter.Create<string, string>(One);")]
    public Task Rate_limiter_with_partitions_runs_a_timer(string body, string member) => VerifyAsync($$"""
        using System.Threading.RateLimiting;

        public sealed class Gate
        {
            private PartitionedRateLimiter<string> _limiter;

            public Gate(string message) { {{body}} }

            {{member}}

            private static RateLimitPartition<string> One(string key) => RateLimitPartition.GetNoLimiter(key);
        }

        public static class Function
        {
            public static void Handle(string message, Amazon.Lambda.Core.ILambdaContext context) { var gate = new Gate(message); }
        }
        """);

    [Fact]
    public Task Listener_that_an_observer_is_told_of_once_is_not_reported() => VerifyAsync("""
        public sealed class Listeners : IObserver<DiagnosticListener>
        {
            public void OnNext(DiagnosticListener listener)
            {
                if (listener.Name == "orders")
                    listener.Subscribe(new Events());
            }

            public void OnCompleted() { }

            public void OnError(Exception error) { }
        }

        public sealed class Events : IObserver<KeyValuePair<string, object>>
        {
            public void OnNext(KeyValuePair<string, object> value) { }

            public void OnCompleted() { }

            public void OnError(Exception error) { }
        }
        """);

    [Theory]
    [InlineData("if (Array.IndexOf(Wanted, listener.Name) >= 0) _current = [|listener.Subscribe(new Events())|];")]
    [InlineData("if (listener.Name.StartsWith(\"orders\")) _current = [|listener.Subscribe(new Events())|];")]
    [InlineData("if (listener is not null) _current = [|listener.Subscribe(new Events())|];")]
    [InlineData("_current = [|listener.Subscribe(new Events())|];")]
    [InlineData("if (listener.Name == \"orders\") _current = listener.Subscribe(new Events());")]
    [InlineData("if (listener.Name != Name) return; _current = listener.Subscribe(new Events());")]
    [InlineData("if (listener is { Name: \"orders\" }) _current = listener.Subscribe(new Events());")]
    [InlineData("if (string.Equals(listener.Name, Name, StringComparison.Ordinal)) _current = listener.Subscribe(new Events());")]
    [InlineData("if (listener.Name.Equals(Name)) _current = listener.Subscribe(new Events());")]
    [InlineData("_current?.Dispose(); _current = listener.Subscribe(new Events());")]
    [InlineData("if (_current == null) _current = listener.Subscribe(new Events());")]
    [InlineData("_current ??= listener.Subscribe(new Events());")]
    [InlineData("_all.Add(listener.Subscribe(new Events()));")]
    public Task Listeners_of_which_a_field_holds_the_last(string body) => VerifyAsync($$"""
        public static class Program
        {
            private static readonly Listeners Kept = new();

            public static void Main() { }

            public static void Handle(string message, Amazon.Lambda.Core.ILambdaContext context) => Kept.Restart();
        }

        public sealed class Listeners : IObserver<DiagnosticListener>, IDisposable
        {
            private static readonly string[] Wanted = { "orders", "prices" };
            private static readonly string Name = "orders" + Environment.MachineName;
            private readonly List<IDisposable> _all = new();
            private IDisposable _current;
            private IDisposable _subscription;

            public void Restart()
            {
                Dispose();
                _subscription = DiagnosticListener.AllListeners.Subscribe(this);
            }

            public void OnNext(DiagnosticListener listener) { {{body}} }

            public void OnCompleted() { }

            public void OnError(Exception error) { }

            public void Dispose()
            {
                _subscription?.Dispose();
                _current?.Dispose();
                foreach (var one in _all) one.Dispose();
                _all.Clear();
            }
        }

        public sealed class Events : IObserver<KeyValuePair<string, object>>
        {
            public void OnNext(KeyValuePair<string, object> value) { }

            public void OnCompleted() { }

            public void OnError(Exception error) { }
        }
        """);

    [Theory]
    [InlineData("while (!_stop.IsCancellationRequested) await Take(_stop.Token);", "[|token.Register(Cancel)|];", "")]
    [InlineData("while (!token.IsCancellationRequested) await Take(token);", "[|token.Register(Cancel)|];", "")]
    [InlineData("while (!_stop.IsCancellationRequested) await Take(_stop.Token);", "_kept = token.Register(Cancel);", "_kept.Dispose();")]
    [InlineData("await Take(token);", "token.Register(Cancel);", "")]
    [InlineData("while (true) await Take(new CancellationTokenSource().Token);", "token.Register(Cancel);", "")]
    [InlineData("while (!_stop.IsCancellationRequested) { await Task.Yield(); } await Take(token);", "token.Register(Cancel);", "")]
    public Task Token_of_a_loop_is_followed_into_what_each_turn_makes(string loop, string registration, string atTheEnd) => VerifyAsync($$"""
        public sealed class Waiter
        {
            private readonly TaskCompletionSource<int> _answer = new();
            private CancellationTokenRegistration _kept;

            public Waiter(CancellationToken token)
            {
                {{registration}}
                _kept.ToString();
            }

            public Task Task => _answer.Task;

            public void Answer() { {{atTheEnd}} _answer.TrySetResult(1); }

            private void Cancel() => _answer.TrySetCanceled();
        }

        public sealed class Reader
        {
            private readonly CancellationTokenSource _stop = new();

            public async Task Read(CancellationToken token) { {{loop}} }

            private Task Take(CancellationToken token) => new Waiter(token).Task;
        }
        """);

    [Theory]
    [InlineData("var channel = await [|_connection.CreateChannelAsync()|]; await channel.CloseAll();", "services.AddSingleton<RabbitMQ.Client.IConnection>(_ => null);")]
    [InlineData("await [|_connection.CreateChannelAsync()|];", "services.AddSingleton(connection);")]
    [InlineData("var channel = await [|_connection.CreateChannelAsync()|]; await RabbitMQ.Client.Extensions.PublishAsync(channel, 1);", "services.AddSingleton(connection);")]
    [InlineData("var channel = [|_connection.CreateModel()|]; channel.ToString();", "services.AddSingleton(connection);")]
    [InlineData("using var channel = await _connection.CreateChannelAsync(); await channel.CloseAll();", "services.AddSingleton(connection);")]
    [InlineData("using (var channel = await _connection.CreateChannelAsync()) { }", "services.AddSingleton(connection);")]
    [InlineData("var channel = await _connection.CreateChannelAsync(); channel.Dispose();", "services.AddSingleton(connection);")]
    [InlineData("var channel = await _connection.CreateChannelAsync(); Keep(channel);", "services.AddSingleton(connection);")]
    [InlineData("var channel = await _connection.CreateChannelAsync(); channel.KeepUntilTheEnd();", "services.AddSingleton(connection);")]
    [InlineData("_last = await _connection.CreateChannelAsync();", "services.AddSingleton(connection);")]
    [InlineData("var channel = await _connection.CreateChannelAsync(); await channel.CloseAll();", "services.AddScoped(_ => connection);")]
    [InlineData("var channel = await _connection.CreateChannelAsync(); await channel.CloseAll();", "")]
    public async Task Channel_of_a_connection_that_stays(string body, string registration)
    {
        var test = new VerifyCS.Test
        {
            TestCode = $$"""
                using Microsoft.AspNetCore.Mvc;
                using Microsoft.Extensions.DependencyInjection;
                using RabbitMQ.Client;

                public static class Mine { public static void KeepUntilTheEnd(this IChannel channel) { } }

                public class OrdersController : ControllerBase
                {
                    public static IChannel _last;
                    private readonly IConnection _connection;

                    public OrdersController(IConnection connection) => _connection = connection;

                    [HttpPost]
                    public async Task Post(string order) { {{body}} await Task.Yield(); }

                    private static void Keep(IChannel channel) => _last = channel;
                }

                public static class Startup
                {
                    public static void ConfigureServices(IServiceCollection services, IConnection connection) { {{registration}} }
                }
                """,
            References = ReferenceSets.AspNetCore,
        };
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        test.TestState.AdditionalProjects["Broker"].Sources.Add("""
            namespace RabbitMQ.Client
            {
                public interface IChannel : System.IDisposable { System.Threading.Tasks.Task CloseAll(); }

                public interface IConnection { System.Threading.Tasks.Task<IChannel> CreateChannelAsync(); IChannel CreateModel(); }

                public static class Extensions { public static System.Threading.Tasks.Task PublishAsync(this IChannel channel, int number) => null; }
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Broker");
        await test.RunAsync();
    }

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = source, References = ReferenceSets.AspNetCore };
        test.ExpectedDiagnostics.AddRange(expected);
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        return test.RunAsync();
    }
}
