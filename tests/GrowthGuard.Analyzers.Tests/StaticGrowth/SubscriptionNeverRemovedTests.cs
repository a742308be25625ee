using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.SubscriptionNeverRemovedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1007: subscriptions to events that live as long as the process.</summary>
public sealed class SubscriptionNeverRemovedTests
{
    // `Handler` makes a session for each message; `Session` is what the tests fill.
    private const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.Net.NetworkInformation;
        global using System.Threading;
        global using System.Threading.Tasks;

        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

        namespace Microsoft.Extensions.Hosting
        {
            public interface IHostedService { Task StartAsync(CancellationToken token); Task StopAsync(CancellationToken token); }
        }

        namespace Microsoft.AspNetCore.Mvc { public abstract class ControllerBase { } }

        public static class Settings
        {
            public static int Value;
        }
        """;

    private const string Handler = """

        public static class Function
        {
            public static void Handle(string message, Amazon.Lambda.Core.ILambdaContext context)
            {
                using var session = new Session(message);
                session.Work();
            }
        }
        """;

    [Theory]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += OnExit")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += this.OnExit")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += new EventHandler(OnExit)")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (sender, e) => OnExit(sender, e)")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += OnStaticExit")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += _kept")]
    [InlineData("Console.CancelKeyPress += (sender, e) => _text.Clear()")]
    [InlineData("TaskScheduler.UnobservedTaskException += (sender, e) => e.SetObserved()")]
    [InlineData("NetworkChange.NetworkAddressChanged += (sender, e) => OnExit(sender, e)")]
    [InlineData("System.Runtime.Loader.AssemblyLoadContext.Default.Unloading += context => _text.Clear()")]
    public Task A_type_that_is_made_for_each_message_is_reported(string subscription) => VerifyAsync(Session($$"""
            public Session(string text) => _text.Add(text);

            public void Work()
            {
                [|{{subscription}}|];
            }

            public void Dispose() { }
        """) + Handler);

    [Theory]
    [InlineData("public List<Row> Rows(int count) { var rows = new List<Row>(); for (var i = 0; i < count; i++) rows.Add(new Row()); return rows; }")]
    [InlineData("public void Show(IEnumerable<string> orders) { foreach (var order in orders) { var row = new Row(); Console.WriteLine(row); } }")]
    public Task What_is_made_for_each_element_is_reported(string member) =>
        VerifyAsync(Table(member, "[|AppDomain.CurrentDomain.ProcessExit += OnExit|];"));

    // Each object subscribes once, however often it does so again: what matters is whether there are more and more objects.
    [Theory]
    [InlineData("NetworkChange.NetworkAddressChanged -= OnChange; [|NetworkChange.NetworkAddressChanged += OnChange|];", "")]
    [InlineData(
        "NetworkChange.NetworkAddressChanged -= this.OnChange; [|NetworkChange.NetworkAddressChanged += OnChange|]; Console.WriteLine();",
        "")]
    [InlineData(
        "NetworkChange.NetworkAddressChanged -= OnChange; NetworkChange.NetworkAddressChanged += OnChange;",
        "NetworkChange.NetworkAddressChanged -= OnChange;")]
    [InlineData("NetworkChange.NetworkAddressChanged -= OnStatic; NetworkChange.NetworkAddressChanged += OnStatic;", "")]
    [InlineData(
        "NetworkChange.NetworkAddressChanged -= OnChange; if (_text.Count > 0) NetworkChange.NetworkAddressChanged += OnChange;",
        "")]
    [InlineData("NetworkChange.NetworkAddressChanged += OnChange; NetworkChange.NetworkAddressChanged -= OnChange;", "")]
    public Task What_is_taken_out_to_be_put_back_stays(string subscription, string atTheEnd) => VerifyAsync(Session($$"""
            public Session(string text) => _text.Add(text);

            public void Work() { {{subscription}} }

            private void OnChange(object sender, EventArgs e) => Work();

            private static void OnStatic(object sender, EventArgs e) { }

            public void Dispose() { {{atTheEnd}} }
        """) + Handler);

    [Theory]
    [InlineData("private static readonly Session Shared = new(\"\"); public static void Handle() => Shared.Work();")]
    [InlineData("public static void Main() { var session = new Session(\"\"); session.Work(); }")]
    public Task What_one_object_puts_back_is_not_reported(string members) => VerifyAsync(Session("""
            public Session(string text) => _text.Add(text);

            public void Work() { NetworkChange.NetworkAddressChanged -= OnChange; NetworkChange.NetworkAddressChanged += OnChange; }

            private void OnChange(object sender, EventArgs e) => Work();

            public void Dispose() { }
        """) + $"public static class Shop {{ {members} }}");

    [Theory]
    [InlineData("public void Search() { using (var row = new Row()) Console.WriteLine(row); }", "[|AppDomain.CurrentDomain.ProcessExit += OnExit|];")]
    [InlineData("public void Search() { using var row = new Row(); Console.WriteLine(row); }", "[|AppDomain.CurrentDomain.ProcessExit += OnExit|];")]
    [InlineData("public void Search() { var row = new Row(); Console.WriteLine(row); }", "AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    [InlineData("public void RunAll() { using var row = new Row(); Console.WriteLine(row); }", "AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    [InlineData("private void Search() { using var row = new Row(); Console.WriteLine(row); }", "AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    public Task What_a_public_method_makes_and_ends_is_made_again(string member, string subscription) =>
        VerifyAsync(Table(member, subscription).Replace("class Row", "class Row : IDisposable", StringComparison.Ordinal)
            .Replace("private void OnExit", "public void Dispose() { } private void OnExit", StringComparison.Ordinal));

    [Theory]
    [InlineData("while (Console.ReadLine() is { } line) new Session(line).Work();", "[|AppDomain.CurrentDomain.ProcessExit += OnExit|];")]
    [InlineData("while (Console.ReadKey().Key != ConsoleKey.Escape) new Session(\"\").Work();", "[|AppDomain.CurrentDomain.ProcessExit += OnExit|];")]
    [InlineData("using var file = System.IO.File.OpenText(\"a\"); while (file.ReadLine() is { } line) Console.WriteLine(line); new Session(\"\").Work();", "AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    [InlineData("var line = Console.ReadLine(); while (line.Length > 3) line = line.Substring(1); new Session(line).Work();", "AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    public Task Loop_over_what_is_typed_has_no_end(string body, string subscription) => VerifyAsync(Session($$"""
            public Session(string text)
            {
                {{subscription}}
            }

            public void Work() { }

            public void Dispose() { }
        """) + $"public static class Program {{ private static void Main() {{ {body} }} }}");

    [Theory]
    [InlineData("public Row Make() => new Row();")]
    [InlineData("public void InitializeRows(int count) { for (var i = 0; i < count; i++) Console.WriteLine(new Row()); }")]
    [InlineData("static Table() { for (var i = 0; i < 3; i++) Console.WriteLine(new Row()); }")]
    [InlineData("private void Unused() { for (var i = 0; i < 3; i++) Console.WriteLine(new Row()); }")]
    public Task What_may_be_made_once_or_few_times_is_not_reported(string member) =>
        VerifyAsync(Table(member, "AppDomain.CurrentDomain.ProcessExit += OnExit;"));

    private static string Table(string member, string subscription) => $$"""
        public class Row
        {
            public Row() { {{subscription}} }

            private void OnExit(object sender, EventArgs e) { }
        }

        public class Table
        {
            {{member}}
        }
        """;

    [Fact]
    public Task A_constructor_is_reported() => VerifyAsync(Session("""
            public Session(string text)
            {
                _text.Add(text);
                [|AppDomain.CurrentDomain.UnhandledException += OnUnhandled|];
            }

            private void OnUnhandled(object sender, UnhandledExceptionEventArgs e) => _text.Clear();

            public void Work() { }
            public void Dispose() { }
        """) + Handler);

    [Theory]
    [InlineData("[|Microsoft.Win32.SystemEvents.DisplaySettingsChanged += OnExit|]", "")]
    [InlineData("[|Microsoft.Win32.SystemEvents.DisplaySettingsChanged += (sender, e) => OnExit(sender, e)|]", "")]
    [InlineData(
        "Microsoft.Win32.SystemEvents.DisplaySettingsChanged += OnExit",
        "Microsoft.Win32.SystemEvents.DisplaySettingsChanged -= OnExit;")]
    public Task Events_of_the_system_are_those_of_the_process(string subscription, string atTheEnd)
    {
        var test = new VerifyCS.Test
        {
            TestCode = Session($$"""
                    public Session(string text) => _text.Add(text);

                    public void Work()
                    {
                        {{subscription}};
                    }

                    public void Dispose() { {{atTheEnd}} }
                """) + Handler,
        };
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        test.TestState.AdditionalProjects["Windows"].Sources.Add(
            "namespace Microsoft.Win32 { public static class SystemEvents { public static event System.EventHandler DisplaySettingsChanged { add { } remove { } } } }");
        test.TestState.AdditionalProjectReferences.Add("Windows");
        return test.RunAsync();
    }

    [Fact]
    public Task The_message_names_event_member_and_handler() => VerifyCS.VerifyAnalyzerAsync(
        """
        using System;

        public static class Api
        {
            public static void Handle(string message)
            {
                {|#0:AppDomain.CurrentDomain.ProcessExit += OnExit|};
            }

            private static void OnExit(object sender, EventArgs e) { }

            private static void Serve()
            {
                while (true)
                    Handle(Console.ReadLine());
            }
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage(
                "'AppDomain.ProcessExit' lives as long as the process; 'Handle' subscribes 'OnExit' again and again, and nothing unsubscribes it"));

    [Fact]
    public Task An_own_static_event_is_reported_at_its_declaration_with_its_subscriptions() => VerifyAsync(
        """
        public static class Bus
        {
            public static event EventHandler {|#0:Changed|};

            public static void Raise() => Changed?.Invoke(null, EventArgs.Empty);
        }

        public sealed class Session : IDisposable
        {
            private readonly string _text;

            public Session(string text)
            {
                _text = text;
                {|#1:Bus.Changed += OnChanged|};
            }

            public void Work()
            {
                {|#2:Bus.Changed += (sender, e) => Console.WriteLine(_text)|};
            }

            public void Dispose() { }

            private void OnChanged(object sender, EventArgs e) => Console.WriteLine(_text);
        }
        """ + Handler,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithLocation(1)
            .WithLocation(2)
            .WithMessage(
                "'Bus.Changed' lives as long as the process; 'Session' and 1 other place subscribe 'OnChanged' again and again, and nothing unsubscribes it"));

    [Fact]
    public Task An_event_of_a_static_object_is_reported_at_the_subscription() => VerifyAsync(Publisher + Session("""
            public Session(string text) { [|Publisher.Instance.Changed += OnExit|]; }

            public void Work() { }
            public void Dispose() { }
        """) + Handler);

    [Fact]
    public Task A_controller_that_subscribes_is_reported() => VerifyAsync("""
        public sealed class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private int _count;

            public OrdersController()
            {
                [|TaskScheduler.UnobservedTaskException += (sender, e) => _count++|];
            }
        }
        """);

    [Fact]
    public Task A_loop_of_a_worker_is_reported() => VerifyAsync("""
        public sealed class Worker : Microsoft.Extensions.Hosting.IHostedService
        {
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;

            public async Task StartAsync(CancellationToken token)
            {
                while (!token.IsCancellationRequested)
                {
                    await Task.Delay(1000);
                    [|AppDomain.CurrentDomain.ProcessExit += (sender, e) => Console.WriteLine(token)|];
                }
            }
        }
        """);

    [Theory]
    [InlineData("public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnExit;")]
    [InlineData("public void Dispose() { Stop(); } private void Stop() { AppDomain.CurrentDomain.ProcessExit -= new EventHandler(OnExit); }")]
    [InlineData("public void Dispose() { } ~Session() { AppDomain.CurrentDomain.ProcessExit -= OnExit; }")]
    public Task A_handler_that_is_removed_is_not_reported(string removal) => VerifyAsync(Session($$"""
            public Session(string text) => AppDomain.CurrentDomain.ProcessExit += OnExit;

            public void Work() { }

            {{removal}}
        """) + Handler);

    [Theory]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += OnExit; try { _text.Clear(); } finally { AppDomain.CurrentDomain.ProcessExit -= OnExit; }")]
    [InlineData("EventHandler once = null; once = (sender, e) => { AppDomain.CurrentDomain.ProcessExit -= once; }; AppDomain.CurrentDomain.ProcessExit += once;")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += Local; _text.Clear(); AppDomain.CurrentDomain.ProcessExit -= Local; void Local(object sender, EventArgs e) { }")]
    [InlineData("if (!_subscribed) { _subscribed = true; AppDomain.CurrentDomain.ProcessExit += OnStaticExit; }")]
    [InlineData("if (Interlocked.Exchange(ref _flag, 1) == 0) AppDomain.CurrentDomain.ProcessExit += OnStaticExit;")]
    public Task A_method_that_undoes_what_it_does_or_does_it_once_is_not_reported(string body) => VerifyAsync(Session($$"""
            public Session(string text) { }

            public void Work()
            {
                {{body}}
            }

            public void Dispose() { }
        """) + Handler);

    [Fact]
    public Task Removal_before_subscription_in_a_constructor_removes_nothing() => VerifyAsync(Session("""
            public Session(string text)
            {
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
                [|AppDomain.CurrentDomain.ProcessExit += OnExit|];
            }

            public void Work() { }
            public void Dispose() { }
        """) + Handler);

    [Fact]
    public Task Removal_of_another_lambda_removes_nothing() => VerifyAsync(Session("""
            public Session(string text) { [|AppDomain.CurrentDomain.ProcessExit += (sender, e) => _text.Clear()|]; }

            public void Work() { }

            public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= (sender, e) => _text.Clear();
        """) + Handler);

    [Fact]
    public Task Static_types_that_subscribe_once_are_not_reported() => VerifyAsync("""
        public static class Host
        {
            private static readonly Watcher Watcher = new();

            static Host() => AppDomain.CurrentDomain.ProcessExit += (sender, e) => Watcher.Stop();

            public static void Main()
            {
                Console.CancelKeyPress += (sender, e) => Watcher.Stop();
                Task.Run(() => { AppDomain.CurrentDomain.DomainUnload += (sender, e) => Watcher.Stop(); });
            }
        }

        internal sealed class Watcher
        {
            public Watcher() => AppDomain.CurrentDomain.UnhandledException += (sender, e) => Stop();

            public void Stop() { }
        }
        """);

    [Theory]
    [InlineData("public static Monitor Instance { get; } = new();")]
    [InlineData("private static readonly Lazy<Monitor> Lazy = new(() => new Monitor()); public static Monitor Instance => Lazy.Value;")]
    [InlineData("private static Monitor _instance; public static Monitor Instance => _instance ??= new Monitor();")]
    [InlineData("private static Monitor _instance; public static Monitor Get() { if (_instance == null) _instance = new Monitor(); return _instance; }")]
    public Task A_singleton_that_subscribes_for_its_own_life_is_not_reported(string instance) => VerifyAsync($$"""
        public sealed class Monitor
        {
            {{instance}}

            private int _count;

            private Monitor() => TaskScheduler.UnobservedTaskException += (sender, e) => _count++;
        }

        public static class Function
        {
            public static void Handle(string message, Amazon.Lambda.Core.ILambdaContext context) => Console.WriteLine(message);
        }
        """);

    [Fact]
    public Task A_registered_singleton_is_not_reported() => VerifyAsync("""
        public static class Services
        {
            public static void AddSingleton<T>(this List<object> services) { }
            public static void AddMonitor(this List<object> services) => services.AddSingleton<Monitor>();
        }

        public sealed class Monitor
        {
            private int _count;

            public Monitor() => TaskScheduler.UnobservedTaskException += (sender, e) => _count++;
        }
        """);

    [Theory]
    [InlineData("services.AddScoped<Monitor>()", true)]
    [InlineData("services.TryAddTransient<Monitor>()", true)]
    [InlineData("services.AddKeyedScoped<Monitor>()", true)]
    [InlineData("services.TryAddKeyedScoped<Monitor>()", true)]
    [InlineData("services.TryAddKeyedTransient<Monitor>()", true)]
    [InlineData("services?.TryAddKeyedTransient<Monitor>()", true)]
    [InlineData("TryAddKeyedScoped<Monitor>(services)", true)]
    [InlineData("services.TryAddKeyedSingleton<Monitor>()", false)]
    [InlineData("services.Note<Monitor>()", false)]
    [InlineData("services.TryAddKeyedScoped<Other>()", false)]
    public Task A_service_that_is_made_per_call_is_reported(string registration, bool isReported) => VerifyAsync($$"""
        public static class Services
        {
            public static void AddScoped<T>(this List<object> services) { }
            public static void TryAddTransient<T>(this List<object> services) { }
            public static void AddKeyedScoped<T>(this List<object> services) { }
            public static void TryAddKeyedScoped<T>(this List<object> services) { }
            public static void TryAddKeyedTransient<T>(this List<object> services) { }
            public static void TryAddKeyedSingleton<T>(this List<object> services) { }
            public static void Note<T>(this List<object> services) { }
            public static void AddMonitor(this List<object> services) => {{registration}};
        }

        public sealed class Other { }

        public sealed class Monitor
        {
            private int _count;

            public Monitor()
            {
                {{(isReported ? "[|" : "")}}TaskScheduler.UnobservedTaskException += (sender, e) => _count++{{(isReported ? "|]" : "")}};
            }
        }
        """);

    [Theory]
    [InlineData("Steps.Value", true)]
    [InlineData("0", false)]
    public Task A_property_runs_where_the_one_that_it_overrides_is_read(string read, bool isReported) => VerifyAsync($$"""
        internal abstract class Step
        {
            public abstract int Value { get; }
        }

        internal sealed class Counting : Step
        {
            private int _count;

            public override int Value
            {
                get
                {
                    {{(isReported ? "[|" : "")}}TaskScheduler.UnobservedTaskException += (sender, e) => _count++{{(isReported ? "|]" : "")}};
                    return _count;
                }
            }
        }

        public static class Function
        {
            private static readonly Step Steps = new Counting();

            public static int Handle(string message, Amazon.Lambda.Core.ILambdaContext context) => {{read}};
        }
        """);

    [Fact]
    public Task A_factory_is_judged_by_its_callers_that_do_not_keep_what_it_makes() => VerifyAsync("""
        public sealed class Domain
        {
            private int _count;

            private Domain()
            {
                [|TaskScheduler.UnobservedTaskException += (sender, e) => _count++|];
            }

            public static Domain Current => new Domain();
        }

        public sealed class Kept
        {
            private int _count;

            private Kept() => TaskScheduler.UnobservedTaskException += (sender, e) => _count++;

            public static Kept Create() => new Kept();
        }

        public static class Function
        {
            private static Domain _domain;
            private static Kept _kept;

            public static void Handle(string message, Amazon.Lambda.Core.ILambdaContext context)
            {
                _domain ??= Domain.Current;
                _kept ??= Kept.Create();
                Console.WriteLine(Domain.Current);
            }
        }
        """);

    [Fact]
    public Task A_hosted_service_is_not_reported() => VerifyAsync("""
        public sealed class Worker : Microsoft.Extensions.Hosting.IHostedService
        {
            public Worker() => AppDomain.CurrentDomain.ProcessExit += (sender, e) => Stop();

            public Task StartAsync(CancellationToken token)
            {
                TaskScheduler.UnobservedTaskException += (sender, e) => Stop();
                return Task.CompletedTask;
            }

            public Task StopAsync(CancellationToken token) => Task.CompletedTask;

            private void Stop() { }
        }
        """);

    [Theory]
    [InlineData("public Client() => AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    [InlineData("public void Start() => AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    [InlineData("public void InitializeAsync() => AppDomain.CurrentDomain.ProcessExit += OnExit;")]
    [InlineData("public static void RegisterHandlers() => AppDomain.CurrentDomain.ProcessExit += (sender, e) => { };")]
    [InlineData("internal static void Uncalled() => AppDomain.CurrentDomain.ProcessExit += (sender, e) => { };")]
    public Task What_nobody_is_seen_to_call_is_not_reported(string member) => VerifyAsync($$"""
        public sealed class Client
        {
            {{member}}

            private void OnExit(object sender, EventArgs e) { }
        }
        """);

    [Fact]
    public Task A_message_that_is_sent_once_in_a_process_is_not_repeated() => VerifyAsync("""
        public interface IHandle<T> { void Handle(T message); }

        public sealed class ApplicationStartedEvent { }

        public sealed class Scheduler : IHandle<ApplicationStartedEvent>
        {
            public void Handle(ApplicationStartedEvent message) => TaskScheduler.UnobservedTaskException += (sender, e) => { };
        }

        public static class Bus
        {
            public static void Publish<T>(T message, IEnumerable<IHandle<T>> handlers)
            {
                foreach (var handler in handlers)
                    handler.Handle(message);
            }
        }
        """);

    [Fact]
    public Task A_retry_loop_subscribes_once() => VerifyAsync("""
        public static class Host
        {
            public static async Task Main()
            {
                while (true)
                {
                    try
                    {
                        AppDomain.CurrentDomain.ProcessExit += (sender, e) => { };
                        return;
                    }
                    catch (InvalidOperationException)
                    {
                        await Task.Delay(1000);
                    }
                }
            }
        }
        """);

    [Theory]
    [InlineData("private readonly Publisher _publisher = new(); public Session(string text) => _publisher.Changed += OnExit;")]
    [InlineData("public event EventHandler Changed; public Session(string text) { Changed += OnExit; Changed(null, null); }")]
    [InlineData("public Session(string text) { var publisher = new Publisher(); publisher.Changed += OnExit; }")]
    public Task Events_of_objects_that_go_with_the_subscriber_are_not_reported(string members) => VerifyAsync(Publisher + Session($$"""
            {{members}}

            public void Work() { }
            public void Dispose() { }
        """) + Handler);

    [Fact]
    public Task A_handler_that_is_handed_in_belongs_to_the_caller() => VerifyAsync("""
        public static class Bus
        {
            public static event EventHandler Changed;

            public static event EventHandler Other
            {
                add => Changed += value;
                remove => Changed -= value;
            }

            public static void Handle(EventHandler handler) => Changed += handler;

            public static void Raise() => Changed?.Invoke(null, EventArgs.Empty);
        }
        """);

    [Fact]
    public Task An_event_whose_accessor_keeps_nothing_in_sight_is_not_reported() => VerifyAsync("""
        public static class Bus
        {
            private static readonly List<WeakReference> Weak = new();

            public static event EventHandler Changed
            {
                add => Weak.Add(new WeakReference(value.Target));
                remove { }
            }
        }
        """ + Session("""
            public Session(string text) => Bus.Changed += OnExit;

            public void Work() { }
            public void Dispose() { }
        """) + Handler);

    [Fact]
    public Task An_event_that_is_cleared_is_not_reported() => VerifyAsync("""
        public static class Bus
        {
            public static event EventHandler Changed;

            public static void Reset() => Changed = null;

            public static void Raise() => Changed?.Invoke(null, EventArgs.Empty);
        }
        """ + Session("""
            public Session(string text) => Bus.Changed += OnExit;

            public void Work() { }
            public void Dispose() { Bus.Reset(); }
        """) + Handler);

    [Fact]
    public Task Numbers_and_text_that_are_added_to_are_no_events() => VerifyAsync("""
        public static class Counter
        {
            public static int Count;
            public static string Text;
            public static Action Actions;

            public static void Handle(int step, string line)
            {
                Count += step;
                Text += line;
                Settings.Value += Count;
            }
        }
        """);

    [Fact]
    public Task Tests_are_not_reported() => VerifyAsync("""
        namespace Xunit { public sealed class FactAttribute : Attribute { } }

        public class WatcherTests
        {
            public WatcherTests() => AppDomain.CurrentDomain.ProcessExit += (sender, e) => { };

            [Xunit.Fact]
            public void Watches() => TaskScheduler.UnobservedTaskException += (sender, e) => { };
        }
        """);

    [Fact]
    public Task Half_typed_code_is_left_alone() => new VerifyCS.Test
    {
        TestCode = """
            public static class Host
            {
                public static event Nothing Changed;
                public static void Handle() { System.AppDomain.CurrentDomain.ProcessExit += ; Changed += OnNothing; Nothing.Some +=
            }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private const string Publisher = """
        public sealed class Publisher
        {
            public static readonly Publisher Instance = new();

            public event EventHandler Changed;

            public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
        }

        """;

    private static string Session(string members) => $$"""

        public sealed class Session : IDisposable
        {
            private static bool _subscribed;
            private static int _flag;
            private readonly List<string> _text = new();
            private readonly EventHandler _kept = (sender, e) => { };

        {{members}}

            private void OnExit(object sender, EventArgs e) => _text.Clear();

            private static void OnStaticExit(object sender, EventArgs e) { }
        }
        """;

    [Theory]
    [InlineData("var board = new Board(); Console.WriteLine(board.Size);", "", true)]
    [InlineData("new Board().Size.ToString();", "", true)]
    [InlineData("using var board = new Board(); Console.WriteLine(board.Size);", "", false)]
    [InlineData("var board = new Board(); try { Console.WriteLine(board.Size); } finally { board.Dispose(); }", "", false)]
    [InlineData("Keep(new Board());", "private static void Keep(IDisposable board) => board.Dispose();", false)]
    [InlineData("_board = new Board();", "private static Board _board; public static void Stop() => _board.Dispose();", false)]
    public Task Dispose_that_nobody_calls_unsubscribes_nothing(string body, string members, bool isReported) => VerifyAsync($$"""
        internal sealed class Board : IDisposable
        {
            public Board() => {{(isReported ? "[|AppDomain.CurrentDomain.ProcessExit += OnExit|]" : "AppDomain.CurrentDomain.ProcessExit += OnExit")}};

            public int Size => 1;

            public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnExit;

            private void OnExit(object sender, EventArgs e) { }
        }

        public static class Desk
        {
            public static void Work(System.Threading.CancellationToken token)
            {
                while (!token.IsCancellationRequested)
                {
                    {{body}}
                }
            }

            {{members}}
        }
        """);

    // A field or property of a delegate type collects handlers as an event does.
    [Theory]
    [InlineData("public static Action [|Done|];", "Done += OnDone;")]
    [InlineData("public static Action [|Done|] { get; set; }", "Done += OnDone;")]
    [InlineData("public static Action [|Done|];", "Done += () => Console.WriteLine();")]
    [InlineData("public static Action [|Done|];", "Done = (Action)Delegate.Combine(Done, new Action(OnDone));")]
    [InlineData("", "[|System.Net.ServicePointManager.ServerCertificateValidationCallback += (a, b, c, d) => true|];")]
    public Task Delegate_that_collects_handlers_is_reported(string member, string body) => VerifyAsync(Hub(member, body));

    [Theory]
    [InlineData("public static Action Done;", "Done += OnDone; Done -= OnDone;")]
    [InlineData("public static Action Done;", "Done += OnDone; Done = (Action)Delegate.Remove(Done, new Action(OnDone));")]
    [InlineData("public static Action Done;", "Done += OnDone; Done(); Done = null;")]
    [InlineData("public static Action Done;", "Done = OnDone;")]
    [InlineData("public static readonly Action Done = () => { };", "Done();")]
    [InlineData("public static Action Done; static Hub() { Done += () => Console.WriteLine(); }", "Done();")]
    [InlineData("public Action Done;", "var hub = new Hub(); hub.Done += OnDone;")]
    [InlineData("public static int Done;", "Done += 1;")]
    [InlineData("", "Action done = null; done += OnDone; done();")]
    [InlineData("", "System.Net.ServicePointManager.ServerCertificateValidationCallback = (a, b, c, d) => true;")]
    public Task Delegate_that_keeps_few_is_not_reported(string member, string body) => VerifyAsync(Hub(member, body));

    // A flag of the object guards it as often as there are objects.
    [Theory]
    [InlineData("services.AddSingleton<Reader>();", "if (!_isHooked) { _feed.Received += OnReceived; _isHooked = true; }", false)]
    [InlineData(
        "services.AddSingleton<Reader>();",
        "lock (_feed) { if (_isHooked) return; _feed.Received += OnReceived; _isHooked = true; }",
        false)]
    [InlineData("services.AddSingleton<Reader>();", "if (!_isHooked) { Hook(); _isHooked = true; }", false)]
    [InlineData("services.AddTransient<Reader>();", "if (!_isHooked) { _feed.Received += OnReceived; _isHooked = true; }", true)]
    [InlineData("services.AddSingleton<Reader>();", "_feed.Received += OnReceived; _isHooked = true;", true)]
    [InlineData(
        "services.AddSingleton<Reader>();",
        "if (!_isHooked) { _feed.Received += OnReceived; _isHooked = true; } else { _isHooked = false; }",
        true)]
    public async Task Flag_of_the_object_is_a_guard_where_there_is_one_object(string registration, string body, bool isReported)
    {
        var marked = isReported
            ? body.Replace("_feed.Received += OnReceived", "[|_feed.Received += OnReceived|]", StringComparison.Ordinal)
            : body;
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), $$"""
            public sealed class Feed { public event Action<string> Received; public void Raise() => Received?.Invoke("x"); }

            public sealed class Reader
            {
                private readonly Feed _feed;
                private bool _isHooked;

                public Reader(Feed feed) => _feed = feed;

                public void Read(string topic) { {{marked}} }

                private void Hook() => _feed.Received += OnReceived;

                private void OnReceived(string text) { }
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) { services.AddSingleton<Feed>(); {{registration}} }
            }
            """);
        await test.RunAsync();
    }

    private static string Hub(string member, string body) => $$"""
        public class Hub
        {
            {{member}}

            public static void Handle() { {{body}} }

            private static void OnDone() { }
        }
        """;

    // As in an interpreter or a user interface: to try each way from caller to caller would take hours.
    [Theory]
    [InlineData("private static", "AppDomain.CurrentDomain.ProcessExit += OnExit")]
    [InlineData("public static", "[|AppDomain.CurrentDomain.ProcessExit += OnExit|]")]
    public Task Where_everything_calls_everything_each_caller_is_asked_once(string access, string subscription) => VerifyAsync($$"""
        public class Session
        {
            public void Subscribe() => {{subscription}};

            private void OnExit(object sender, EventArgs e) { }
        }

        public static class Interpreter
        {
            {{string.Join("\n    ", Enumerable.Range(0, 40).Select(caller => $"private static void Step{caller}() {{ new Session().Subscribe(); {string.Concat(Enumerable.Range(0, 40).Select(called => $"Step{called}(); "))} }}"))}}

            {{access}} void Handle() => Step39();
        }
        """);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = source };
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
